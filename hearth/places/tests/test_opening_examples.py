"""Is it open? Real dates of 2026, one promise on a door at a time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearth.places.opening import (
    LONDON,
    AlternateWeeks,
    BankHolidayRule,
    BankHolidays,
    Closed,
    DayException,
    Hours,
    Open,
    Opening,
    Spell,
    Timetable,
    Weekday,
    is_open,
    next_open,
    openings_between,
    openings_on,
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


class TestAnOrdinaryWeek:
    def test_is_open_from_opening_until_just_before_closing(self):
        assert not is_open(WEEKDAYS, at((3, 2), 8, 59))
        assert is_open(WEEKDAYS, at((3, 2), 9))
        assert is_open(WEEKDAYS, at((3, 2), 16, 59))
        assert not is_open(WEEKDAYS, at((3, 2), 17))

    def test_says_until_when(self):
        assert status(WEEKDAYS, at((3, 2), 12)) == Open(until=utc((3, 2), 17))

    def test_says_from_when_over_a_weekend(self):
        assert status(WEEKDAYS, at((3, 6), 17)) == Closed(next_open=utc((3, 9), 9))

    def test_next_open_is_now_when_open_now(self):
        assert next_open(WEEKDAYS, at((3, 2), 12)) == utc((3, 2), 12)

    def test_summer_opening_is_an_hour_earlier_in_utc(self):
        assert next_open(WEEKDAYS, at((7, 1), 3)) == utc((7, 1), 8)

    def test_several_spells_a_day(self):
        site = Timetable(
            hours=(Hours(0, time(14), time(16)), Hours(0, time(9), time(12)))  # in any order
        )

        assert [each.opens for each in openings_on(site, date(2026, 3, 2))] == [
            utc((3, 2), 9),
            utc((3, 2), 14),
        ]
        assert status(site, at((3, 2), 13)) == Closed(next_open=utc((3, 2), 14))

    def test_a_moment_without_a_time_zone_is_refused(self):
        naive = datetime(2026, 3, 2, 12)  # noqa: DTZ001 (the point of it)

        for question in (is_open, status, next_open):
            with pytest.raises(ValueError, match="time zone"):
                question(WEEKDAYS, naive)
        with pytest.raises(ValueError, match="time zone"):
            openings_between(WEEKDAYS, naive, naive)

    def test_any_time_zone_will_do_to_ask_in(self):
        assert is_open(WEEKDAYS, datetime(2026, 7, 1, 8, tzinfo=UTC))
        assert not is_open(WEEKDAYS, datetime(2026, 7, 1, 16, tzinfo=UTC))


class TestPastMidnight:
    def test_a_spell_belongs_to_the_evening_it_starts(self):
        friday_only = Timetable(hours=(Hours(Weekday.FRIDAY, time(20), time(2)),))

        assert is_open(friday_only, at((3, 6), 23, 59))
        assert is_open(friday_only, at((3, 7), 0))
        assert is_open(friday_only, at((3, 7), 1, 59))
        assert not is_open(friday_only, at((3, 7), 2))
        assert not is_open(friday_only, at((3, 6), 1))
        assert not is_open(friday_only, at((3, 7), 20))

    def test_status_gives_the_next_mornings_end(self):
        assert status(CAFE, at((3, 6), 22)) == Open(until=utc((3, 7), 2))
        assert status(CAFE, at((3, 7), 1)) == Open(until=utc((3, 7), 2))

    def test_midnight_to_midnight_is_the_whole_day(self):
        sunday = Timetable(hours=(Hours.all_day(Weekday.SUNDAY),))

        assert openings_between(sunday, at((3, 6), 0), at((3, 12), 0)) == [
            Opening(utc((3, 8), 0), utc((3, 9), 0))
        ]

    def test_runs_over_the_end_of_the_year(self):
        new_years_eve = datetime(2026, 12, 31, 23, tzinfo=LONDON)

        assert status(CAFE, new_years_eve) == Open(until=datetime(2027, 1, 1, 2, tzinfo=UTC))
        assert is_open(CAFE, datetime(2027, 1, 1, 1, 59, tzinfo=LONDON))


class TestAdjoiningSpells:
    def test_day_and_night_teams_make_one_opening(self):
        shifts = [(time(8), time(21)), (time(21), time(8))]
        centre = Timetable(hours=tuple(Hours(d, o, c) for d in range(7) for o, c in shifts))

        assert openings_between(centre, at((3, 2), 0), at((3, 9), 0)) == [
            Opening(utc((3, 2), 0), utc((3, 9), 0))
        ]
        assert status(centre, at((3, 2), 12)) == Open(until=None)

    def test_overlapping_spells_close_with_the_later(self):
        site = Timetable(hours=(Hours(0, time(9), time(13)), Hours(0, time(12), time(15))))

        assert openings_on(site, date(2026, 3, 2)) == [Opening(utc((3, 2), 9), utc((3, 2), 15))]
        assert status(site, at((3, 2), 9)) == Open(until=utc((3, 2), 15))

    def test_one_that_starts_as_last_nights_ends_carries_on(self):
        site = Timetable(hours=(Hours(0, time(20), time(2)), Hours(1, time(2), time(4))))

        assert status(site, at((3, 2), 21)) == Open(until=utc((3, 3), 4))


class TestOpenDayAndNight:
    CENTRE = Timetable(always_open=True)

    def test_has_no_closing_time(self):
        assert status(self.CENTRE, at((3, 2), 3)) == Open(until=None)

    @pytest.mark.parametrize("day", [(3, 29), (10, 25), (12, 25), (12, 26)])
    def test_never_closes(self, day):
        start = at(day, 0)

        assert [each.opens for each in openings_between(self.CENTRE, start, at(day, 23))] == [
            start.astimezone(UTC)
        ]

    def test_a_closed_date_is_midnight_to_midnight(self):
        centre = Timetable(
            always_open=True, exceptions=(DayException(date(2026, 3, 10), (), "for training"),)
        )

        assert status(centre, at((3, 2), 12)) == Open(until=utc((3, 10), 0))
        assert status(centre, at((3, 10), 12)) == Closed(utc((3, 11), 0), "for training")
        assert status(centre, at((3, 11), 12)) == Open(until=None)


class TestClocksGoForward:
    """On 29 March 2026, 00:59:59 GMT is followed by 02:00 BST."""

    def test_the_night_is_an_hour_shorter(self):
        [night] = openings_on(CAFE, date(2026, 3, 28))

        assert night == Opening(utc((3, 28), 20), utc((3, 29), 1))
        assert night.length == timedelta(hours=5)

    def test_half_past_one_never_comes_so_closing_then_is_the_jump(self):
        cafe = Timetable(hours=(Hours(Weekday.SATURDAY, time(20), time(1, 30)),))

        [night] = openings_on(cafe, date(2026, 3, 28))

        assert night.closes == utc((3, 29), 1)

    def test_half_past_one_never_comes_so_opening_then_is_the_jump(self):
        early = Timetable(hours=(Hours(Weekday.SUNDAY, time(1, 30), time(6)),))

        assert next_open(early, at((3, 29), 0)) == utc((3, 29), 1)

    def test_a_spell_inside_the_hour_that_never_comes_is_none(self):
        brief = Timetable(hours=(Hours(Weekday.SUNDAY, time(1, 15), time(1, 45)),))

        assert openings_on(brief, date(2026, 3, 29)) == []
        assert next_open(brief, at((3, 29), 0)) == utc((4, 5), 0, 15)  # a week on, in summer time

    def test_the_day_is_23_hours(self):
        [day] = openings_on(Timetable(hours=(Hours.all_day(Weekday.SUNDAY),)), date(2026, 3, 29))

        assert day.length == timedelta(hours=23)


class TestClocksGoBack:
    """On 25 October 2026, 01:59:59 BST is followed by 01:00 GMT."""

    def test_the_night_is_an_hour_longer(self):
        [night] = openings_on(CAFE, date(2026, 10, 24))

        assert night == Opening(utc((10, 24), 19), utc((10, 25), 2))
        assert night.length == timedelta(hours=7)
        assert is_open(CAFE, at((10, 25), 1, 30, fold=0))
        assert is_open(CAFE, at((10, 25), 1, 30, fold=1))

    def test_closing_at_half_past_one_is_the_second_of_them(self):
        cafe = Timetable(hours=(Hours(Weekday.SATURDAY, time(20), time(1, 30)),))

        [night] = openings_on(cafe, date(2026, 10, 24))

        assert night.closes == utc((10, 25), 1, 30)

    def test_closing_at_one_is_the_first_of_them(self):
        cafe = Timetable(hours=(Hours(Weekday.SATURDAY, time(20), time(1)),))

        [night] = openings_on(cafe, date(2026, 10, 24))

        assert night.closes == utc((10, 25), 0)
        assert night.length == timedelta(hours=5)

    def test_opening_at_half_past_one_is_the_first_of_them(self):
        early = Timetable(hours=(Hours(Weekday.SUNDAY, time(1, 30), time(6)),))

        assert next_open(early, at((10, 25), 0)) == utc((10, 25), 0, 30)

    def test_the_day_is_25_hours(self):
        [day] = openings_on(Timetable(hours=(Hours.all_day(Weekday.SUNDAY),)), date(2026, 10, 25))

        assert day.length == timedelta(hours=25)


class TestWhatCannotBe:
    def test_own_hours_without_any(self):
        with pytest.raises(ValueError, match="Own hours"):
            BankHolidayRule(BankHolidays.OWN_HOURS)

    def test_hours_for_a_rule_without_own_hours(self):
        with pytest.raises(ValueError, match="Own hours"):
            BankHolidayRule(BankHolidays.CLOSED, (Spell(time(9), time(10)),))

    def test_an_eighth_day_of_the_week(self):
        with pytest.raises(ValueError, match="weekday"):
            Hours(7, time(9), time(10))

    def test_a_wall_clock_with_a_time_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            Spell(time(9, tzinfo=UTC), time(10))

    def test_alternate_weeks_that_are_every_week(self):
        with pytest.raises(ValueError, match="second week"):
            AlternateWeeks(date(2026, 3, 2), every=1)


def test_a_place_with_no_times_given_is_closed_and_says_nothing():
    empty = Timetable()

    assert empty.says_nothing
    assert status(empty, at((3, 2), 12)) == Closed(None)
    assert not WEEKDAYS.says_nothing


def test_a_place_that_opens_only_on_bank_holidays_says_something():
    own = BankHolidayRule(BankHolidays.OWN_HOURS, (Spell(time(10), time(14)),))

    assert next_open(Timetable(bank_holidays=own), at((3, 2), 12)) == utc((4, 3), 9)


def test_nothing_opens_in_an_empty_time():
    assert openings_between(WEEKDAYS, at((3, 2), 12), at((3, 2), 12)) == []
    assert openings_between(WEEKDAYS, at((3, 3), 12), at((3, 2), 12)) == []
