"""Saying opening times as a person would."""

from datetime import UTC, date, datetime, time

import pytest

from hearth.places.opening import (
    LONDON,
    AlternateWeeks,
    BankHolidayRule,
    BankHolidays,
    Closed,
    Closure,
    DayException,
    Hours,
    NthWeeks,
    Open,
    Spell,
    Timetable,
    closure_in_words,
    days_in_words,
    hours_in_words,
    spell_in_words,
    status,
    time_in_words,
    week_in_words,
    words_for,
)

FRIDAY_8AM = datetime(2026, 1, 2, 8, tzinfo=LONDON)


def said(timetable, moment):
    return words_for(status(timetable, moment), moment)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "midnight"),
        (time(12), "midday"),
        (time(9), "9am"),
        (time(9, 5), "9:05am"),
        (time(12, 30), "12:30pm"),
        (time(0, 30), "12:30am"),
        (time(17), "5pm"),
        (time(12, 0, 59), "midday"),
    ],
)
def test_times(at, words):
    assert time_in_words(at) == words


def test_spells():
    assert spell_in_words(Spell(time(20), time(2))) == "8pm to 2am"
    assert spell_in_words(Spell(time(20), time(0))) == "8pm to midnight"
    assert spell_in_words(Spell(time(0), time(0))) == "all day"


class TestStatus:
    def test_open(self):
        late = Timetable(hours=(Hours(4, time(7), time(21)),))

        assert said(late, FRIDAY_8AM) == "Open now until 9pm"

    def test_open_past_midnight_needs_no_date(self):
        cafe = Timetable(hours=(Hours(4, time(7), time(2)),))

        assert said(cafe, FRIDAY_8AM) == "Open now until 2am"

    def test_open_for_days_says_which(self):
        closure = Closure(datetime(2026, 1, 5, 9, tzinfo=UTC))

        assert said(Timetable(always_open=True, closures=(closure,)), FRIDAY_8AM) == (
            "Open now until 9am on Monday 5 January"
        )

    def test_open_day_and_night(self):
        assert said(Timetable(always_open=True), FRIDAY_8AM) == "Open all day and night"

    def test_opening_later_today(self):
        assert said(Timetable(hours=(Hours(4, time(9), time(17)),)), FRIDAY_8AM) == (
            "Closed. Opens today at 9am"
        )

    def test_opening_tomorrow(self):
        assert said(Timetable(hours=(Hours(5, time(9), time(17)),)), FRIDAY_8AM) == (
            "Closed. Opens tomorrow at 9am"
        )

    def test_closed_for_training_until_monday(self):
        site = Timetable(
            hours=(Hours(0, time(10), time(17)), Hours(4, time(10), time(17))),
            exceptions=(DayException(date(2026, 1, 2), (), "for training"),),
        )

        assert said(site, FRIDAY_8AM) == "Closed for training. Opens Monday 5 January at 10am"

    @pytest.mark.parametrize(
        ("opens", "words"),
        [
            (datetime(2026, 1, 3, tzinfo=UTC), "Closed. Opens tonight at midnight"),
            (
                datetime(2026, 1, 5, tzinfo=UTC),
                "Closed. Opens at midnight, as Monday 5 January begins",
            ),
        ],
    )
    def test_midnight_says_which(self, opens, words):
        assert words_for(Closed(opens), FRIDAY_8AM) == words

    def test_open_until_midnight_days_from_now_says_which(self):
        assert words_for(Open(datetime(2026, 1, 3, tzinfo=UTC)), FRIDAY_8AM) == (
            "Open now until midnight"
        )
        assert words_for(Open(datetime(2026, 1, 6, tzinfo=UTC)), FRIDAY_8AM) == (
            "Open now until the end of Monday 5 January"
        )

    def test_the_year_is_said_only_of_a_far_day(self):
        closed = Closed(datetime(2026, 12, 25, 9, tzinfo=UTC))

        assert words_for(closed, FRIDAY_8AM) == "Closed. Opens Friday 25 December 2026 at 9am"

    @pytest.mark.parametrize(
        ("reason", "words"),
        [
            ("", "Closed until further notice"),
            ("for repairs", "Closed for repairs until further notice"),
            ("the boiler has broken", "Closed until further notice: the boiler has broken"),
            ("Closed for repairs.", "Closed for repairs until further notice"),
        ],
    )
    def test_closed_until_further_notice(self, reason, words):
        assert words_for(Closed(None, reason, True), FRIDAY_8AM) == words

    def test_a_reason_that_does_not_run_on_takes_a_colon(self):
        closed = Closed(datetime(2026, 1, 2, 9, tzinfo=UTC), "The boiler has broken")

        assert words_for(closed, FRIDAY_8AM) == "Closed: The boiler has broken. Opens today at 9am"

    def test_no_times_at_all(self):
        assert said(Timetable(), FRIDAY_8AM) == "Closed. No opening times are listed"

    def test_a_time_that_happens_twice_says_which(self):
        evening = datetime(2026, 10, 24, 22, tzinfo=LONDON)
        cafe = Timetable(hours=(Hours(5, time(20), time(1, 30)),))

        assert said(cafe, evening) == "Open now until 1:30am (after the clocks go back)"
        assert words_for(Open(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)), evening) == (
            "Open now until 1:30am (before the clocks go back)"
        )

    def test_a_moment_without_a_time_zone_is_refused(self):
        with pytest.raises(ValueError, match="time zone"):
            words_for(Open(None), datetime(2026, 1, 2))  # noqa: DTZ001 (the point of it)


