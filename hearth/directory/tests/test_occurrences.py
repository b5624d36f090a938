"""When something that comes round is there: as a calendar would have it, on every night."""

import datetime
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from hearth.directory.occurrences import days_of, next_occurrence, occurrences

LONDON = ZoneInfo("Europe/London")
DAY = datetime.timedelta(days=1)
date, time = datetime.date, datetime.time
TEN, TWELVE = time(10), time(12)


@dataclass
class Plan:
    freq: str = "WEEKLY"
    byday: list[str] = field(default_factory=list)
    bymonthday: list[int] = field(default_factory=list)
    interval: int = 1
    begins_on: date | None = None
    ends_on: date | None = None
    opens: time | None = TEN
    closes: time | None = TWELVE
    not_on: list[date] = field(default_factory=list)


def moment(*parts):
    return datetime.datetime(*parts, tzinfo=LONDON)


def days(plan, first, last):
    return list(days_of(plan, first, last))


def local(found):
    """Return each as its start and end on the clock on the wall."""
    return [
        (
            each.starts.astimezone(LONDON).strftime("%d %H:%M"),
            each.ends.astimezone(LONDON).strftime("%d %H:%M") if each.ends else None,
        )
        for each in found
    ]


def test_every_week():
    plan = Plan(byday=["TU", "TH"])

    assert days(plan, date(2026, 3, 1), date(2026, 3, 8)) == [date(2026, 3, 3), date(2026, 3, 5)]


def test_every_other_week_is_counted_from_when_it_began():
    plan = Plan(byday=["TU"], interval=2, begins_on=date(2026, 3, 3))

    found = days(plan, date(2026, 3, 1), date(2026, 4, 1))
    assert found == [date(2026, 3, 3), date(2026, 3, 17), date(2026, 3, 31)]


def test_every_other_week_from_nobody_knows_when_is_never_said_to_be_there():
    assert days(Plan(byday=["TU"], interval=2), date(2026, 3, 1), date(2026, 5, 1)) == []


@pytest.mark.parametrize(
    ("byday", "found"),
    [
        (["2FR"], [date(2026, 3, 13), date(2026, 4, 10)]),
        (["-1SA"], [date(2026, 3, 28), date(2026, 4, 25)]),
        (
            ["1MO", "3MO"],
            [date(2026, 3, 2), date(2026, 3, 16), date(2026, 4, 6), date(2026, 4, 20)],
        ),
        (["5SU"], [date(2026, 3, 29)]),
    ],
)
def test_once_a_month(byday, found):
    assert days(Plan("MONTHLY", byday), date(2026, 3, 1), date(2026, 4, 30)) == found


def test_what_happens_once():
    plan = Plan(freq="", begins_on=date(2026, 3, 7))

    assert days(plan, date(2026, 3, 1), date(2026, 3, 31)) == [date(2026, 3, 7)]
    assert days(plan, date(2026, 3, 8), date(2026, 3, 31)) == []


def test_neither_before_it_begins_nor_after_it_ends_nor_when_called_off():
    plan = Plan(
        byday=["TU"],
        begins_on=date(2026, 3, 10),
        ends_on=date(2026, 3, 31),
        not_on=[date(2026, 3, 17)],
    )

    found = days(plan, date(2026, 1, 1), date(2026, 12, 31))
    assert found == [date(2026, 3, 10), date(2026, 3, 24), date(2026, 3, 31)]


def test_past_midnight_it_is_still_going_in_the_small_hours():
    plan = Plan(byday=["SA"], opens=time(20), closes=time(2))

    found = occurrences([plan], moment(2026, 3, 8, 1), moment(2026, 3, 8, 6))
    assert local(found) == [("07 20:00", "08 02:00")]
    assert [each.day for each in found] == [date(2026, 3, 7)]
    assert occurrences([plan], moment(2026, 3, 8, 2), moment(2026, 3, 8, 6)) == []


def test_the_time_on_the_wall_is_the_same_when_the_clocks_change():
    plan = Plan(byday=["SA", "SU"])

    spring = occurrences([plan], moment(2026, 3, 28), moment(2026, 3, 30))
    autumn = occurrences([plan], moment(2026, 10, 24), moment(2026, 10, 26))
    assert local(spring) == [("28 10:00", "28 12:00"), ("29 10:00", "29 12:00")]
    assert [each.starts.hour for each in spring] == [10, 9]
    assert local(autumn) == [("24 10:00", "24 12:00"), ("25 10:00", "25 12:00")]
    assert [each.starts.hour for each in autumn] == [9, 10]


