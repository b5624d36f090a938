"""The days that a report covers."""

import datetime

import pytest

from hearth.evidence.period import Period, last_month, last_twelve_months, this_month

date = datetime.date


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 3, 1), Period(date(2025, 2, 1), date(2025, 2, 28))),
        (date(2024, 3, 31), Period(date(2024, 2, 1), date(2024, 2, 29))),
        (date(2025, 1, 15), Period(date(2024, 12, 1), date(2024, 12, 31))),
    ],
)
def test_last_month_is_the_whole_month_before(today, expected):
    assert last_month(today) == expected


@pytest.mark.parametrize(
    ("today", "first"),
    [(date(2025, 3, 15), date(2024, 3, 1)), (date(2024, 2, 29), date(2023, 2, 1))],
)
def test_the_last_twelve_months_are_whole(today, first):
    period = last_twelve_months(today)

    assert period.first == first
    assert period.last == last_month(today).last


def test_this_month_ends_today():
    assert this_month(date(2025, 3, 15)) == Period(date(2025, 3, 1), date(2025, 3, 15))


@pytest.mark.parametrize(("days", "blocks"), [(90, 0), (91, 1), (181, 1), (182, 2)])
def test_only_whole_blocks_of_thirteen_weeks_count(days, blocks):
    last = date(2025, 3, 31)
    period = Period(last - datetime.timedelta(days=days - 1), last)

    assert (period.days, period.blocks) == (days, blocks)


def test_a_month_that_is_cut_short_says_so():
    period = Period(date(2025, 1, 30), date(2025, 3, 1))

    assert [period.month_words(date(2025, month, 1)) for month in (1, 2, 3)] == [
        "January 2025 (30 to 31)", "February 2025", "March 2025 (1 only)",
    ]  # fmt: skip
