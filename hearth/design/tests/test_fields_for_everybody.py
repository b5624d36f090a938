"""What is typed into on the public's pages and people's own looks as it does inside."""

from pathlib import Path

import pytest

BUILT = Path(__file__).parents[1] / "static" / "design"


@pytest.mark.parametrize("name", ["hearth.css", "public.css"])
@pytest.mark.parametrize(
    "part", ["checkboxes__item", "date-input__item", "input", "radios__item", "select", "textarea"]
)
def test_each_kind_of_field_has_its_look(name, part):
    assert f".nhsuk-{part}{{" in (BUILT / name).read_text()
