"""
When something that comes round is really there: from its schedules to moments.

Pure knowledge: no database, no clock of its own. The rules are those of a calendar (RFC 5545), as
dateutil reads them: tests compare the two. They are written out here because dateutil counts every
time since the beginning, and a week of a whole directory must be quick.
"""

import datetime
import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from hearth.places.opening.timetable import LONDON, Spell
from hearth.places.opening.wall_clock import opening_moment, span_of

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ONE_DAY = datetime.timedelta(days=1)
A_TICK = datetime.timedelta(microseconds=1)
"""How long something lasts whose end nobody has said."""
_BYDAY = re.compile(r"([+-]?[0-9]{0,2})(MO|TU|WE|TH|FR|SA|SU)")


class ComesRound(Protocol):
    """What a Schedule says of when it is (see models.where)."""

    @property
    def freq(self) -> str: ...
    @property
    def byday(self) -> Sequence[str]: ...
    @property
    def bymonthday(self) -> Sequence[int]: ...
    @property
    def interval(self) -> int: ...
    @property
    def begins_on(self) -> datetime.date | None: ...
    @property
    def ends_on(self) -> datetime.date | None: ...
    @property
    def opens(self) -> datetime.time | None: ...
    @property
    def closes(self) -> datetime.time | None: ...
    @property
    def not_on(self) -> Sequence[datetime.date]: ...


S = TypeVar("S", bound=ComesRound)
Of = TypeVar("Of")


@dataclass(frozen=True)
class Occurrence(Generic[Of]):
    """One time that it is there."""

    schedule: Of
    day: datetime.date
    """The day on which it begins, at its own place."""
    starts: datetime.datetime
    """In UTC; the first moment of the day if it is there all day."""
    ends: datetime.datetime | None
    """In UTC; None if nobody has said when it ends."""
    all_day: bool


def occurrences(
    schedules: Iterable[S],
    since: datetime.datetime,
    until: datetime.datetime,
    zone: ZoneInfo = LONDON,
) -> list[Occurrence[S]]:
    """
    Return the times that are still going at `since`, or begin from then until `until`, in order.

    :raises ValueError: if a moment has no time zone
    """
    _insist_on_zones(since, until)
    found = [each for schedule in schedules for each in _ahead(schedule, since, until, zone)]
    found.sort(key=lambda each: (each.starts, not each.all_day))
    return found


def next_occurrence(
    schedules: Iterable[S],
    since: datetime.datetime,
    until: datetime.datetime,
    zone: ZoneInfo = LONDON,
) -> Occurrence[S] | None:
    """
    Return the first of occurrences(), found without looking at all of them.

    :raises ValueError: if a moment has no time zone
    """
    _insist_on_zones(since, until)
    firsts = [
        each
        for schedule in schedules
        if (each := next(iter(_ahead(schedule, since, until, zone)), None))
    ]
    return min(firsts, key=lambda each: (each.starts, not each.all_day), default=None)


def _insist_on_zones(*moments: datetime.datetime) -> None:
    if any(moment.tzinfo is None for moment in moments):
        raise ValueError("A moment must carry its time zone")


def _ahead(
    schedule: S, since: datetime.datetime, until: datetime.datetime, zone: ZoneInfo
) -> Iterator[Occurrence[S]]:
    """Give the times of one schedule that occurrences() returns, in order."""
    first = since.astimezone(zone).date() - ONE_DAY  # what began last night may still be going
    for day in days_of(schedule, first, until.astimezone(zone).date()):
        each = occurrence_on(schedule, day, zone)
        if each.starts < until and (each.ends or each.starts + A_TICK) > since:
            yield each


def occurrence_on(schedule: S, day: datetime.date, zone: ZoneInfo = LONDON) -> Occurrence[S]:
    """Return what a schedule is on a day that it is known to be there."""
    midnight = datetime.time(0)
    opens, closes = schedule.opens, schedule.closes
    if opens is None and closes is None:
        return Occurrence(schedule, day, *span_of(Spell(midnight, midnight), day, zone), True)
    starts = opens or midnight
    if closes is None:
        return Occurrence(schedule, day, opening_moment(day, starts, zone), None, False)
    begins, ends = span_of(Spell(starts, closes), day, zone)
    return Occurrence(schedule, day, begins, ends, False)


def days_of(
    schedule: ComesRound, first: datetime.date, last: datetime.date
) -> Iterator[datetime.date]:
    """
    Give the days, from the first to the last, on which a schedule is there.

    What is every other week, with nothing said of when it began, cannot be told: it is never there.
    """
    begins, called_off = schedule.begins_on, set(schedule.not_on)
    low = max(first, begins) if begins else first
    high = min(last, schedule.ends_on) if schedule.ends_on else last
    if low > high or (schedule.interval > 1 and begins is None):
        return
    if not schedule.freq:
        days: Iterable[datetime.date] = [begins] if begins and low <= begins <= high else []
    elif schedule.freq == "WEEKLY":
        days = _weekly(schedule, low, high)
    else:
        days = _monthly(schedule, low, high)
    yield from (day for day in days if day not in called_off)


def weekdays_of(byday: Sequence[str]) -> list[tuple[int, int]]:
    """Return each as its number in the month, 0 for every one, and its weekday, 0 for Monday."""
    read = [_BYDAY.fullmatch(each.strip().upper()) for each in byday]
    return [(int(each[1] or 0), WEEKDAYS.index(each[2])) for each in read if each]


def _weekly(
    schedule: ComesRound, low: datetime.date, high: datetime.date
) -> Iterator[datetime.date]:
    begins = schedule.begins_on
    weekdays = {weekday for _, weekday in weekdays_of(schedule.byday)}
    if not weekdays and begins and not schedule.byday:
        weekdays = {begins.weekday()}
    for ahead in range((high - low).days + 1) if weekdays else ():
        day = low + ahead * ONE_DAY
        if day.weekday() not in weekdays:
            continue
        if schedule.bymonthday and not _is_day_of_month(day, schedule.bymonthday):
            continue
        if begins and schedule.interval > 1:
            weeks = (_monday(day) - _monday(begins)).days // 7
            if weeks % schedule.interval:
                continue
        yield day


def _monthly(
    schedule: ComesRound, low: datetime.date, high: datetime.date
) -> Iterator[datetime.date]:
    begins = schedule.begins_on
    nth = weekdays_of(schedule.byday)
    of_month = list(schedule.bymonthday)
    if not schedule.byday and not of_month and begins:
        of_month = [begins.day]
    for ahead in range((high - low).days + 1) if nth or of_month else ():
        day = low + ahead * ONE_DAY
        if nth and not any(_is_nth(day, *each) for each in nth):
            continue
        if of_month and not _is_day_of_month(day, of_month):
            continue
        if begins and schedule.interval > 1:
            months = (day.year - begins.year) * 12 + day.month - begins.month
            if months % schedule.interval:
                continue
        yield day


def _is_nth(day: datetime.date, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    left = (monthrange(day.year, day.month)[1] - day.day) // 7
    return nth in (0, (day.day - 1) // 7 + 1, -left - 1)


def _is_day_of_month(day: datetime.date, numbers: Sequence[int]) -> bool:
    from_the_end = day.day - monthrange(day.year, day.month)[1] - 1
    return day.day in numbers or from_the_end in numbers


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())
