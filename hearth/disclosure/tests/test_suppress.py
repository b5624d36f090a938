"""The command, by the examples of its page."""

import re
from io import StringIO
from pathlib import Path

import pytest
import simplejson
from django.core.management import CommandError, call_command

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "suppress.md"


def example(name):
    return re.search(rf"^```\w+ {name}\n(.*?)^```", PAGE.read_text("utf-8"), re.M | re.S)[1]


def suppress(tmp_path, text, *options):
    file = tmp_path / "asked.json"
    file.write_text(text, encoding="utf-8")
    said = StringIO()
    call_command("suppress", "--in", str(file), *options, stdout=said)
    return said.getvalue()


def test_the_example_of_the_page_is_answered_as_it_stands_there(tmp_path):
    said = suppress(tmp_path, example("example"), "--json", "--inside")

    assert simplejson.loads(said, use_decimal=True) == simplejson.loads(
        example("answer"), use_decimal=True
    )


def test_the_example_in_words_is_printed_as_it_stands_there(tmp_path):
    said = suppress(tmp_path, example("example in words"))

    assert said.rstrip() == example("answer in words").rstrip()


def test_nothing_of_the_inside_is_said_unless_it_is_asked_for(tmp_path):
    assert "inside" not in simplejson.loads(suppress(tmp_path, example("example"), "--json"))
    assert "NOT FOR ANYBODY OUTSIDE" not in suppress(tmp_path, example("example"))
    assert "NOT FOR ANYBODY OUTSIDE" in suppress(tmp_path, example("example"), "--inside")


def test_what_is_wrong_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="The document has no tables"):
        suppress(tmp_path, "{}")


def test_what_was_withheld_is_said_in_words(tmp_path):
    asked = {
        "tables": [{"name": "Few", "rows": ["A", "B"], "counts": [3, 60]}],
        "already_known": [{"cell": {"table": "Few", "row": "A"}, "count": 3}],
    }

    said = suppress(tmp_path, simplejson.dumps(asked))

    assert said.startswith("Few\nWithheld: what is public already")


def test_every_part_of_a_table_is_printed(tmp_path):
    asked = {
        "tables": [
            {
                "name": "Ways in", "rows": ["Louth", "Spalding"],
                "columns": ["self", "GP", "other"],
                "counts": [[1141, 120, 33], [620, 94, 71]], "totals": {"rows": False},
                "percentages": ["column"], "rates": {"per": 1000, "of": {"Louth": 17000}},
                "averages": [{"of": "ReQoL-10", "column": "self", "mean": 24.1}],
            }
        ]
    }  # fmt: skip

    said = suppress(tmp_path, simplejson.dumps(asked))

    assert "Total     1,760  215    105  2,080" in said
    assert "Louth      65%  56%    33%" in said
    assert "ReQoL-10, self  1,760  24.1" in said
