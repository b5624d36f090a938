"""
Dates, times, lengths of time and numbers, as people say them. Pages use these as filters.

English is ours, in the manner of the NHS. Another language (see languages.py) is said as Unicode's
Common Locale Data Repository has it, through Babel.
"""

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from babel import Locale, dates, lists, numbers
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext

from hearth.design.languages import is_english, locale_of

NOT_KNOWN = "\N{EN DASH}"
ENDS = ".!?…"
"""What a sentence ends with."""
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
    if not is_english():
        return _said(there, "full")
    return f"{DAYS[there.weekday()]} {there.day} {MONTHS[there.month - 1]} {there.year}"


def short_day(value: date | None) -> str:
    """Return "2 Mar 2026", for tables."""
    if value is None:
        return ""
    there = _local(value)
    if not is_english():
        return _said(there, "medium")
    return f"{there.day} {MONTHS[there.month - 1][:3]} {there.year}"


def month(value: date | None) -> str:
    """Return "March 2026"."""
    if value is None:
        return ""
    there = _local(value)
    if not is_english():
        return dates.format_skeleton("yMMMM", there, locale=_locale())
    return f"{MONTHS[there.month - 1]} {there.year}"


def weekday(number: int) -> str:
    """Return "Monday" for 0."""
    if not is_english():
        return str(dates.get_day_names("wide", context="stand-alone", locale=_locale())[number])
    return DAYS[number]


def day_of_month(value: date) -> str:
    """Return "2 March"."""
    if not is_english():
        return _without_year(value, "long")
    return f"{value.day} {MONTHS[value.month - 1]}"


def day_of_year(value: date) -> str:
    """Return "Monday 2 March"."""
    if not is_english():
        return _without_year(value, "full")
    return f"{DAYS[value.weekday()]} {day_of_month(value)}"


def clock(value: datetime | time | None) -> str:
    """
    Return "9:05am", "9am", "midday" or "midnight".

    Source: the NHS digital service manual, content style guide, "Dates and time". It keeps
    12am and 12pm out because people read them both ways.
    """
    if value is None:
        return ""
    there = localtime(value) if isinstance(value, datetime) and value.tzinfo else value
    if not is_english():
        at = there if isinstance(there, time) else there.time()
        return dates.format_time(at, "short", locale=_locale())
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
        return gettext("less than a minute")
    hours, minutes = divmod(minutes, 60)
    if hours >= 48:
        return _length(hours // 24, "day")
    parts = [_length(hours, "hour")] if hours else []
    parts += [_length(minutes, "minute")] if minutes else []
    return " ".join(parts)


def _length(count: int, unit: Literal["day", "hour", "minute"]) -> str:
    if is_english():
        return plural(count, unit)
    # Not format_unit(): it knows no lengths of time in many languages, Welsh among them.
    length = timedelta(**{f"{unit}s": count})
    said = dates.format_timedelta(length, unit, threshold=math.inf, locale=_locale())
    return str(said)


def number(value: float | Decimal | None, places: int = 0) -> str:
    """Return "1,234". What is not known is a dash, never a nought."""
    if value is None:
        return NOT_KNOWN
    if not is_english():
        return _decimal(value, places)
    return f"{value:,.{places}f}"


def percent(share: float | Decimal | None, places: int = 0) -> str:
    """Return "87%" for 0.873. What is not known is a dash."""
    if share is None:
        return NOT_KNOWN
    if not is_english():
        return numbers.format_percent(share, f"{_digits(places)}%", locale=_locale())
    return f"{share * 100:.{places}f}%"


def plural(count: int, one: str, many: str = "") -> str:
    """
    Return "1 visit" or "1,234 visits"; the second word is needed where it is not one + s.

    It is English, for workers' pages. The public's say ngettext, or {% pluralize %} in a template:
    Welsh has six forms.
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: Sequence[object]) -> str:
    """Return "tea", "tea and cake" or "tea, cake and a chat"."""
    *most, last = [str(word) for word in words] or [""]
    if most and not is_english():
        return str(lists.format_list([str(word) for word in words], locale=_locale()))
    return f"{', '.join(most)} and {last}" if most else last


def sentences(facts: Iterable[object]) -> str:
    """Return what is not empty, with one full stop between two: "Tea. We talked"."""
    told = [words for fact in facts if (words := str(fact).strip())]
    *most, last = told or [""]
    return "".join(f"{words} " if words[-1] in ENDS else f"{words}. " for words in most) + last


def _locale() -> Locale:
    return locale_of(get_language() or "en")


def _said(value: date, how: Literal["full", "medium"]) -> str:
    """Return a date, with its day of the week or short, as a language orders and joins them."""
    only_the_day = value.date() if isinstance(value, datetime) else value
    return dates.format_date(only_the_day, how, locale=_locale())


YEAR_AT_THE_END = re.compile(r"(?:[\s,،/.]|'[^']*')*y+\W*$")


def _without_year(value: date, how: Literal["full", "long"]) -> str:
    """
    Return a date without its year, as a language writes it with one.

    Its own pattern for a date without a year is not asked: that of Welsh puts the month first.
    """
    pattern = _locale().date_formats[how].pattern
    shorter, found = YEAR_AT_THE_END.subn("", pattern)
    if not found:
        return dates.format_skeleton("MMMMd", value, locale=_locale())
    return dates.format_date(value, shorter, locale=_locale())


def _decimal(value: float | Decimal, places: int) -> str:
    return numbers.format_decimal(value, _digits(places), locale=_locale())


def _digits(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")


def _local(value: date) -> date:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return localtime(value)
    return value
