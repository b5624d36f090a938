"""Months: each is told by its first day."""

import datetime
import re

MONTH = re.compile(r"(\d{4})-(\d{2})")
EARLIEST = datetime.date(2000, 1, 1)
AHEAD = 36
"""How many months ahead a budget can be typed."""


def month_of(day: datetime.date) -> datetime.date:
    """Return the first day of the month that a day is in."""
    return day.replace(day=1)


def moved(month: datetime.date, by: int) -> datetime.date:
    """Return the month so many later, or earlier."""
    years, at = divmod(month.year * 12 + month.month - 1 + by, 12)
    return datetime.date(years, at + 1, 1)


def run_of(last: datetime.date, count: int) -> list[datetime.date]:
    """Return so many months up to a last one, in their order."""
    return [moved(last, at - count + 1) for at in range(count)]


def between(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return each month from one to another, both within; none if the last is before the first."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return run_of(month_of(last), max(count, 0))


def read_month(words: str, *, today: datetime.date) -> datetime.date | None:
    """Return the month that "2026-03" says, if it is one that can be typed."""
    said = MONTH.fullmatch(words)
    if said is None or not 1 <= int(said[2]) <= 12:
        return None
    year = int(said[1])
    if not EARLIEST.year <= year <= today.year + AHEAD:
        return None
    month = datetime.date(year, int(said[2]), 1)
    return month if EARLIEST <= month <= moved(month_of(today), AHEAD) else None


def financial_year(month: datetime.date) -> str:
    """Return the financial year that a month is in, such as "2025-26": it begins in April."""
    first = month.year if month.month >= 4 else month.year - 1
    return f"{first}-{(first + 1) % 100:02}"
