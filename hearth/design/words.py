"""Dates, times, lengths of time and numbers, as people say them. Pages use these as filters."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.timezone import localtime

NOT_KNOWN = "\N{EN DASH}"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def day(value: date | None) -> str:
    """Return "Monday 2 March 2026". A moment is first put on the hub's own clock."""
    if value is None:
        return ""
    there = _local(value)
    return f"{DAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {there.year}"


def short_day(value: date | None) -> str:
    """Return "2 Mar 2026", for tables."""
    if value is None:
        return ""
    there = _local(value)
    return f"{there.day} {MONTHS[there.month - 1][:3]} {there.year}"


def month(value: date | None) -> str:
    """Return "March 2026"."""
    if value is None:
        return ""
    there = _local(value)
    return f"{MONTHS[there.month - 1]} {there.year}"


def clock(value: datetime | time | None) -> str:
    """
    Return "9:05am", "9am", "midday" or "midnight".

    Source: the NHS digital service manual, content style guide, "Dates and time". It keeps
    12am and 12pm out because people read them both ways.
    """
    if value is None:
        return ""
    there = localtime(value) if isinstance(value, datetime) and value.tzinfo else value
    if there.minute == 0 and there.hour in (0, 12):
        return "midday" if there.hour else "midnight"
    minutes = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'}"


def ago_minutes(since: datetime, now: datetime) -> int:
    """Return whole minutes from one moment to a later one; never less than none."""
    return max(0, int((now - since).total_seconds() // 60))


def waited(since: datetime | timedelta | int, now: datetime | None = None) -> str:
    """
    Return how long it has been: "less than a minute", "12 minutes", "1 hour 5 minutes", "3 days".

    :param since: a moment (then `now` is needed), a length of time, or a number of minutes
    """
    if isinstance(since, datetime):
        assert now is not None
        minutes = ago_minutes(since, now)
    elif isinstance(since, timedelta):
        minutes = max(0, int(since.total_seconds() // 60))
    else:
        minutes = max(0, since)
    if minutes == 0:
        return "less than a minute"
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return plural(hours // 24, "day")
    parts = [plural(hours, "hour")] if hours else []
    parts += [plural(minutes, "minute")] if minutes else []
    return " ".join(parts)


def number(value: float | Decimal | None, places: int = 0) -> str:
    """Return "1,234". What is not known is a dash, never a nought."""
    return NOT_KNOWN if value is None else f"{value:,.{places}f}"


def percent(share: float | Decimal | None, places: int = 0) -> str:
    """Return "87%" for 0.873. What is not known is a dash."""
    return NOT_KNOWN if share is None else f"{share * 100:.{places}f}%"


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 visit" or "1,234 visits"; the second word is needed where it is not one + s."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[object]) -> str:
    """Return "tea", "tea and cake" or "tea, cake and a chat"."""
    *most, last = [str(word) for word in words] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _local(value: date) -> date:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return localtime(value)
    return value
