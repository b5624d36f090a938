"""
Shifts: when one ends and the next begins, on every night of the year.

A shift changes when the clock on the wall first shows that time or later. When the clocks go back
a time of the hour that comes twice is the first of the two, and the night is an hour longer; when
they go forward a time that never comes is the moment at which the clock jumps over it. No moment
lies in two shifts, and none in no shift.
"""

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from hearth.places.opening import LONDON
from hearth.places.opening.wall_clock import opening_moment

USUAL = (datetime.time(8), datetime.time(20))
"""Where nobody said otherwise: a day and a night, as most places that never close have them."""
MOST_CHANGES = 6
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Shift:
    """From one change to the next, in UTC."""

    begins: datetime.datetime
    ends: datetime.datetime

    @property
    def is_night(self) -> bool:
        """Test if it is in the middle of the night: the clock shows 3 at least once within it."""
        at_three = (
            opening_moment(_there(moment).date(), datetime.time(3), LONDON)
            for moment in (self.begins, self.ends)
        )
        return any(self.begins <= moment < self.ends for moment in at_three)

    @property
    def clocks_change(self) -> bool:
        """Test if the clocks go back or forward within it."""
        return _there(self.begins).utcoffset() != _there(self.ends).utcoffset()

    @property
    def hours(self) -> float:
        """How long it is, in real hours."""
        return (self.ends - self.begins) / datetime.timedelta(hours=1)


def shift_at(moment: datetime.datetime, changes: Sequence[datetime.time]) -> Shift:
    """
    Return the shift in which a moment lies.

    :param moment: with its time zone
    :param changes: at which times of the day shifts change: one or more
    """
    day = _there(moment).date()
    moments = sorted(
        {
            opening_moment(day + number * A_DAY, at, LONDON)
            for number in range(-2, 4)
            for at in changes
        }
    )
    after = bisect_right(moments, moment)
    return Shift(moments[after - 1], moments[after])


def shift_after(shift: Shift, changes: Sequence[datetime.time]) -> Shift:
    """Return the shift that follows one."""
    return shift_at(shift.ends, changes)


def as_asked(moment: datetime.datetime) -> str:
    """Return a moment as an address asks for it: in UTC, so that no time is meant twice."""
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def twin_of(moment: datetime.datetime) -> datetime.datetime | None:
    """Return the other moment at which the clock shows the same: in the hour that comes twice."""
    there = _there(moment)
    other = there.replace(fold=1 - there.fold)
    if other.utcoffset() == there.utcoffset():
        return None
    return other.astimezone(datetime.UTC)


def which_of_two(moment: datetime.datetime) -> str:
    """Return in words which of two moments it is, where the clock shows the same twice."""
    if twin_of(moment) is None:
        return ""
    return f"{'after' if _there(moment).fold else 'before'} the clocks went back"


def _there(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(LONDON)
