"""What is known of when a place is open: the weekly pattern, and all that departs from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MIDNIGHT = time(0)
ONE_WEEK = timedelta(days=7)


class Weekday(IntEnum):
    """The days of the week, numbered as `date.weekday()` numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, order=True)
class Spell:
    """
    A stretch of being open, as the notice on the door gives it.

    It belongs to the day on which it opens. Closing at or before the time of
    opening means the next day: 20:00 to 02:00 runs past midnight, and 00:00 to
    00:00 is the whole day.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("Opening times are read off the clock on the wall: no time zone")

    @property
    def overnight(self) -> bool:
        """Test if it closes on the day after it opens (midnight itself is the next day)."""
        return self.closes <= self.opens

    @property
    def whole_day(self) -> bool:
        return self.opens == self.closes == MIDNIGHT


WHOLE_DAY = Spell(MIDNIGHT, MIDNIGHT)


@dataclass(frozen=True)
class EveryWeek:
    """Every week of the year."""

    def include(self, day: date) -> bool:
        return True


@dataclass(frozen=True)
class NthWeeks:
    """
    The 1st, 3rd ... such weekday of each month; -1 is the last one.

    :raises ValueError: if there are none, or one is not -1 or from 1 to 5
    """

    nth: frozenset[int]

    def __init__(self, nth: Iterable[int]) -> None:
        object.__setattr__(self, "nth", frozenset(nth))
        if not self.nth or not self.nth <= {-1, 1, 2, 3, 4, 5}:
            raise ValueError("Which weeks of the month? Give some of 1 to 5, or -1 for the last")

    def include(self, day: date) -> bool:
        is_last = (day + ONE_WEEK).month != day.month
        return (day.day - 1) // 7 + 1 in self.nth or (-1 in self.nth and is_last)


@dataclass(frozen=True)
class AlternateWeeks:
    """Every other week (or every third ...), counted in both directions from the week of a date."""

    counted_from: date
    every: int = 2

    def __post_init__(self) -> None:
        if self.every < 2:
            raise ValueError("Alternate weeks are every second week at the most often")

    def include(self, day: date) -> bool:
        return (_monday_of(day) - _monday_of(self.counted_from)).days // 7 % self.every == 0


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


Weeks = EveryWeek | NthWeeks | AlternateWeeks


@dataclass(frozen=True)
class Hours:
    """One line of the weekly pattern: a weekday, a spell, and the weeks and dates it holds for."""

    weekday: int
    opens: time
    closes: time
    weeks: Weeks = EveryWeek()
    valid_from: date | None = None
    """The first day on which it holds; None for always."""
    valid_until: date | None = None
    """The last day on which it holds; None for always."""

    def __post_init__(self) -> None:
        if self.weekday not in range(7):
            raise ValueError("A weekday is 0 for Monday to 6 for Sunday")

    @classmethod
    def all_day(cls, weekday: int, weeks: Weeks = EveryWeek()) -> "Hours":
        """Return midnight to midnight."""
        return cls(weekday, MIDNIGHT, MIDNIGHT, weeks)

    @cached_property
    def spell(self) -> Spell:
        return Spell(self.opens, self.closes)

    def in_force_on(self, day: date) -> bool:
        """Test if this line is in date, whichever weekday it is for."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )

    def holds_on(self, day: date) -> bool:
        return day.weekday() == self.weekday and self.in_force_on(day) and self.weeks.include(day)


@dataclass(frozen=True)
class DayException:
    """
    One date that is not as usual: other spells, or none.

    It covers what opens on that date. A café that opened the evening before
    still runs until it closes.
    """

    date: date
    spells: tuple[Spell, ...] = ()
    reason: str = ""
    """How a sentence that begins "Closed" would go on, such as "for training"."""


