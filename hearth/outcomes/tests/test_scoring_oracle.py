"""Scores worked out a second time by hand, over answers that nobody chose."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.outcomes.tests.making import measure, value
from hearth.outcomes.tests.test_scoring import TABLE


def core_10(answers):
    turned = [4 - one if place in (1, 2) else one for place, one in enumerate(answers)]
    return sum(turned)


def reqol_10_as_ticked(answers):
    return sum(4 - one if place in (0, 2, 5, 8) else one for place, one in enumerate(answers[:10]))


BY_HAND = {
    ("phq-9", "total"): sum,
    ("gad-7", "total"): sum,
    ("ucla-3", "total"): sum,
    ("reqol-10", "total"): lambda answers: sum(answers[:10]),
    ("reqol-20", "total"): lambda answers: sum(answers[:20]),
    ("core-10", "total"): core_10,
    ("dialog", "quality_of_life"): lambda answers: statistics.mean(map(Fraction, answers[:8])),
    ("dialog", "treatment"): lambda answers: statistics.mean(map(Fraction, answers[8:])),
    ("dialog", "item_11"): lambda answers: answers[10],
    ("swemwbs", "raw"): sum,
    ("swemwbs", "metric"): lambda answers: Fraction(TABLE[sum(answers)]),
    ("ons4", "anxious"): lambda answers: answers[3],
    ("gbo", "goal_2"): lambda answers: answers[1],
}


def some_answers(slug):
    items = measure(slug).items.values()
    return st.tuples(*[st.integers(item.lowest, item.highest) for item in items]).map(list)


@pytest.mark.parametrize(("slug", "key"), BY_HAND)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_complete_reading_comes_to_what_it_does_by_hand(slug, key, data):
    answers = data.draw(some_answers(slug))

    assert value(slug, answers, key) == BY_HAND[slug, key](answers)


@given(answers=some_answers("reqol-10"))
@settings(max_examples=25, deadline=None)
def test_reqol_10_as_ticked_by_hand(answers):
    assert value("reqol-10", answers, **{"as": "ticked"}) == reqol_10_as_ticked(answers)


@given(answers=some_answers("core-10"), missing=st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_core_10_without_one_answer_by_hand(answers, missing):
    turned = [4 - one if place in (1, 2) else one for place, one in enumerate(answers)]
    others = turned[:missing] + turned[missing + 1 :]

    found = value("core-10", [*answers[:missing], None, *answers[missing + 1 :]])

    assert found == 10 * statistics.mean(map(Fraction, others))
