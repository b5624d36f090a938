"""Shifts on the clock on the wall: no moment in two of them, and none in no shift."""

import datetime
from datetime import UTC, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearth.handover.turns import USUAL, as_asked, shift_after, shift_at, twin_of, which_of_two
from hearth.places.opening import LONDON

HOUR = datetime.timedelta(hours=1)
SPRING, AUTUMN = datetime.date(2026, 3, 29), datetime.date(2026, 10, 25)
"""The days on which the clocks go forward and back."""

moments = some.integers(1_704_067_200, 1_924_992_000).map(
    lambda seconds: datetime.datetime.fromtimestamp(seconds, UTC)
)
"""From 2024 to 2030."""
near_changes = some.builds(
    lambda day, minutes: (
        datetime.datetime(day.year, day.month, day.day, tzinfo=UTC)
        + datetime.timedelta(minutes=minutes)
    ),
    some.sampled_from([SPRING, AUTUMN]),
    some.integers(-60 * 30, 60 * 40),
)
times = some.builds(time, some.integers(0, 23), some.sampled_from([0, 15, 30, 59]))
patterns = some.lists(times, min_size=1, max_size=6, unique=True)


def london(*parts, fold=0):
    """Return a moment on the clock in London: one that comes twice equals no time there."""
    return datetime.datetime(*parts, tzinfo=LONDON, fold=fold).astimezone(UTC)


@given(moments | near_changes, patterns)
def test_every_moment_is_in_one_shift_that_ends_where_the_next_begins(moment, changes):
    shift = shift_at(moment, changes)
    after = shift_after(shift, changes)

    assert shift.begins <= moment < shift.ends == after.begins < after.ends
    assert shift_at(shift.begins, changes) == shift
    assert shift_at(shift.ends - datetime.timedelta(microseconds=1), changes) == shift


@given(moments | near_changes, patterns)
def test_shifts_begin_when_the_clock_shows_one_of_their_times_or_jumps_over_it(moment, changes):
    begins = shift_at(moment, changes).begins
    just_before = begins - datetime.timedelta(microseconds=1)
    there, before = begins.astimezone(LONDON), just_before.astimezone(LONDON)

    assert there.time() in changes or there.utcoffset() > before.utcoffset()


@given(some.dates(datetime.date(2024, 1, 2), datetime.date(2030, 12, 30)), patterns)
def test_the_shifts_of_a_day_are_as_long_as_the_day(day, changes):
    first = datetime.datetime.combine(day, time(12), LONDON)
    last = datetime.datetime.combine(day + datetime.timedelta(days=7), time(12), LONDON)
    shift, length = shift_at(first, changes), datetime.timedelta()
    begins = shift.begins
    while shift.ends <= last.astimezone(UTC):
        length += shift.ends - shift.begins
        shift = shift_after(shift, changes)

    assert begins + length == shift.begins


@pytest.mark.parametrize(
    ("day", "hours"), [(SPRING, 11), (AUTUMN, 13), (datetime.date(2026, 6, 1), 12)]
)
def test_the_night_on_which_the_clocks_change_is_an_hour_shorter_or_longer(day, hours):
    night = shift_at(datetime.datetime.combine(day, time(3), LONDON), USUAL)

    assert night.hours == hours
    assert night.is_night
    assert night.clocks_change is (hours != 12)
    assert night.ends == datetime.datetime.combine(day, time(8), LONDON)


def test_a_day_that_is_all_one_shift_has_23_25_or_24_hours():
    lengths = [
        shift_at(datetime.datetime.combine(day, time(12), LONDON), [time(0)]).hours
        for day in (SPRING, AUTUMN, datetime.date(2026, 6, 1))
    ]
    assert lengths == [23, 25, 24]


def test_a_shift_that_changes_in_the_hour_that_comes_twice_changes_once():
    changes = [time(1, 30), time(13)]
    before, between = (
        shift_at(moment, changes)
        for moment in (london(2026, 10, 25, 1, 29), london(2026, 10, 25, 1, 29, fold=1))
    )

    assert before.ends == between.begins == london(2026, 10, 25, 1, 30)
    assert between.ends == london(2026, 10, 25, 13)


def test_a_shift_that_changes_in_the_hour_that_never_comes_changes_when_the_clock_jumps():
    shift = shift_at(london(2026, 3, 29, 0, 59), [time(1, 30), time(1, 45), time(13)])

    assert shift.ends == datetime.datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert shift_after(shift, [time(1, 30), time(1, 45), time(13)]).ends == london(2026, 3, 29, 13)


def test_the_hour_that_comes_twice_has_two_of_each_moment_and_each_is_told_apart():
    first, second = (london(2026, 10, 25, 1, 30, fold=fold) for fold in (0, 1))

    assert twin_of(first) == second.astimezone(UTC)
    assert twin_of(second) == first.astimezone(UTC)
    assert which_of_two(first) == "before the clocks went back"
    assert which_of_two(second) == "after the clocks went back"
    assert (as_asked(first), as_asked(second)) == ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")
    assert twin_of(london(2026, 10, 25, 2, 30)) is None
    assert which_of_two(london(2026, 6, 1, 1, 30)) == ""


@given(moments | near_changes)
def test_a_moment_as_an_address_asks_for_it_is_that_moment(moment):
    assert datetime.datetime.fromisoformat(as_asked(moment)) == moment
