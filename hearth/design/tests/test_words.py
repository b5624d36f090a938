"""Dates, times and numbers read as people say them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearth.design import words

NINE = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)


def test_a_day_is_said_in_full():
    assert words.day(date(2026, 3, 2)) == "Monday 2 March 2026"
    assert words.short_day(date(2026, 3, 2)) == "2 Mar 2026"
    assert words.month(date(2026, 3, 2)) == "March 2026"


def test_a_moment_is_put_on_the_hubs_clock_first():
    just_after_midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)

    assert words.day(just_after_midnight_in_summer) == "Wednesday 1 July 2026"
    assert words.clock(just_after_midnight_in_summer) == "12:30am"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(9, 5), "9:05am"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(12, 30), "12:30pm"),
        (time(0, 5), "12:05am"),
        (time(17), "5pm"),
    ],
)
def test_a_time_is_said_so_that_nobody_reads_it_two_ways(at, said):
    assert words.clock(at) == said


def test_what_is_not_known_is_not_made_up():
    assert words.day(None) == words.short_day(None) == words.month(None) == words.clock(None) == ""
    assert words.number(None) == words.percent(None) == words.NOT_KNOWN


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=59), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (12, "12 minutes"),
        (60, "1 hour"),
        (65, "1 hour 5 minutes"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=3, hours=2), "3 days"),
        (timedelta(minutes=-5), "less than a minute"),
    ],
)
def test_how_long_somebody_has_waited(length, said):
    assert words.waited(length) == said


def test_waiting_is_counted_from_a_moment_to_now():
    now = NINE + timedelta(minutes=34, seconds=50)

    assert words.waited(NINE, now) == "34 minutes"
    assert words.ago_minutes(NINE, now) == 34
    assert words.ago_minutes(now, NINE) == 0


def test_numbers():
    assert words.number(1234567) == "1,234,567"
    assert words.number(12.345, 1) == "12.3"
    assert words.percent(0.873) == "87%"
    assert words.percent(0.8734, 1) == "87.3%"
    assert words.plural(1, "visit") == "1 visit"
    assert words.plural(0, "visit") == "0 visits"
    assert words.plural(1200, "person", "people") == "1,200 people"


def test_lists():
    assert words.listed([]) == ""
    assert words.listed(["tea"]) == "tea"
    assert words.listed(["tea", "cake"]) == "tea and cake"
    assert words.listed(["tea", "cake", "a chat"]) == "tea, cake and a chat"
