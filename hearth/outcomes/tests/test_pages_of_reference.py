"""The examples of the pages of reference are true: each is run as it stands there."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
import simplejson
from django.core.management import call_command

PAGES = Path(__file__).parents[3] / "docs" / "reference"


def blocks(page, kind):
    return re.findall(rf"^```json {kind}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def shown(said, answered):
    """Whether all that a page shows is so; what it leaves out of an object may be anything."""
    if isinstance(said, dict):
        return all(name in answered and shown(one, answered[name]) for name, one in said.items())
    if isinstance(said, list):
        return len(said) == len(answered) and all(map(shown, said, answered))
    return said == pytest.approx(answered) if isinstance(said, float) else said == answered


@pytest.mark.parametrize("command", ["change", "score"])
def test_every_example_is_answered_as_its_page_says(command, tmp_path):
    page = (PAGES / f"{command}.md").read_text(encoding="utf-8")
    given, answered = blocks(page, "given"), blocks(page, "answered")
    assert given
    assert len(given) == len(answered)

    for number, (document, said) in enumerate(zip(given, answered, strict=True)):
        file = tmp_path / f"{number}.json"
        file.write_text(document, encoding="utf-8")
        heard = StringIO()
        call_command(command, file=str(file), json=True, stdout=heard)
        assert shown(json.loads(said), simplejson.loads(heard.getvalue())), heard.getvalue()


@pytest.mark.parametrize("command", ["change", "score"])
def test_what_else_a_page_writes_in_json_is_json(command):
    page = (PAGES / f"{command}.md").read_text(encoding="utf-8")

    for block in re.findall(r"^```json.*?\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        json.loads(block)
