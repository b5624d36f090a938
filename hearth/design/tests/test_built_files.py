"""The files that are served were built from the sources that are here, and are small."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

DESIGN = Path(__file__).parents[1]
SOURCE, BUILT = DESIGN / "source", DESIGN / "static" / "design"


@pytest.mark.parametrize("name", ["hearth.css", "hearth.js", "public.css", "public.js"])
def test_nobody_changed_a_source_without_building(name):
    sources = sorted(SOURCE.glob("*.scss")) + sorted(SOURCE.glob("*.js")) + [SOURCE / "build"]
    now = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    built_from = re.match(r"/\*! built from (\w+) \*/", (BUILT / name).read_text())

    assert built_from
    assert built_from[1] == now, "run: sh hearth/design/source/build"


@pytest.mark.parametrize(
    ("name", "kilobytes"),
    [
        ("hearth.css", 25),
        ("hearth.js", 10),
        ("icons.svg", 5),
        ("public.css", 20),
        ("public.js", 2),
        ("open-door.svg", 2),
    ],
)
def test_what_a_phone_has_to_fetch_is_small(name, kilobytes):
    assert len(gzip.compress((BUILT / name).read_bytes())) < kilobytes * 1000


@pytest.mark.parametrize("name", ["hearth.css", "public.css"])
def test_nothing_is_fetched_from_anywhere_else(name):
    styles = (BUILT / name).read_text()
    fetched = re.findall(r"url\(\"?([^)\"]+)", styles)

    assert "@import" not in styles
    assert "@font-face" not in styles
    assert fetched
    for address in fetched:
        assert (BUILT / address).exists()


@pytest.mark.parametrize("name", ["hearth.js", "public.js"])
def test_the_script_needs_nothing_that_the_policy_forbids(name):
    script = (BUILT / name).read_text()

    assert "https://" not in script
    assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b", script)
