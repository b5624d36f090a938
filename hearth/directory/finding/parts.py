"""Parts of the week, as bits: 7 days of 4 parts, so that one number says when a thing is there."""

import datetime
from collections.abc import Iterable
from enum import IntEnum


class Part(IntEnum):
    """Parts of a day as people speak of them, with the hours (from, to) in PART_HOURS."""

    MORNING = 0
    AFTERNOON = 1
    EVENING = 2
    NIGHT = 3


PART_HOURS = {
    Part.MORNING: (6 * 60, 12 * 60),
    Part.AFTERNOON: (12 * 60, 17 * 60),
    Part.EVENING: (17 * 60, 22 * 60),
    Part.NIGHT: (22 * 60, 30 * 60),
}
"""In minutes after midnight. The night of a day goes on until six the next morning."""

NIGHT_ENDS = 6
"""The hour until which a night is still the night of the day before."""
DAY = 24 * 60
LEAST = 30
"""Minutes of a part for which a thing must be there; what ends at 12:15 is a morning's."""

ALWAYS = (1 << 28) - 1


def bit(weekday: int, part: Part) -> int:
    """Return the bit of a part of a day; Monday is 0."""
    return 1 << (weekday * 4 + part)


def asked(days: Iterable[int], parts: Iterable[Part]) -> int:
    """Return the bits of these parts of these days; of all days, or all parts, if none is named."""
    wanted = 0
    for weekday in list(days) or range(7):
        for part in list(parts) or list(Part):
            wanted |= bit(weekday, part)
    return wanted


def spell(weekday: int, opens: datetime.time | None, closes: datetime.time | None) -> int:
    """
    Return the parts in which something is there that opens and closes at these times of a day.

    Closing at or before opening means on the next day; no times at all mean all day.
    """
    if opens is None:
        return _minutes(weekday, 0, DAY)
    start = opens.hour * 60 + opens.minute
    if closes is None:
        return _minutes(weekday, start, start + 60)
    end = closes.hour * 60 + closes.minute
    return _minutes(weekday, start, end if end > start else end + DAY)


def _minutes(weekday: int, start: int, end: int) -> int:
    found = 0
    for day in (-1, 0, 1):
        for part, (begins, ends) in PART_HOURS.items():
            shared = min(end, ends + day * DAY) - max(start, begins + day * DAY)
            if shared >= min(LEAST, (end - start) // 2):
                found |= bit((weekday + day) % 7, part)
    return found


def part_at(moment: datetime.datetime) -> tuple[int, Part]:
    """Return the weekday and part of a moment there; 3 a.m. is still the night before's."""
    minutes = moment.hour * 60 + moment.minute
    for part, (begins, ends) in PART_HOURS.items():
        if begins <= minutes < ends:
            return moment.weekday(), part
    return (moment.weekday() - 1) % 7, Part.NIGHT
