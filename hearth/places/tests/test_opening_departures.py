"""What departs from the usual week: bank holidays, exceptions, closures, and only some weeks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearth.places.opening import (
    LONDON,
    AlternateWeeks,
    BankHolidayRule,
    BankHolidays,
    Closed,
    Closure,
    DayException,
    EveryWeek,
    Hours,
    NthWeeks,
    Open,
    Opening,
    Spell,
    Timetable,
    bank_holiday_on,
    bank_holidays_in,
    is_open,
    next_open,
    openings_between,
    openings_on,
    plan_for,
    status,
)

NINE_TO_FIVE = [Hours(day, time(9), time(17)) for day in range(5)]
WEEKDAYS = Timetable(hours=tuple(NINE_TO_FIVE))
CAFE = Timetable(hours=tuple(Hours(day, time(20), time(2)) for day in range(7)))
CLOSED_BANK_HOLIDAYS = BankHolidayRule(BankHolidays.CLOSED)


def at(day, hour, minute=0, *, fold=0):
    """A moment of 2026 as York's clocks show it."""
    month, day = day
    return datetime(2026, month, day, hour, minute, fold=fold, tzinfo=LONDON)


def utc(day, hour, minute=0):
    month, day = day
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


class TestBankHolidays:
    """From gov.uk/bank-holidays, England and Wales."""

    @pytest.mark.parametrize(
        "day",
        [
            (2026, 1, 1),  # New Year's Day
            (2026, 4, 3),  # Good Friday
            (2026, 4, 6),  # Easter Monday
            (2026, 5, 4),  # Early May
            (2026, 5, 25),  # Spring
            (2026, 8, 31),  # Summer
            (2026, 12, 25),  # Christmas Day
            (2026, 12, 28),  # Boxing Day's substitute: the 26th is a Saturday
            (2027, 12, 27),  # Christmas Day's substitute: the 25th is a Saturday
            (2027, 12, 28),  # and Boxing Day's
            (2022, 6, 3),  # the Platinum Jubilee
            (2022, 9, 19),  # the State Funeral of Queen Elizabeth II
            (2023, 5, 8),  # the coronation
        ],
    )
    def test_are_known(self, day):
        assert bank_holiday_on(date(*day))

    def test_of_other_nations_are_not_ours(self):
        assert not bank_holiday_on(date(2026, 1, 2))  # Scotland
        assert not bank_holiday_on(date(2026, 3, 17))  # Northern Ireland

    def test_an_ordinary_day_is_none(self):
        assert not bank_holiday_on(date(2026, 3, 2))

    def test_a_year_has_only_its_own(self):
        assert {day.year for day in bank_holidays_in(2027)} == {2027}
        assert bank_holidays_in(2026)[date(2026, 12, 28)] == "Boxing Day (substitute day)"

    def test_closed_means_closed(self):
        site = Timetable(hours=tuple(NINE_TO_FIVE), bank_holidays=CLOSED_BANK_HOLIDAYS)

        assert status(site, at((4, 3), 12)) == Closed(utc((4, 7), 8), "for the bank holiday")

    def test_as_usual_means_as_usual(self):
        assert is_open(WEEKDAYS, at((4, 3), 12))

    def test_own_hours_hold_whatever_the_weekday(self):
        rule = BankHolidayRule(BankHolidays.OWN_HOURS, (Spell(time(11), time(14)),))
        tuesdays = Timetable(hours=(Hours(1, time(9), time(17)),), bank_holidays=rule)

        assert status(tuesdays, at((4, 6), 12)) == Open(utc((4, 6), 13), "for the bank holiday")
        assert not is_open(tuesdays, at((4, 6), 10))
        assert not is_open(tuesdays, at((4, 13), 12))

    def test_christmas_2026_takes_in_the_saturday_and_the_substitute_monday(self):
        every_day = Timetable(
            hours=tuple(Hours(day, time(9), time(17)) for day in range(7)),
            bank_holidays=CLOSED_BANK_HOLIDAYS,
        )

        opens = [
            each.opens.day for each in openings_between(every_day, at((12, 24), 0), at((12, 31), 0))
        ]

        assert opens == [24, 27, 29, 30]

    def test_a_café_of_the_evening_before_runs_on_into_the_holiday(self):
        cafe = Timetable(hours=CAFE.hours, bank_holidays=CLOSED_BANK_HOLIDAYS)

        assert is_open(cafe, at((12, 25), 1))
        assert not is_open(cafe, at((12, 25), 21))
        assert not is_open(cafe, at((12, 26), 1))

    def test_are_not_the_reason_on_a_day_that_is_closed_anyway(self):
        tuesdays = Timetable(
            hours=(Hours(1, time(9), time(17)),), bank_holidays=CLOSED_BANK_HOLIDAYS
        )

        assert status(tuesdays, at((4, 6), 12)) == Closed(utc((4, 7), 8), "")

    def test_an_exception_for_the_date_counts_for_more(self):
        site = Timetable(
            hours=tuple(NINE_TO_FIVE),
            bank_holidays=CLOSED_BANK_HOLIDAYS,
            exceptions=(
                DayException(date(2026, 4, 3), (Spell(time(10), time(12)),), "for Easter"),
            ),
        )

        assert status(site, at((4, 3), 11)) == Open(utc((4, 3), 11), "for Easter")


