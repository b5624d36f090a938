"""Real stretches of time that people ask about: now, tonight, today, tomorrow. Pure knowledge."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from hearth.directory.finding.parts import NIGHT_ENDS
from hearth.directory.occurrences import ComesRound, next_occurrence
from hearth.places.opening.timetable import LONDON

ONE_DAY = datetime.timedelta(days=1)
SOON = datetime.timedelta(hours=1)
"""What opens within so long may be waited for by somebody who asks for "now"."""
EVENING = datetime.time(17, 30)
"""What is over by then was the afternoon's."""


class Asks(StrEnum):
    NOW = "NOW"
    TONIGHT = "TONIGHT"
    TODAY = "TODAY"
    TOMORROW = "TOMORROW"


@dataclass(frozen=True)
class Within:
    """A stretch of time of one day, and not of every such day of the week."""

    asks: Asks
    since: datetime.datetime
    until: datetime.datetime

    @property
    def is_of_the_clock(self) -> bool:
        """Test if it is said by the clock alone, whatever the parts of a day are."""
        return self.asks in {Asks.NOW, Asks.TONIGHT}

    @property
    def day(self) -> datetime.date:
        """The day that is meant; a night that is still going is the day's before."""
        if self.is_of_the_clock:
            return (self.since.astimezone(LONDON) - datetime.timedelta(hours=NIGHT_ENDS)).date()
        return self.since.astimezone(LONDON).date()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days of the week that what is on then may be filed under: a night is the day's."""
        night_before = self.since.astimezone(LONDON) - datetime.timedelta(hours=NIGHT_ENDS)
        moments = (night_before, self.since, self.until - datetime.timedelta(microseconds=1))
        return frozenset(each.astimezone(LONDON).weekday() for each in moments)

    def has(self, times: Iterable[ComesRound]) -> bool:
        """Test if something that comes round is there in it."""
        return next_occurrence(times, self.since, self.until) is not None

    def is_on_now(self, times: Iterable[ComesRound]) -> bool:
        """Test if it is there at the first moment already."""
        at_once = self.since + datetime.timedelta(microseconds=1)
        return next_occurrence(times, self.since, at_once) is not None

    def whole_day(self) -> "Within":
        """Return the rest of the day: what is looked at next where too little is on now."""
        return self if not self.is_of_the_clock else today(self.since)


def within(asks: Asks, now: datetime.datetime) -> Within:
    """Return the stretch of time that a word means at a moment."""
    return {Asks.NOW: _now, Asks.TONIGHT: _tonight, Asks.TODAY: today, Asks.TOMORROW: _tomorrow}[
        asks
    ](now)


def today(now: datetime.datetime) -> Within:
    """Return what is left of today."""
    return Within(Asks.TODAY, now, _at(_day(now) + ONE_DAY))


def _now(now: datetime.datetime) -> Within:
    return Within(Asks.NOW, now, now + SOON)


def _tonight(now: datetime.datetime) -> Within:
    """Return this evening and the night after it; before six, the night that is still going."""
    night_ends = datetime.time(NIGHT_ENDS)
    if now.astimezone(LONDON).time() < night_ends:
        return Within(Asks.TONIGHT, now, _at(_day(now), night_ends))
    begins = max(now, _at(_day(now), EVENING))
    return Within(Asks.TONIGHT, begins, _at(_day(now) + ONE_DAY, night_ends))


def _tomorrow(now: datetime.datetime) -> Within:
    return Within(Asks.TOMORROW, _at(_day(now) + ONE_DAY), _at(_day(now) + 2 * ONE_DAY))


def _day(now: datetime.datetime) -> datetime.date:
    return now.astimezone(LONDON).date()


def _at(day: datetime.date, time: datetime.time = datetime.time(0)) -> datetime.datetime:
    return datetime.datetime.combine(day, time, LONDON)
