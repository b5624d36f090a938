"""What was typed into the search box: words of a name, and a date of birth if there is one."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from hearth.people.names.folding import GLUED, HYPHEN, LONGEST_WORD, fold

OLDEST = 125
"""Years. Nobody has lived longer than 122."""

MOST_TYPED = 4
"""Words that are looked at. Nobody types more of a name at a door."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})(?!\d)")
DAY_MONTH = re.compile(
    r"(?<![\da-z])(\d{1,2})(?:st|nd|rd|th)?\s*(?:of\s+)?[/.\-]?\s*([a-z]{3,9})\.?,?\s*[/.\-]?\s*"
    r"(\d{4}|\d{2})(?!\d)"
)
MONTH_DAY = re.compile(
    r"(?<![\da-z])([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4}|\d{2})(?!\d)"
)
MONTH_YEAR = re.compile(r"(?<![\da-z])([a-z]{3,9})\.?,?\s+(\d{4})(?!\d)")
DIGITS = re.compile(r"(?<!\d)(\d{2})(\d{2})(\d{4}|\d{2})(?!\d)")
YEAR = re.compile(r"(?<![\d/.\-])(\d{4})(?![\d/.\-])")


@dataclass(frozen=True)
class Typed:
    """The words of a name that were typed, and the days that a date may stand for."""

    readings: tuple[tuple[str, ...], ...]
    """The words, in each way they may be meant: ("mc", "donald") and ("mcdonald",)."""
    born: tuple[datetime.date, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words as they were typed."""
        return self.readings[0] if self.readings else ()


def read(typed: str, *, today: datetime.date) -> Typed:
    """
    Read what was typed: words of a name in any order, and a date of birth in any usual way.

    A date is read the British way, day before month; a year of two figures is
    the last one that has been. A year alone, or a month and a year, stand for
    each of their days.
    """
    born, rest = _date(typed.lower(), today)
    folded = fold(rest)
    apart = _words(re.sub(HYPHEN, " ", folded))
    together = _words(re.sub(HYPHEN, "", folded))
    glued = _words(re.sub(GLUED, r"\1", " ".join(apart)))
    readings = [apart, together, glued]
    if len(apart) == 2:
        readings.append(("".join(apart)[:LONGEST_WORD],))
    return Typed(tuple(dict.fromkeys(reading for reading in readings if reading)), born)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in text.split(" ") if word))[
        :MOST_TYPED
    ]


def _date(typed: str, today: datetime.date) -> tuple[tuple[datetime.date, ...], str]:
    """Return the days a date among the words may stand for, and the words without it."""
    for pattern, order in (
        (YEAR_FIRST, "ymd"), (DAY_FIRST, "dmy"), (DAY_MONTH, "dmy"), (MONTH_DAY, "mdy"),
        (DIGITS, "dmy"),
    ):  # fmt: skip
        if found := pattern.search(typed):
            part = dict(zip(order, found.groups(), strict=True))
            if day := _day(part["y"], part["m"], part["d"], today):
                return (day,), typed[: found.start()] + " " + typed[found.end() :]
    if (found := MONTH_YEAR.search(typed)) and (month := _month(found[1])):
        days = _days(int(found[2]), month, month, today)
        if days:
            return days, typed[: found.start()] + " " + typed[found.end() :]
    if found := YEAR.search(typed):
        days = _days(int(found[1]), 1, 12, today)
        if days:
            return days, typed[: found.start()] + " " + typed[found.end() :]
    return (), typed


def _day(year: str, month: str, day: str, today: datetime.date) -> datetime.date | None:
    numbers = int(year), _month(month) or 0, int(day)
    if len(year) == 2:
        century = today.year // 100 * 100
        numbers = (century + numbers[0], *numbers[1:])
        if (born := _real(*numbers)) is None or born > today:
            numbers = (numbers[0] - 100, *numbers[1:])
    if numbers[1] > 12 >= numbers[2]:  # written the American way, and it can mean nothing else
        numbers = numbers[0], numbers[2], numbers[1]
    born = _real(*numbers)
    return born if born and born <= today and today.year - born.year <= OLDEST else None


def _real(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    if text[:3] in MONTHS and (
        text == "sept" or MONTH_NAMES[MONTHS.index(text[:3])].startswith(text)
    ):
        return MONTHS.index(text[:3]) + 1
    return None


def _days(
    year: int, first_month: int, last_month: int, today: datetime.date
) -> tuple[datetime.date, ...]:
    if not today.year - OLDEST <= year <= today.year:
        return ()
    start = datetime.date(year, first_month, 1)
    end = datetime.date(year, last_month, monthrange(year, last_month)[1])
    return tuple(start + datetime.timedelta(days=n) for n in range((end - start).days + 1))