class TestClosures:
    NINE = datetime(2026, 5, 4, 9, tzinfo=LONDON)

    def test_with_an_end(self):
        ends = datetime(2026, 5, 6, tzinfo=LONDON)

        assert closure_in_words(self.NINE, ends, "for repairs") == (
            "Closed for repairs from 9am on Monday 4 May 2026 until the end of Tuesday 5 May 2026"
        )

    def test_of_whole_days(self):
        closure = Closure.of_days(date(2026, 12, 24), date(2027, 1, 1), "for Christmas")

        assert closure_in_words(closure.starts, closure.until, closure.reason) == (
            "Closed for Christmas from Thursday 24 December 2026 "
            "until the end of Friday 1 January 2027"
        )

    def test_until_a_time(self):
        ends = datetime(2026, 5, 6, 12, tzinfo=LONDON)

        assert closure_in_words(self.NINE, ends, "for repairs").endswith(
            "until midday on Wednesday 6 May 2026"
        )

    def test_until_further_notice_with_a_reason_that_comes_last(self):
        assert closure_in_words(self.NINE, None, "The boiler has broken") == (
            "Closed from 9am on Monday 4 May 2026 until further notice: The boiler has broken"
        )


class TestLinesOfTheWeek:
    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (range(7), "Every day 9am to 5pm"),
            ([0, 1, 2, 5], "Monday to Wednesday and Saturday 9am to 5pm"),
            ([0, 2, 4], "Monday, Wednesday and Friday 9am to 5pm"),
            ([5, 6], "Saturday and Sunday 9am to 5pm"),
        ],
    )
    def test_name_their_days_briefly(self, days, words):
        assert hours_in_words([Hours(day, time(9), time(17)) for day in days]) == words

    def test_say_for_which_weeks_and_season_they_hold(self):
        fortnightly = AlternateWeeks(date(2026, 1, 5))
        line = Hours(1, time(9), time(17), fortnightly, date(2026, 1, 1), date(2026, 6, 30))

        assert hours_in_words([line]) == (
            "Every other Tuesday 9am to 5pm, counted from the week of 5 January 2026, "
            "from 1 January 2026, until 30 June 2026"
        )