@dataclass(frozen=True)
class Closure:
    """
    Closed from a moment until another, or until further notice, whatever the pattern says.

    :raises ValueError: if a moment has no time zone, or the end is not after the start
    """

    starts: datetime
    until: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.starts.tzinfo is None or (self.until and self.until.tzinfo is None):
            raise ValueError("A closure's moments must carry their time zone")
        if self.until and self.until.timestamp() <= self.starts.timestamp():
            raise ValueError("A closure must end after it starts")

    @classmethod
    def of_days(
        cls, first: date, last: date | None, reason: str = "", zone: ZoneInfo = LONDON
    ) -> "Closure":
        """Return a closure of whole days, the last one included; last None is "further notice"."""
        until = datetime.combine(last + timedelta(days=1), MIDNIGHT, zone) if last else None
        return cls(datetime.combine(first, MIDNIGHT, zone), until, reason)


class BankHolidays(StrEnum):
    """What a place does on the bank holidays of England. The value may be stored."""

    AS_USUAL = "AS_USUAL"
    CLOSED = "CLOSED"
    OWN_HOURS = "OWN_HOURS"


@dataclass(frozen=True)
class BankHolidayRule:
    """On bank holidays: as on any such weekday, closed, or these spells whatever the weekday."""

    kind: BankHolidays = BankHolidays.AS_USUAL
    spells: tuple[Spell, ...] = ()

    def __post_init__(self) -> None:
        if (self.kind == BankHolidays.OWN_HOURS) != bool(self.spells):
            raise ValueError("Own hours on bank holidays need spells, and nothing else has them")


@dataclass(frozen=True)
class Timetable:
    """
    Everything about when one place is open.

    On each date the first of these decides what opens: an exception for that
    date, the bank holiday rule, the weekly pattern (every whole day if always
    open). Closures are then cut out of whatever that gives.
    """

    hours: tuple[Hours, ...] = ()
    exceptions: tuple[DayException, ...] = ()
    closures: tuple[Closure, ...] = ()
    bank_holidays: BankHolidayRule = BankHolidayRule()
    always_open: bool = False
    """Open day and night, every day. `hours` are then passed over."""
    zone: ZoneInfo = field(default=LONDON)

    @property
    def says_nothing(self) -> bool:
        """Test if no opening times have been given at all: it is never open."""
        return not (
            self.hours
            or self.always_open
            or self.bank_holidays.spells
            or any(each.spells for each in self.exceptions)
        )

    def usual_spells(self, day: date) -> tuple[Spell, ...]:
        """Return what the weekly pattern alone says for a date, earliest first."""
        if self.always_open:
            return (WHOLE_DAY,)
        lines = self._lines[day.weekday()]
        if len(lines) == 1:
            return (lines[0].spell,) if lines[0].holds_on(day) else ()
        return tuple(line.spell for line in lines if line.holds_on(day))

    @cached_property
    def _lines(self) -> tuple[tuple[Hours, ...], ...]:
        """The lines of the weekly pattern, by weekday."""
        return tuple(
            tuple(
                sorted(
                    (line for line in self.hours if line.weekday == weekday),
                    key=lambda line: line.spell,
                )
            )
            for weekday in range(7)
        )

    @cached_property
    def closures_in_utc(self) -> tuple[tuple[datetime, datetime | None, str], ...]:
        """The closures, the earliest first, each as its start, its end and its reason."""
        closures = [
            (
                each.starts.astimezone(UTC),
                each.until.astimezone(UTC) if each.until else None,
                each.reason,
            )
            for each in self.closures
        ]
        return tuple(sorted(closures, key=lambda closure: closure[0]))

    @cached_property
    def exceptions_by_date(self) -> Mapping[date, DayException]:
        """
        The one exception that counts for each date.

        Where several were written for one date, a closed one wins: better to
        be told of a locked door that is open than the other way about.
        """
        chosen: dict[date, DayException] = {}
        for each in self.exceptions:
            before = chosen.get(each.date)
            if before is None or (before.spells and not each.spells):
                chosen[each.date] = each
            elif before.spells and each.spells:
                spells = tuple(sorted({*before.spells, *each.spells}))
                chosen[each.date] = DayException(each.date, spells, before.reason or each.reason)
        return chosen
