"""The days that a report covers."""

import datetime
from dataclasses import dataclass

from hearth.design.words import month, short_day

DAY = datetime.timedelta(days=1)
BLOCK = datetime.timedelta(weeks=13)
"""How long somebody is watched to see if they are a regular, and how often they come."""


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both counted."""

    first: datetime.date
    last: datetime.date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def blocks(self) -> int:
        """How many whole blocks of 13 weeks fit, counted back from the last day."""
        return self.days // BLOCK.days

    @property
    def words(self) -> str:
        """Such as "1 Mar 2025 to 31 Mar 2025"."""
        if self.first == self.last:
            return short_day(self.first)
        return f"{short_day(self.first)} to {short_day(self.last)}"

    @property
    def address(self) -> dict[str, str]:
        """Return how an address says it."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat()}

    def within_month(self, begins: datetime.date) -> "Period":
        """Return those of its days that are in the month beginning on that day."""
        whole = whole_month(begins)
        return Period(max(self.first, whole.first), min(self.last, whole.last))

    def month_words(self, begins: datetime.date) -> str:
        """Such as "March 2025", or "March 2025, from the 12th" words for a month cut short."""
        part, whole = self.within_month(begins), whole_month(begins)
        if part == whole:
            return month(begins)
        if part.first == part.last:
            return f"{month(begins)} ({part.first.day} only)"
        return f"{month(begins)} ({part.first.day} to {part.last.day})"


def whole_month(day: datetime.date) -> Period:
    """Return the whole month that a day is in."""
    first = day.replace(day=1)
    next_month = (first + datetime.timedelta(days=31)).replace(day=1)
    return Period(first, next_month - datetime.timedelta(days=1))


def this_month(today: datetime.date) -> Period:
    """Return this month so far."""
    return Period(today.replace(day=1), today)


def last_month(today: datetime.date) -> Period:
    """Return the whole month before this one."""
    return whole_month(today.replace(day=1) - datetime.timedelta(days=1))


def last_twelve_months(today: datetime.date) -> Period:
    """Return the twelve whole months before this one."""
    last = last_month(today).last
    return Period(today.replace(year=today.year - 1, day=1), last)


def months_over(period: Period, today: datetime.date) -> Period | None:
    """Return the whole months of a period that are over; None if there are none."""
    first = period.first if period.first.day == 1 else whole_month(period.first).last + DAY
    end = min(period.last, today - DAY)
    last = end if end == whole_month(end).last else end.replace(day=1) - DAY
    return Period(first, last) if first <= last else None
