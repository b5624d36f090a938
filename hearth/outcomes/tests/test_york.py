"""
York's published figures come out of rows, with their intervals and with what they do not say.

“11 of 13 (84.6 %)” and “24 of 33 (72.7 %)”; Wilson intervals 57.8-95.7 and 55.8-84.9 per cent.
"""

import json
from pathlib import Path

import pytest

from hearth.demo import readings
from hearth.outcomes.change.answering import answer
from hearth.outcomes.tests.changing import rule

ROWS = Path(readings.__file__).parent
"""The demonstration lays the same rows."""


def about(name):
    file = ROWS / f"york_{name.replace('-', '_')}.json"
    return answer(json.loads(file.read_text("utf-8")))


def came_for():
    found = about("goals")["together"]
    return next(one for one in found if one["rule"] == "goals-they-came-for")


def percent(share):
    return [round(share[name] * 100, 1) for name in ("share", "low", "high")]


def test_eleven_of_thirteen_improved_reliably():
    [result] = about("reqol-10")["results"]
    improved = rule(result, "nhs-england")["reliably_improved"]

    assert (improved["n"], improved["of"]) == (11, 13)
    assert percent(improved) == [84.6, 57.8, 95.7]


def test_improved_and_reliably_improved_and_recovered_are_three_figures():
    [result] = about("reqol-10")["results"]
    found = rule(result, "nhs-england")

    assert result["any_change"]["improved"]["n"] == 12
    assert found["reliably_improved"]["n"] == 11
    assert (found["recovered"]["n"], found["recovered"]["of"]) == (6, 13)


def test_who_got_worse_and_who_has_no_second_reading_stand_beside():
    [result] = about("reqol-10")["results"]

    assert result["any_change"]["worse"]["n"] == 1
    assert rule(result, "nhs-england")["reliably_worse"]["n"] == 0
    assert result["funnel"] == {"eligible": 20, "first": 16, "paired": 13}
    assert result["first_only"]["n"] == 3
    assert rule(result, "nhs-england")["reliably_improved"]["alt"]["of"] == 20


def test_twenty_four_of_thirty_three_got_on_with_what_they_came_for():
    found = came_for()

    assert found["people"] == 33
    assert (found["reliable_progress"]["n"], found["reliable_progress"]["of"]) == (24, 33)
    assert percent(found["reliable_progress"]) == [72.7, 55.8, 84.9]


def test_any_progress_stands_beside_reliable_progress_and_who_got_worse_too():
    found = came_for()

    assert (found["any_progress"]["n"], found["any_progress"]["of"]) == (29, 33)
    assert (found["reliably_worse"]["n"], found["reliably_worse"]["of"]) == (1, 33)


@pytest.mark.parametrize("name", ["reqol-10", "goals"])
def test_it_is_said_that_it_is_before_and_after_with_nobody_to_compare(name):
    for result in about(name)["results"]:
        assert "nobody to compare them with" in result["notes"][0]