def test_a_night_on_which_the_clocks_go_back_is_an_hour_longer():
    plan = Plan(byday=["SA"], opens=time(22), closes=time(6))

    [night] = occurrences([plan], moment(2026, 10, 24, 20), moment(2026, 10, 25, 8))
    assert night.ends - night.starts == datetime.timedelta(hours=9)


def test_all_day_and_without_an_end():
    always = Plan(byday=["MO"], opens=None, closes=None)
    open_ended = Plan(byday=["MO"], opens=time(19), closes=None)

    found = occurrences([open_ended, always], moment(2026, 3, 2), moment(2026, 3, 3))
    assert local(found) == [("02 00:00", "03 00:00"), ("02 19:00", None)]
    assert [each.all_day for each in found] == [True, False]


def test_words_that_no_calendar_knows_are_no_days():
    assert days(Plan(byday=["XX", ""]), date(2026, 3, 1), date(2026, 3, 31)) == []
    assert days(Plan("MONTHLY", ["99ZZ"]), date(2026, 3, 1), date(2026, 3, 31)) == []


def test_a_moment_must_carry_its_zone():
    with pytest.raises(ValueError, match="time zone"):
        occurrences([], datetime.datetime(2026, 3, 1), moment(2026, 3, 2))  # noqa: DTZ001


WEEKDAYS = st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
NTH = st.builds(
    lambda nth, day: f"{nth}{day}", st.sampled_from([1, 2, 3, 4, 5, -1, -2, 4, -5]), WEEKDAYS
)
A_DATE = st.dates(date(2025, 1, 1), date(2027, 12, 31))
NAMES = {"WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY}


def of_dateutil(plan, first, last):
    """Return what python-dateutil, which reads RFC 5545, makes of a plan."""
    begins = plan.begins_on
    rule = rrule.rrulestr(
        f"FREQ={plan.freq};INTERVAL={plan.interval};WKST=MO"
        + (f";BYDAY={','.join(plan.byday)}" if plan.byday else "")
        + (f";BYMONTHDAY={','.join(map(str, plan.bymonthday))}" if plan.bymonthday else ""),
        dtstart=datetime.datetime.combine(begins, time(0)),
    )
    start, end = (datetime.datetime.combine(day, time(0)) for day in (first, last))
    return [
        each.date()
        for each in rule.between(start, end, inc=True)
        if (not plan.ends_on or each.date() <= plan.ends_on) and each.date() not in plan.not_on
    ]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_days_are_those_of_rfc_5545(data):
    freq = data.draw(st.sampled_from(["WEEKLY", "MONTHLY"]))
    # Numbered and plain weekdays together: dateutil asks for both at once, RFC 5545 for either.
    names = data.draw(st.sampled_from([WEEKDAYS] if freq == "WEEKLY" else [WEEKDAYS, NTH]))
    of_month = st.sampled_from([1, 2, 15, 28, 31, -1, -3])
    plan = Plan(
        freq=freq,
        byday=data.draw(st.lists(names, max_size=3, unique=True)),
        bymonthday=data.draw(st.lists(of_month, max_size=2, unique=True))
        if freq == "MONTHLY"
        else [],
        interval=data.draw(st.integers(1, 4)),
        begins_on=data.draw(A_DATE),
        ends_on=data.draw(st.one_of(st.none(), A_DATE)),
        not_on=data.draw(st.lists(A_DATE, max_size=3)),
    )
    first = data.draw(A_DATE)
    last = first + data.draw(st.integers(0, 90)) * DAY

    assert days(plan, first, last) == of_dateutil(plan, first, last)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_the_next_one_is_the_first_of_all(data):
    plans = [
        Plan(
            byday=data.draw(st.lists(WEEKDAYS, max_size=3, unique=True)),
            interval=data.draw(st.integers(1, 3)),
            begins_on=data.draw(A_DATE),
            not_on=data.draw(st.lists(A_DATE, max_size=3)),
            opens=data.draw(st.sampled_from([None, time(10), time(22)])),
            closes=data.draw(st.sampled_from([None, time(2), time(12)])),
        )
        for _ in range(data.draw(st.integers(0, 3)))
    ]
    since = datetime.datetime.combine(data.draw(A_DATE), time(1), datetime.UTC)
    until = since + 30 * DAY

    every = occurrences(plans, since, until)

    assert next_occurrence(plans, since, until) == (every[0] if every else None)
