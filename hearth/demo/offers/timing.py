"""
When an invented offer is there, from words such as "Tue Thu 10:00-12:00; 2nd Fri 18:00-20:00".

A spell is days and times. Before the days may stand "every other", "term", "1st" to "4th" or
"last"; "once +12" is in twelve days; "daily" is every day; no times at all is all day.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from zlib import crc32

from hearth.demo.network import DAY, DAYS, DemoSite

CODES = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
WHICH = {"1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "last": "-1"}
AHEAD = 120
"""For how many days on it is known when a site will be shut."""

_TIMES = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)$")


@dataclass(frozen=True)
class Spell:
    """One line of when, as a Schedule has it."""

    freq: str = "WEEKLY"
    byday: tuple[str, ...] = ()
    interval: int = 1
    begins_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    not_on: tuple[datetime.date, ...] = field(default=())

    def is_on(self, day: datetime.date) -> bool:
        """Test if it comes on a day by its week or month, whatever week it began in."""
        if self.freq == "":
            return day == self.begins_on
        code = CODES[DAYS[day.weekday()]]
        if self.freq == "MONTHLY":
            return any(
                each.endswith(code) and day == _nth(day.year, day.month, each)
                for each in self.byday
            )
        return code in self.byday and self._is_in_step(day)

    def _is_in_step(self, day: datetime.date) -> bool:
        if self.interval == 1 or self.begins_on is None:
            return True
        return (_monday(day) - _monday(self.begins_on)).days // 7 % self.interval == 0


def spells(words: str, *, today: datetime.date) -> list[Spell]:
    """Return what words say of when."""
    return [_spell(each, today) for each in words.split("; ") if each]


def spells_of_site(place: DemoSite) -> list[Spell]:
    """Return a site's own opening times."""
    if place.always_open:
        return [Spell(byday=tuple(CODES.values()))]
    alike: dict[tuple[int, int, bool], list[int]] = {}
    for opening in place.opening:
        key = (opening.opens, opening.closes, opening.fortnightly)
        alike.setdefault(key, []).append(opening.weekday)
    found = []
    for (opens, closes, fortnightly), days in alike.items():
        begins_on = None
        if fortnightly:
            assert place.opened_date is not None
            begins_on = _monday(place.opened_date) + datetime.timedelta(days=days[0])
        found.append(
            Spell(
                byday=tuple(CODES[DAYS[day]] for day in days),
                interval=2 if fortnightly else 1,
                begins_on=begins_on,
                opens=_clock(opens),
                closes=_clock(closes),
            )
        )
    return found


def called_off(spell: Spell, days: Iterable[datetime.date]) -> Spell:
    """Return a spell with more days on which it is called off."""
    return replace(spell, not_on=tuple(sorted({*spell.not_on, *days})))


def next_day(spell: Spell, *, after: datetime.date) -> datetime.date | None:
    """Return the first day after another on which it comes; none if that is long."""
    days = (after + datetime.timedelta(days=ahead) for ahead in range(1, AHEAD))
    return next((day for day in days if spell.is_on(day)), None)


def days_shut(place: DemoSite, spell: Spell, *, today: datetime.date) -> tuple[datetime.date, ...]:
    """Return the days soon on which a spell would be on but its site, open as a rule, is shut."""
    weekdays = {opening.weekday for opening in place.opening if not opening.fortnightly}
    days = (today + datetime.timedelta(days=ahead) for ahead in range(AHEAD))
    return tuple(
        day
        for day in days
        if day.weekday() in weekdays and spell.is_on(day) and place.open_on(day) is None
    )


def _spell(words: str, today: datetime.date) -> Spell:
    opens = closes = None
    if times := _TIMES.search(words):
        opens, closes = (datetime.time.fromisoformat(clock) for clock in times.groups())
        words = words[: times.start()].strip()
    if words.startswith("once +"):
        on = today + datetime.timedelta(days=int(words.removeprefix("once +")))
        return Spell(freq="", begins_on=on, opens=opens, closes=closes)
    every_other, words = words.startswith("every other "), words.removeprefix("every other ")
    in_term, words = words.startswith("term "), words.removeprefix("term ")
    first, *_ = days = words.split(" ")
    if first in WHICH:
        byday = tuple(WHICH[first] + CODES[day] for day in days[1:])
        return Spell("MONTHLY", byday, opens=opens, closes=closes)
    byday = tuple(CODES.values()) if words == "daily" else tuple(CODES[day] for day in days)
    return Spell(
        byday=byday,
        interval=2 if every_other else 1,
        begins_on=_some_time_ago(f"{words} {opens}", byday, today) if every_other else None,
        ends_on=_end_of_term(today) if in_term else None,
        opens=opens,
        closes=closes,
    )


def _some_time_ago(words: str, byday: Iterable[str], today: datetime.date) -> datetime.date:
    """Return a day of its kind about half a year ago, in one week or the next by its words."""
    weekday = min(list(CODES.values()).index(code) for code in byday)
    weeks = 25 + crc32(words.encode()) % 2
    return _monday(today) - datetime.timedelta(weeks=weeks) + datetime.timedelta(days=weekday)


def _end_of_term(today: datetime.date) -> datetime.date:
    """Return a day on which a school term ends, three weeks off or more."""
    ends = [
        datetime.date(year, month, day)
        for year in (today.year, today.year + 1)
        for month, day in ((3, 27), (7, 17), (12, 18))
    ]
    return next(end for end in ends if end >= today + datetime.timedelta(weeks=3))


def _nth(year: int, month: int, code: str) -> datetime.date | None:
    """Return the day that 2FR or -1SA is in a month; none if the month has not so many."""
    which, weekday = int(code[:-2]), list(CODES.values()).index(code[-2:])
    first = datetime.date(year, month, 1)
    ahead = (weekday - first.weekday()) % 7
    days = [first + datetime.timedelta(days=ahead + 7 * week) for week in range(5)]
    days = [day for day in days if day.month == month]
    return days[which if which < 0 else which - 1] if abs(which) <= len(days) else None


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _clock(minute: int) -> datetime.time:
    hour, minute = divmod(minute % DAY, 60)
    return datetime.time(hour, minute)
