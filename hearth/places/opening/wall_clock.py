"""
From the clock on the wall to real time, on every night of the year.

When the clocks go back, the times from 1am to 2am happen twice; when they go
forward, they never happen. The rule here keeps the promise on the door under
any reading of it: a place is open from the first moment its clock shows the
opening time or later, until its clock will never again show a time before
closing. So a café that closes at 1:30am stays until the second 1:30am; one
that closes at 1am goes home at the first; and an hour that never happens
counts as the moment at which the clock jumps over it.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearth.places.opening.timetable import Spell

ONE_DAY = timedelta(days=1)
ONE_SECOND = timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)


def span_of(spell: Spell, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """
    Return the real moments, in UTC, from and until which a spell of this day is open.

    They may be the same moment: a spell inside the hour that never happens.
    """
    last_day = day + ONE_DAY if spell.overnight else day
    return opening_moment(day, spell.opens, zone), closing_moment(last_day, spell.closes, zone)


def opening_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the first moment at which the clock shows this time or later."""
    local = datetime.combine(day, at, zone)
    if _is_plain(local):
        return local.astimezone(UTC)
    if _is_skipped(local):
        return _jump_over(local)
    return local.astimezone(UTC)  # it happens twice: the first


def closing_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Return, in UTC, the moment from which the clock never again shows an earlier time."""
    just_before = datetime.combine(day, at, zone) - MOMENT
    if _is_plain(just_before):
        return just_before.astimezone(UTC) + MOMENT
    if _is_skipped(just_before):
        return _jump_over(just_before)
    return just_before.replace(fold=1).astimezone(UTC) + MOMENT


def _is_plain(local: datetime) -> bool:
    """Test if this time on the clock happens exactly once."""
    return local.utcoffset() == local.replace(fold=1).utcoffset()


def _is_skipped(local: datetime) -> bool:
    """Test if this time, which is not plain, never happens. (Otherwise it happens twice.)"""
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    assert before is not None
    assert after is not None
    return before < after


def _jump_over(local: datetime) -> datetime:
    """Return, in UTC, the second at which the clock jumps over this time, found by halving."""
    assert isinstance(local.tzinfo, ZoneInfo)
    local = local.replace(microsecond=0)
    before = local.replace(fold=1).astimezone(UTC)
    after = local.astimezone(UTC)
    new_offset = local.replace(fold=1).utcoffset()
    while after - before > ONE_SECOND:
        middle = before + timedelta(seconds=(after - before) // ONE_SECOND // 2)
        if middle.astimezone(local.tzinfo).utcoffset() == new_offset:
            after = middle
        else:
            before = middle
    return after
