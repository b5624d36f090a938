"""
What must hold of every timetable, against an oracle that only looks at the clock on the wall.

The oracle walks real time minute by minute. A spell from S to E covers a
minute if the clock has shown S or later by then, and will yet show a time
before E. It shares no code with the answers it checks.
"""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

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
    Spell,
    Timetable,
    bank_holidays_in,
    is_open,
    next_open,
    openings_between,
    status,
    words_for,
)

MINUTE = timedelta(minutes=1)
NOTABLE_DAYS = [
    date(2026, 3, 28),  # the clocks go forward that night
    date(2026, 10, 24),  # and back that night
    date(2026, 12, 24),  # bank holidays, a substitute day
    date(2026, 12, 31),  # the end of the year
    date(2026, 4, 2),  # Easter
    date(2024, 2, 28),  # a leap year
]

times = st.one_of(
    st.sampled_from([time(0), time(1), time(1, 30), time(2), time(9), time(17), time(20)]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
spells = st.builds(Spell, times, times)
days = st.one_of(st.sampled_from(NOTABLE_DAYS), st.dates(date(2024, 1, 1), date(2027, 12, 31)))
weeks = st.one_of(
    st.just(EveryWeek()),
    st.builds(NthWeeks, st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1)),
    st.builds(AlternateWeeks, days, st.integers(2, 4)),
)
hours = st.builds(
    Hours,
    st.integers(0, 6),
    times,
    times,
    weeks,
    st.one_of(st.none(), days),
    st.one_of(st.none(), days),
)
reasons = st.sampled_from(["", "for training", "the boiler has broken"])
bank_holiday_rules = st.one_of(
    st.just(BankHolidayRule()),
    st.just(BankHolidayRule(BankHolidays.CLOSED)),
    st.builds(
        BankHolidayRule,
        st.just(BankHolidays.OWN_HOURS),
        st.lists(spells, min_size=1, max_size=2).map(tuple),
    ),
)


@st.composite
def moments(draw, near):
    """A whole minute within two days of a date."""
    start = datetime.combine(near, time(0), UTC) - timedelta(days=2)
    return start + draw(st.integers(0, 4 * 24 * 60)) * MINUTE


@st.composite
def closures(draw, near):
    starts = draw(moments(near))
    lasts = draw(st.one_of(st.none(), st.integers(1, 3000)))
    until = starts + lasts * MINUTE if lasts else None
    return Closure(starts.astimezone(LONDON), until, draw(reasons))


@st.composite
def scenes(draw):
    """A date, and a timetable with plenty going on around it."""
    near = draw(days)
    around = st.integers(-2, 2).map(lambda n: near + timedelta(days=n))
    exceptions = st.builds(DayException, around, st.lists(spells, max_size=2).map(tuple), reasons)
    timetable = Timetable(
        hours=tuple(draw(st.lists(hours, max_size=6))),
        exceptions=tuple(draw(st.lists(exceptions, max_size=2, unique_by=lambda each: each.date))),
        closures=tuple(draw(st.lists(closures(near), max_size=2))),
        bank_holidays=draw(bank_holiday_rules),
        always_open=draw(st.sampled_from([False, False, False, True])),
    )
    return near, timetable


def nth_in_month(day):
    """The dates of that weekday in that month, and which of them this is, counted by hand."""
    _, length = calendar.monthrange(day.year, day.month)
    same = [
        n for n in range(1, length + 1) if calendar.weekday(day.year, day.month, n) == day.weekday()
    ]
    return same.index(day.day) + 1, len(same)


def in_these_weeks(weeks, day):
    if isinstance(weeks, NthWeeks):
        n, of = nth_in_month(day)
        return n in weeks.nth or (n == of and -1 in weeks.nth)
    if isinstance(weeks, AlternateWeeks):
        # Day 1 of the calendar was a Monday.
        apart = (day.toordinal() - 1) // 7 - (weeks.counted_from.toordinal() - 1) // 7
        return apart % weeks.every == 0
    return True


def promised_on(timetable, day):
    """The (opens, closes) of a date as the notice says, as times on that date's clock."""
    for exception in timetable.exceptions:
        if exception.date == day:
            return [(each.opens, each.closes) for each in exception.spells]
    rule = timetable.bank_holidays
    if rule.kind != BankHolidays.AS_USUAL and day in bank_holidays_in(day.year):
        return [(each.opens, each.closes) for each in rule.spells]
    if timetable.always_open:
        return [(time(0), time(0))]
    return [
        (line.opens, line.closes)
        for line in timetable.hours
        if line.weekday == day.weekday()
        and (line.valid_from or date.min) <= day <= (line.valid_until or date.max)
        and in_these_weeks(line.weeks, day)
    ]


def minutes_open(timetable, start, count):
    """The oracle: for each of so many minutes from `start`, whether the place is open."""
    padding = 2 * 24 * 60
    first = start - padding * MINUTE
    utc = [first + n * MINUTE for n in range(count + 2 * padding)]
    wall = [moment.astimezone(LONDON).replace(tzinfo=None) for moment in utc]
    latest_yet, earliest_to_come = list(wall), list(wall)
    for n in range(1, len(wall)):
        latest_yet[n] = max(latest_yet[n], latest_yet[n - 1])
    for n in range(len(wall) - 2, -1, -1):
        earliest_to_come[n] = min(earliest_to_come[n], earliest_to_come[n + 1])

    open_at = [False] * len(wall)
    day = wall[0].date()
    while day <= wall[-1].date():
        for opens, closes in promised_on(timetable, day):
            shows = datetime.combine(day, opens)
            before = datetime.combine(day + timedelta(days=closes <= opens), closes)
            for n in range(len(wall)):
                if latest_yet[n] >= shows and earliest_to_come[n] < before:
                    open_at[n] = True
        day += timedelta(days=1)
    for closure in timetable.closures:
        for n, moment in enumerate(utc):
            if closure.starts <= moment and (closure.until is None or moment < closure.until):
                open_at[n] = False
    return open_at[padding : padding + count]


def covered(openings, moment):
    return any(each.opens <= moment < each.closes for each in openings)


@given(scenes(), st.data())
@settings(max_examples=60, deadline=None)
def test_every_answer_agrees_with_the_clock_on_the_wall(scene, data):
    near, timetable = scene
    start = data.draw(moments(near))
    count = 24 * 60
    expected = minutes_open(timetable, start, count)

    openings = openings_between(timetable, start, start + count * MINUTE)

    listed = [covered(openings, start + n * MINUTE) for n in range(count)]
    assert listed == expected
    for n in range(0, count, 7):
        assert is_open(timetable, start + n * MINUTE) is expected[n]
    turns = [n for n in range(1, count) if expected[n] != expected[n - 1]]
    for n in [0, *turns]:
        later = [m for m in range(n, count) if expected[m] != expected[n]]
        answer = status(timetable, start + n * MINUTE)
        assert isinstance(answer, Open) is expected[n]
        turns_at = answer.until if isinstance(answer, Open) else answer.next_open
        if later:
            assert turns_at == start + later[0] * MINUTE
        elif turns_at is not None:
            assert turns_at >= start + count * MINUTE


@given(scenes(), st.data())
@settings(max_examples=150, deadline=None)
def test_openings_are_in_order_and_never_touch(scene, data):
    near, timetable = scene
    start = data.draw(moments(near))
    end = start + timedelta(days=10)

    openings = openings_between(timetable, start, end)

    assert all(start <= each.opens < each.closes <= end for each in openings)
    assert all(a.closes < b.opens for a, b in pairwise(openings))


@given(scenes(), st.data())
@settings(max_examples=150, deadline=None)
def test_next_open_is_open_and_nothing_earlier_is(scene, data):
    near, timetable = scene
    at = data.draw(moments(near))

    found = next_open(timetable, at)

    if found is None:
        assert openings_between(timetable, at, at + timedelta(days=400)) == []
    else:
        assert at <= found
        assert is_open(timetable, found)
        assert openings_between(timetable, at, found) == []
        assert found == at or not is_open(timetable, found - timedelta(microseconds=1))


@given(scenes(), st.data())
@settings(max_examples=150, deadline=None)
def test_status_says_the_same_as_is_open_and_can_be_said(scene, data):
    near, timetable = scene
    at = data.draw(moments(near))

    answer = status(timetable, at)

    assert isinstance(answer, Open) is is_open(timetable, at)
    if isinstance(answer, Open) and answer.until:
        assert not is_open(timetable, answer.until)
        assert is_open(timetable, answer.until - timedelta(microseconds=1))
    if isinstance(answer, Closed):
        assert answer.next_open == next_open(timetable, at)
    assert words_for(answer, at).startswith("Open" if isinstance(answer, Open) else "Closed")


@given(
    st.integers(0, 15 * 365 * 24 * 60).map(lambda n: datetime(2020, 1, 1, tzinfo=UTC) + n * MINUTE)
)
@settings(deadline=None)
def test_day_and_night_never_closes(at):
    centre = Timetable(always_open=True)

    assert is_open(centre, at)
    assert status(centre, at) == Open(None)
    [opening] = openings_between(centre, at, at + timedelta(days=9))
    assert opening.length == timedelta(days=9)


@given(scenes(), st.data())
@settings(max_examples=100, deadline=None)
def test_asking_in_two_halves_gives_the_same_time_open(scene, data):
    near, timetable = scene
    start, middle = sorted([data.draw(moments(near)), data.draw(moments(near))])
    end = middle + timedelta(days=2)

    def open_for(*between):
        return sum((each.length for each in openings_between(timetable, *between)), timedelta())

    assert open_for(start, end) == open_for(start, middle) + open_for(middle, end)
