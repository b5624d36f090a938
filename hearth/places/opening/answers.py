"""Questions about a timetable: is it open, until when, and when next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum, auto

from hearth.places.opening.bank_holidays import bank_holiday_on
from hearth.places.opening.timetable import BankHolidays, Spell, Timetable
from hearth.places.opening.wall_clock import ONE_DAY, span_of

LOOK_AHEAD = timedelta(days=400)
"""How far ahead the next opening is looked for: a yearly event, and a month to spare."""

Span = tuple[datetime, datetime]


class Because(Enum):
    """What decided the spells of a day."""

    USUAL = auto()
    BANK_HOLIDAY = auto()
    EXCEPTION = auto()


@dataclass(frozen=True)
class DayPlan:
    """What opens on one date, before closures are cut out of it."""

    date: date
    spells: tuple[Spell, ...]
    because: Because = Because.USUAL
    reason: str = ""


@dataclass(frozen=True)
class Opening:
    """An unbroken time of being open. Both moments are in UTC."""

    opens: datetime
    closes: datetime

    @property
    def length(self) -> timedelta:
        """How long that is in real time."""
        return self.closes - self.opens


@dataclass(frozen=True)
class Open:
    """Open now. `until` is in UTC; None means day and night, as far as can be seen."""

    until: datetime | None
    why: str = ""
    """What makes today's hours unusual; nothing if they are as ever."""


@dataclass(frozen=True)
class Closed:
    """Closed now. `next_open` is in UTC; None means that none can be seen."""

    next_open: datetime | None
    reason: str = ""
    """How a sentence that begins "Closed" would go on; nothing if it is simply not opening time."""
    until_further_notice: bool = False
    """True if a closure without an end is why."""


Status = Open | Closed


def is_open(timetable: Timetable, at: datetime) -> bool:
    """
    Test if the place is open at this moment.

    :raises ValueError: if the moment has no time zone
    """
    at = _in_utc(at)
    return not _closures_at(timetable, at) and _plan_open_at(timetable, at) is not None


def status(timetable: Timetable, at: datetime) -> Status:
    """
    Return whether the place is open at this moment, and until or from when.

    :raises ValueError: if the moment has no time zone
    """
    at = _in_utc(at)
    closures = _closures_at(timetable, at)
    if not closures and (plan := _plan_open_at(timetable, at)):
        return Open(until=_open_until(timetable, at), why=plan.reason)
    following = next_open(timetable, at)
    if closures:
        endless = following is None and any(until is None for _, until, _ in closures)
        reason = next((reason for *_, reason in closures if reason), "")
        return Closed(following, reason, until_further_notice=endless)
    return Closed(following, _reason_not_open(timetable, at))


def openings_between(timetable: Timetable, start: datetime, end: datetime) -> list[Opening]:
    """
    Return the times of being open from `start` until `end`, cut to fit, in order.

    Spells that meet or overlap are one opening, so no two ever touch.

    :raises ValueError: if a moment has no time zone
    """
    start, end = _in_utc(start), _in_utc(end)
    if start >= end:
        return []
    return [
        Opening(max(opens, start), min(closes, end))
        for opens, closes in _merged(_spans(timetable, start, end))
    ]


def openings_on(timetable: Timetable, day: date) -> list[Opening]:
    """Return what opens on this date, closures cut out; the last may close on the next."""
    return [Opening(*span) for span in _merged(iter(_spans_of(timetable, day)))]


def next_open(timetable: Timetable, at: datetime) -> datetime | None:
    """
    Return the first moment, in UTC, from this one on at which the place is open.

    It is this very moment if it is open now, and None if it does not open
    within LOOK_AHEAD.

    :raises ValueError: if the moment has no time zone
    """
    at = _in_utc(at)
    if timetable.says_nothing:
        return None
    if any(until is None for _, until, _ in _closures_at(timetable, at)):
        return None
    for opens, _ in _spans(timetable, at, at + LOOK_AHEAD):
        return max(opens, at)
    return None


def plan_for(timetable: Timetable, day: date) -> DayPlan:
    """Return what opens on a date, and what decided it."""
    if exception := timetable.exceptions_by_date.get(day):
        return DayPlan(day, exception.spells, Because.EXCEPTION, exception.reason)
    rule = timetable.bank_holidays
    if rule.kind != BankHolidays.AS_USUAL and bank_holiday_on(day):
        return DayPlan(day, rule.spells, Because.BANK_HOLIDAY, "for the bank holiday")
    return DayPlan(day, timetable.usual_spells(day))


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("A moment must carry its time zone")
    return moment.astimezone(UTC)


