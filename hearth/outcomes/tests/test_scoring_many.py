"""A million readings at once come to what each comes to by itself."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.foundation.errors import Refused
from hearth.outcomes.measures.catalogue import shipped
from hearth.outcomes.measures.measure import Kind
from hearth.outcomes.scoring.entered import Entered
from hearth.outcomes.scoring.many import score_many
from hearth.outcomes.scoring.one import score_one
from hearth.outcomes.tests.making import measure

AS_SET = [
    measure("phq-9", max_missing=2),
    measure("gad-7", max_missing=1),
    measure("reqol-10", max_missing=1, **{"as": "ticked"}),
    measure("core-10", **{"as": "scored"}),
]


def some_answers(one):
    each = [st.none() | st.integers(item.lowest, item.highest) for item in one.items.values()]
    mostly = [st.integers(item.lowest, item.highest) for item in one.items.values()]
    return st.lists(st.tuples(*each) | st.tuples(*mostly), min_size=1, max_size=20)


def as_array(rows):
    return np.array([[math.nan if one is None else one for one in row] for row in rows])


def by_itself(one, row):
    answers = {
        number: said for number, said in zip(one.items, row, strict=True) if said is not None
    }
    return score_one(one, Entered(answers, {}, one.answers_are))


@pytest.mark.parametrize("one", [*shipped(), *AS_SET], ids=lambda one: one.slug)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_many_readings_come_to_what_each_comes_to(one, data):
    rows = data.draw(some_answers(one))

    many = score_many(one, as_array(rows))

    for place, row in enumerate(rows):
        alone = by_itself(one, row)
        assert many.told[place] == alone.tell_the_duty_role_now
        for scored in alone.scores:
            found = many.scores[scored.score.key]
            bands = scored.score.of_kind(Kind.BAND)
            band = bands.index(scored.band) if scored.band else -1
            if scored.value is None:
                assert math.isnan(found.values[place])
            else:
                assert found.values[place] == float(scored.value)
            assert found.prorated[place] == scored.prorated
            assert found.band[place] == band


def test_no_readings_come_to_no_scores():
    many = score_many(measure("phq-9"), np.empty((0, 9)))

    assert len(many.scores["total"].values) == 0


@pytest.mark.parametrize("wrong", [4, -1, 0.5])
def test_an_answer_that_cannot_be_is_refused_with_reading_item_and_range(wrong):
    answers = np.zeros((3, 9))
    answers[1, 8] = wrong

    with pytest.raises(Refused, match=r"Reading 2: item 9 of PHQ-9 takes a whole number from 0 to"):
        score_many(measure("phq-9"), answers)


def test_too_few_columns_are_refused():
    with pytest.raises(Refused, match="PHQ-9 has 9 items; give one column for each"):
        score_many(measure("phq-9"), np.zeros((3, 8)))


def test_the_array_that_is_given_is_left_as_it_is():
    answers = np.zeros((2, 10))

    score_many(measure("core-10"), answers)

    assert not answers.any()