class TestExceptions:
    def test_a_closed_date_says_why_and_what_next(self):
        site = Timetable(
            hours=tuple(NINE_TO_FIVE),
            exceptions=(DayException(date(2026, 3, 3), (), "for training"),),
        )

        assert status(site, at((3, 3), 12)) == Closed(utc((3, 4), 9), "for training")
        assert status(site, at((3, 4), 12)) == Open(utc((3, 4), 17))

    def test_a_closed_date_says_why_even_where_it_would_be_closed_anyway(self):
        site = Timetable(
            hours=tuple(NINE_TO_FIVE),
            exceptions=(DayException(date(2026, 3, 7), (), "for a wedding"),),
        )

        assert status(site, at((3, 7), 12)) == Closed(utc((3, 9), 9), "for a wedding")
        assert status(site, at((3, 8), 12)) == Closed(utc((3, 9), 9), "")

    def test_other_hours_take_the_place_of_the_usual(self):
        late = DayException(date(2026, 3, 3), (Spell(time(12), time(20)),), "for an open evening")
        site = Timetable(hours=tuple(NINE_TO_FIVE), exceptions=(late,))

        assert not is_open(site, at((3, 3), 11))
        assert is_open(site, at((3, 3), 19))

    def test_an_extra_date_where_there_are_no_usual_hours(self):
        fair = Timetable(exceptions=(DayException(date(2026, 6, 6), (Spell(time(10), time(15)),)),))

        assert next_open(fair, at((3, 1), 0)) == utc((6, 6), 9)
        assert next_open(fair, at((6, 7), 0)) is None

    def test_closing_for_the_evening_also_closes_its_small_hours(self):
        cafe = Timetable(
            hours=CAFE.hours, exceptions=(DayException(date(2026, 3, 6), (), "for training"),)
        )

        assert not is_open(cafe, at((3, 7), 1))
        assert status(cafe, at((3, 7), 1)) == Closed(utc((3, 7), 20), "for training")

    def test_closing_for_a_date_leaves_the_evening_before_to_run_out(self):
        cafe = Timetable(hours=CAFE.hours, exceptions=(DayException(date(2026, 3, 7)),))

        assert is_open(cafe, at((3, 7), 1))
        assert not is_open(cafe, at((3, 7), 20))

    def test_of_two_for_one_date_the_closed_one_counts_in_either_order(self):
        shut = DayException(date(2026, 3, 3), (), "for a funeral")
        late = DayException(date(2026, 3, 3), (Spell(time(12), time(20)),))

        for both in [(shut, late), (late, shut)]:
            assert not is_open(Timetable(exceptions=both), at((3, 3), 13))

    def test_two_with_hours_for_one_date_are_both_kept(self):
        morning = DayException(date(2026, 3, 3), (Spell(time(9), time(11)),), "for a market")
        evening = DayException(date(2026, 3, 3), (Spell(time(18), time(20)),))
        site = Timetable(exceptions=(evening, morning))

        assert plan_for(site, date(2026, 3, 3)).reason == "for a market"
        assert [each.opens.hour for each in openings_on(site, date(2026, 3, 3))] == [9, 18]