def _plan_open_at(timetable: Timetable, at: datetime) -> DayPlan | None:
    """Return the plan that has the place open at a moment, closures aside; the later of two."""
    today = at.astimezone(timetable.zone).date()
    for day in (today, today - ONE_DAY):
        plan = plan_for(timetable, day)
        if _spells_cover(plan.spells, day, at, timetable):
            return plan
    return None


def _spells_cover(spells: tuple[Spell, ...], day: date, at: datetime, timetable: Timetable) -> bool:
    for spell in spells:
        opens, closes = span_of(spell, day, timetable.zone)
        if opens <= at < closes:
            return True
    return False


def _reason_not_open(timetable: Timetable, at: datetime) -> str:
    """Return the reason, where a departure from the usual is why it is closed just now."""
    today = at.astimezone(timetable.zone).date()
    for day in (today, today - ONE_DAY):
        plan = plan_for(timetable, day)
        if plan.because == Because.USUAL or plan.spells:
            continue
        usual = timetable.usual_spells(day)
        if _spells_cover(usual, day, at, timetable):
            return plan.reason
        if day == today and (usual or plan.because == Because.EXCEPTION):
            return plan.reason
    return ""


def _open_until(timetable: Timetable, at: datetime) -> datetime | None:
    if timetable.always_open and not _changes_after(timetable, at):
        return None
    limit = at + LOOK_AHEAD
    closes = at
    for opens, ends in _spans(timetable, at, limit):
        if opens > closes:
            break
        closes = max(closes, ends)
    return closes if closes < limit else None


def _changes_after(timetable: Timetable, at: datetime) -> bool:
    """Test if anything could ever shut a place that is always open."""
    yesterday = at.astimezone(timetable.zone).date() - ONE_DAY
    return (
        timetable.bank_holidays.kind != BankHolidays.AS_USUAL
        or any(until is None or until > at for _, until, _ in timetable.closures_in_utc)
        or any(day >= yesterday for day in timetable.exceptions_by_date)
    )


def _closures_at(timetable: Timetable, at: datetime) -> list[tuple[datetime, datetime | None, str]]:
    """Return the closures in force at a moment, the earliest first."""
    return [
        closure
        for closure in timetable.closures_in_utc
        if closure[0] <= at and (closure[1] is None or at < closure[1])
    ]


def _spans(timetable: Timetable, since: datetime, until: datetime) -> Iterator[Span]:
    """
    Give the spans that end after `since` and start before `until`, day by day.

    They may meet or overlap. A spell lasts a day at most, so whatever is open
    at `since` opened that day or the day before. What a closure leaves of last
    night may come before this morning's and start after it; but then this
    morning's lies within what came even before, so joining them is no harm.
    """
    day = since.astimezone(timetable.zone).date() - ONE_DAY
    last = until.astimezone(timetable.zone).date()
    while day <= last:
        for span in _spans_of(timetable, day):
            if span[1] > since and span[0] < until:
                yield span
        day += ONE_DAY


def _spans_of(timetable: Timetable, day: date) -> list[Span]:
    """Return the real spans of what opens on one date, closures cut out, by when they start."""
    spells = plan_for(timetable, day).spells
    if not spells:
        return []
    spans = [span_of(spell, day, timetable.zone) for spell in spells]
    for starts, until, _ in timetable.closures_in_utc:
        spans = [piece for span in spans for piece in _cut(span, starts, until)]
    return sorted(span for span in spans if span[0] < span[1])


def _cut(span: Span, starts: datetime, until: datetime | None) -> list[Span]:
    """Return what is left of a span outside a closure."""
    opens, closes = span
    if starts >= closes or (until is not None and until <= opens):
        return [span]
    pieces = [(opens, starts)]
    if until is not None:
        pieces.append((until, closes))
    return [piece for piece in pieces if piece[0] < piece[1]]


def _merged(spans: Iterator[Span]) -> Iterator[Span]:
    """Join spans that meet or overlap, as _spans gives them."""
    current: Span | None = None
    for span in spans:
        if current is None:
            current = span
        elif span[0] <= current[1]:
            current = (current[0], max(current[1], span[1]))
        else:
            yield current
            current = span
    if current is not None:
        yield current