class TestTheUsualWeek:
    TODAY = date(2026, 1, 2)

    def test_is_told_in_runs_of_days(self):
        weekdays = tuple(Hours(day, time(9), time(17)) for day in range(5))
        site = Timetable(hours=(*weekdays, Hours(5, time(10), time(14))))

        assert week_in_words(site, self.TODAY) == [
            "Monday to Friday 9am to 5pm",
            "Saturday 10am to 2pm",
            "Sunday closed",
        ]

    def test_says_and_for_two_days_together_and_two_spells(self):
        days = [
            Hours(day, opens, time(opens.hour + 2))
            for day in (0, 1)
            for opens in [time(9), time(14)]
        ]
        site = Timetable(hours=tuple(days))

        assert week_in_words(site, self.TODAY) == [
            "Monday and Tuesday 9am to 11am and 2pm to 4pm",
            "Wednesday to Sunday closed",
        ]

    def test_the_same_every_day(self):
        cafe = Timetable(hours=tuple(Hours(day, time(18), time(23)) for day in range(7)))

        assert week_in_words(cafe, self.TODAY) == ["Every day 6pm to 11pm"]

    def test_day_and_night(self):
        whole_days = Timetable(hours=tuple(Hours.all_day(day) for day in range(7)))

        for site in (Timetable(always_open=True), whole_days):
            assert week_in_words(site, self.TODAY) == ["Open all day, every day"]

    def test_some_weeks_come_after_and_break_the_run(self):
        weekdays = tuple(Hours(day, time(9), time(17)) for day in (0, 1, 3, 4))
        site = Timetable(
            hours=(
                *weekdays,
                Hours(2, time(14), time(16), NthWeeks([3, 1, -1])),
                Hours(5, time(10), time(12), AlternateWeeks(date(2026, 1, 10))),
                Hours(6, time(10), time(12), AlternateWeeks(date(2026, 1, 10), every=3)),
            )
        )

        assert week_in_words(site, self.TODAY) == [
            "Monday and Tuesday 9am to 5pm",
            "Thursday and Friday 9am to 5pm",
            "1st, 3rd and last Wednesday of the month 2pm to 4pm",
            "Every other Saturday 10am to midday (next on 10 January)",
            "Every 3rd Sunday 10am to midday (next on 11 January)",
        ]

    def test_bank_holidays_have_a_line_unless_as_usual(self):
        closed = BankHolidayRule(BankHolidays.CLOSED)
        own = BankHolidayRule(BankHolidays.OWN_HOURS, (Spell(time(10), time(14)),))

        assert week_in_words(Timetable(always_open=True, bank_holidays=closed), self.TODAY) == [
            "Open all day, every day",
            "Bank holidays closed",
        ]
        assert week_in_words(Timetable(always_open=True, bank_holidays=own), self.TODAY)[-1] == (
            "Bank holidays 10am to 2pm"
        )

    def test_lines_out_of_date_are_left_out(self):
        summer = Hours(0, time(9), time(20), valid_from=date(2026, 6, 1))

        assert week_in_words(Timetable(hours=(summer,)), self.TODAY) == []
        assert week_in_words(Timetable(hours=(summer,)), date(2026, 6, 1)) == [
            "Monday 9am to 8pm",
            "Tuesday to Sunday closed",
        ]

    def test_is_empty_where_no_times_are_given(self):
        assert week_in_words(Timetable(), self.TODAY) == []


class TestThisWeek:
    def test_names_what_makes_a_day_unusual(self):
        site = Timetable(
            hours=tuple(Hours(day, time(9), time(17)) for day in range(7)),
            bank_holidays=BankHolidayRule(BankHolidays.CLOSED),
            exceptions=(
                DayException(date(2026, 4, 2), (Spell(time(9), time(12)),), "for Easter"),
                DayException(date(2026, 4, 5)),
            ),
            closures=(
                Closure(
                    datetime(2026, 4, 4, 12, tzinfo=LONDON),
                    datetime(2026, 4, 4, 14, tzinfo=LONDON),
                    "a fire drill",
                ),
            ),
        )

        week = days_in_words(site, date(2026, 4, 1), count=6)

        assert [(day.name, day.hours, day.note) for day in week] == [
            ("Wednesday 1 April", "9am to 5pm", ""),
            ("Thursday 2 April", "9am to midday", "For Easter"),
            ("Friday 3 April", "Closed", "Good Friday"),
            ("Saturday 4 April", "9am to midday and 2pm to 5pm", "A fire drill"),
            ("Sunday 5 April", "Closed", "Not as usual"),
            ("Monday 6 April", "Closed", "Easter Monday"),
        ]
        assert [day.unusual for day in week] == [False, True, True, True, True, True]

    def test_open_all_day_is_said_even_when_the_day_has_23_hours(self):
        [day] = days_in_words(Timetable(always_open=True), date(2026, 3, 29), count=1)

        assert day.hours == "Open all day"

    def test_a_night_is_told_on_the_day_it_starts(self):
        cafe = Timetable(hours=(Hours(5, time(20), time(2)),))

        saturday, sunday = days_in_words(cafe, date(2026, 3, 7), count=2)

        assert (saturday.hours, sunday.hours) == ("8pm to 2am", "Closed")
