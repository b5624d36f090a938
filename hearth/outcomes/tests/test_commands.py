"""hearth score and hearth change, as somebody at a terminal meets them."""

from io import StringIO

import pytest
import simplejson
from django.core.management import CommandError, call_command

from hearth.outcomes.tests.changing import over_time


@pytest.fixture
def ask(tmp_path):
    def asked(command, document, **options):
        file = tmp_path / "asked.json"
        file.write_text(simplejson.dumps(document, use_decimal=True), encoding="utf-8")
        heard = StringIO()
        call_command(command, file=str(file), stdout=heard, **options)
        return heard.getvalue()

    return asked


def test_scores_in_columns_and_whom_to_tell_first(ask):
    said = ask("score", {"readings": [
        {"id": "A", "measure": "phq-9", "answers": [0] * 8 + [1]},
        {"id": "B", "measure": "reqol-20", "total": 44},
        {"id": "C", "measure": "core-10", "total": 12},
    ]})  # fmt: skip

    assert said.split("\n")[0].split() == [
        "Reading", "Measure", "Score", "Value", "Range", "Band", "Also"
    ]  # fmt: skip
    assert "Tell the duty role now: reading A, PHQ-9, item 9." in said
    assert "somebody reads every answer at once" in said
    assert "Reading C: the answer to CORE-10 item 6 is not known here." in said


def test_scores_keep_every_digit_in_json(ask):
    said = ask("score", {"readings": [{"measure": "swemwbs", "total": 23}]}, json=True)

    assert '"value": 20.73,' in said


def test_change_in_columns_shows_who_got_worse(ask):
    said = ask("change", {
        "measure": "core-10", "readings": over_time([20, 10], [12, 14], [20]), "eligible": 5,
    })  # fmt: skip

    assert "Could have had two readings: 5. Have a first: 3. Have a later one: 2." in said
    assert "reliably worse           " in said
    assert "0 of 2 (0.0 %" in said
    assert "Jacobson-Truax, change > 5.66 (90 %)" in said
    assert "nobody to compare them with" in said


def test_change_says_when_a_rule_cannot_be_used(ask):
    said = ask("change", {"measure": "ucla-3", "readings": over_time([9, 3])})

    assert "NHS England’s rule: No size of a reliable change is agreed for it." in said
    assert "Jacobson-Truax: It has no published reliability" in said


def test_change_of_nobody_says_that_there_is_nobody(ask):
    assert "Nobody has two readings yet." in ask("change", {"measure": "phq-9", "readings": []})
    assert ask("change", {"readings": []}).strip() == "There are no readings."


def test_rules_over_several_measures_are_printed_with_their_source(ask):
    several = [
        {**one, "measure": slug} for slug in ("phq-9", "gad-7") for one in over_time([15, 5])
    ]

    said = ask("change", {"readings": several})

    assert "talking-therapies: 1 person" in said
    assert "(to be confirmed)" in said


@pytest.mark.parametrize(
    ("command", "document", "says"),
    [
        ("score", {"readings": [{"measure": "phq-9", "answers": [4] * 9}]},
         r"readings\[1\].answers\[1\]: item 1 of PHQ-9"),
        ("score", {"readings": [{"measure": "phq-9", "total": 3}, {}]}, r"readings\[2\]: “m"),
        ("score", {"reading": []}, "the document: “reading” is not known here"),
        ("score", [], "must hold one JSON object"),
        ("change", {"measure": "phq-9", "readings": [{"person": 1}]}, r"readings\[1\]: “on”"),
    ],
)  # fmt: skip
def test_nothing_is_answered_if_anything_cannot_be(ask, command, document, says):
    with pytest.raises(CommandError, match=says):
        ask(command, document, json=True)