class TestClosures:
    def test_cut_the_middle_out_of_an_opening(self):
        site = Timetable(
            hours=tuple(NINE_TO_FIVE),
            closures=(Closure(at((3, 2), 11), at((3, 2), 13), "for a fire drill"),),
        )

        assert openings_on(site, date(2026, 3, 2)) == [
            Opening(utc((3, 2), 9), utc((3, 2), 11)),
            Opening(utc((3, 2), 13), utc((3, 2), 17)),
        ]
        assert status(site, at((3, 2), 10)) == Open(utc((3, 2), 11))
        assert status(site, at((3, 2), 12)) == Closed(utc((3, 2), 13), "for a fire drill")

    def test_until_further_notice_has_no_next_opening(self):
        site = Timetable(
            hours=tuple(NINE_TO_FIVE), closures=(Closure(at((3, 2), 11), None, "for repairs"),)
        )

        assert status(site, at((3, 2), 10)) == Open(utc((3, 2), 11))
        assert status(site, at((6, 1), 12)) == Closed(None, "for repairs", True)

    def test_one_after_another_are_one_wait(self):
        site = Timetable(
            always_open=True,
            closures=(
                Closure(at((3, 5), 0), at((3, 9), 0), "for the paint to dry"),
                Closure(at((3, 2), 0), at((3, 5), 0), "for painting"),
            ),
        )

        assert status(site, at((3, 3), 0)) == Closed(utc((3, 9), 0), "for painting")

    def test_what_is_left_of_last_night_may_start_after_this_morning(self):
        """A whole day from 8pm, cut until midday; and a spell from 9am of the next day."""
        site = Timetable(
            hours=(Hours(0, time(20), time(20)), Hours(1, time(9), time(10))),
            closures=(
                Closure(at((3, 2), 12), at((3, 3), 9)),
                Closure(at((3, 3), 10), at((3, 3), 12)),
            ),
        )

        assert openings_between(site, at((3, 2), 0), at((3, 4), 0)) == [
            Opening(utc((3, 3), 9), utc((3, 3), 10)),
            Opening(utc((3, 3), 12), utc((3, 3), 20)),
        ]

    def test_of_days_takes_in_the_last_of_them_across_a_clock_change(self):
        closure = Closure.of_days(date(2026, 3, 28), date(2026, 3, 29), "for the spring clean")
        site = Timetable(always_open=True, closures=(closure,))

        assert status(site, at((3, 28), 12)).next_open == utc((3, 29), 23)

    def test_longer_than_can_be_seen_has_no_next_opening_but_an_end(self):
        site = Timetable(
            always_open=True,
            closures=(Closure(at((3, 2), 0), datetime(2030, 1, 1, tzinfo=UTC), "for rebuilding"),),
        )

        assert status(site, at((3, 3), 0)) == Closed(None, "for rebuilding", False)

    def test_must_end_after_they_start_and_carry_a_time_zone(self):
        with pytest.raises(ValueError, match="end after"):
            Closure(at((3, 2), 11), at((3, 2), 11))
        with pytest.raises(ValueError, match="time zone"):
            Closure(datetime(2026, 3, 2))  # noqa: DTZ001 (the point of it)


class TestWhichWeeks:
    def test_first_and_third_thursdays(self):
        site = Timetable(hours=(Hours(3, time(14), time(16), NthWeeks([1, 3])),))

        found = openings_between(site, at((3, 1), 0), at((4, 30), 0))

        assert [(each.opens.month, each.opens.day) for each in found] == [
            (3, 5),
            (3, 19),
            (4, 2),
            (4, 16),
        ]

    def test_the_last_friday_whether_fourth_or_fifth(self):
        last = NthWeeks([-1])

        assert last.include(date(2026, 1, 30))  # the fifth
        assert last.include(date(2026, 2, 27))  # the fourth
        assert not last.include(date(2026, 1, 23))
        assert last.include(date(2026, 12, 31))
        assert last.include(date(2026, 2, 22))
        assert last.include(date(2026, 4, 24))

    def test_every_other_tuesday_counted_both_ways_and_over_the_year_end(self):
        fortnightly = AlternateWeeks(date(2026, 12, 24))  # any day of the week it counts from

        for day in (date(2026, 12, 8), date(2026, 12, 22), date(2027, 1, 5)):
            assert fortnightly.include(day)
        for day in (date(2026, 12, 15), date(2026, 12, 29)):
            assert not fortnightly.include(day)

    def test_every_fourth_week(self):
        monthly = AlternateWeeks(date(2026, 3, 2), every=4)

        assert [n for n in range(9) if monthly.include(date(2026, 3, 2) + n * timedelta(7))] == [
            0,
            4,
            8,
        ]

    def test_every_week_is_every_week(self):
        assert EveryWeek().include(date(2026, 3, 2))

    @pytest.mark.parametrize("nth", [[], [0], [6], [-2]])
    def test_an_impossible_week_is_refused(self, nth):
        with pytest.raises(ValueError, match="weeks of the month"):
            NthWeeks(nth)

    def test_dates_bound_a_line_of_the_pattern_inclusively(self):
        summer = Hours(
            0, time(9), time(20), valid_from=date(2026, 6, 1), valid_until=date(2026, 8, 24)
        )
        site = Timetable(hours=(summer,))

        assert not is_open(site, at((5, 25), 12))
        assert is_open(site, at((6, 1), 12))
        assert is_open(site, at((8, 24), 12))
        assert not is_open(site, at((8, 31), 12))
        assert next_open(site, at((8, 25), 0)) is None
