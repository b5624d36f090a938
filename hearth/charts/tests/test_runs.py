"""When numbers over time have shifted, and when they only vary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.charts.over_time import said_of
from hearth.charts.runs import ENOUGH, runs_of

UP_AND_DOWN = [3.0, 7.0] * 12


@pytest.mark.parametrize(
    ("useful", "at_most", "at_least"),
    # Anhøj and Olesen 2014: the longest run and the fewest crossings by number of points.
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10)],
)
def test_limits_are_those_of_the_study(useful, at_most, at_least):
    runs = runs_of([1.0, 2.0] * (useful // 2))

    assert (runs.useful, runs.at_most, runs.at_least) == (useful, at_most, at_least)


def test_numbers_that_go_up_and_down_have_not_shifted():
    runs = runs_of(UP_AND_DOWN)

    assert not runs.has_shifted
    assert runs.shifted == ()


def test_one_long_run_is_a_shift_and_says_which_points():
    runs = runs_of([3.0, 7.0] * 8 + [8.0] * 9 + [2.0] * 9)

    assert runs.has_shifted
    assert set(range(16, 34)) <= set(runs.shifted)


def test_few_crossings_are_a_shift_without_a_long_run():
    runs = runs_of([1.0] * 7 + [9.0] * 7 + [1.0] * 7 + [9.0] * 7)

    assert runs.longest <= runs.at_most
    assert runs.has_shifted
    assert "crosses it 3 times" in said_of(runs, missing=0)


def test_points_on_the_median_neither_end_a_run_nor_count():
    with_them = runs_of([1, 1, 1, 5, 5, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9])
    assert with_them.median == 5 or with_them.useful < 16

    plain = runs_of([1.0, 1.0, 5.0, 1.0, 9.0, 9.0, 9.0])
    assert plain.median == 5
    assert (plain.useful, plain.longest, plain.crossings) == (6, 3, 1)


def test_a_gap_does_not_end_a_run():
    before = runs_of([1.0] * 8 + [9.0] * 8)
    after = runs_of([1.0] * 4 + [None] + [1.0] * 4 + [9.0] * 4 + [None, None] + [9.0] * 4)

    assert (before.longest, before.crossings) == (after.longest, after.crossings)


def test_too_few_points_say_nothing():
    runs = runs_of([1.0] * 4 + [9.0] * 4)

    assert runs.useful < ENOUGH
    assert not runs.has_shifted
    assert "too few" in said_of(runs, missing=0)


def test_no_numbers_at_all():
    assert runs_of([None, None]) is None
    assert said_of(None, missing=2) == "There are no numbers to draw."


@given(st.lists(st.floats(0, 1000) | st.none(), min_size=1, max_size=60))
def test_upside_down_it_says_the_same(values):
    over = runs_of([None if value is None else -value for value in values])
    runs = runs_of(values)

    assert (over is None) == (runs is None)
    if runs and over:
        assert (runs.shifted, runs.crossings, runs.longest) == (
            over.shifted,
            over.crossings,
            over.longest,
        )


def test_chance_alone_seldom_shifts():
    """The study's own promise: about one false signal in twenty, whatever the number of points."""
    from random import Random

    chance = Random(20140901)
    for points in (12, 24, 48):
        told = [runs_of([chance.random() for _ in range(points)]).has_shifted for _ in range(400)]
        assert 0.01 < sum(told) / len(told) < 0.11
