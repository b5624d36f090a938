"""
When workers are in, when they are taken, and when they are free.

Times of the usual week are those of the clock on the wall: each day they are put on that day's own
clock, so that 9 stays 9 in summer and in winter.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.design.words import clock
from hearth.diary.models import Booking, DayOff, DayTime, WeeklyTime
from hearth.foundation.actors import Actor

A_DAY = datetime.timedelta(days=1)
LAST_MINUTE = datetime.time(23, 59)
SHORTEST = datetime.timedelta(minutes=15)
"""A gap shorter than this is not offered: nobody can talk in it."""


@dataclass(frozen=True, order=True)
class Spell:
    """From one moment to another."""

    begins: datetime.datetime
    ends: datetime.datetime

    @property
    def words(self) -> str:
        return f"{clock(self.begins)} to {clock(self.ends)}"


@dataclass(frozen=True)
class TimeRow:
    """A spell of a worker's usual week, or of one day."""

    id: UUID
    site: str
    weekday: int
    on: datetime.date | None
    begins: datetime.time
    ends: datetime.time

    @property
    def words(self) -> str:
        return f"{clock(self.begins)} to {clock(self.ends)}, {self.site}"


@dataclass(frozen=True)
class OffRow:
    """A day off."""

    id: UUID
    on: datetime.date


@dataclass(frozen=True)
class MyTimes:
    """When a worker can be booked."""

    week: tuple[TimeRow, ...]
    days: tuple[TimeRow, ...]
    off: tuple[OffRow, ...]


def my_times(*, actor: Actor, today: datetime.date) -> MyTimes:
    """Return when the actor can be booked: their usual week, and single days to come."""
    week = WeeklyTime.objects.filter(worker=actor.id).select_related("site")
    days = DayTime.objects.filter(worker=actor.id, on__gte=today).select_related("site")
    off = DayOff.objects.filter(worker=actor.id, on__gte=today).order_by("on")
    return MyTimes(
        tuple(
            TimeRow(row.id, row.site.name, row.weekday, None, row.begins, row.ends)
            for row in week.order_by("weekday", "begins", "id")
        ),
        tuple(
            TimeRow(row.id, row.site.name, row.on.weekday(), row.on, row.begins, row.ends)
            for row in days.order_by("on", "begins", "id")
        ),
        tuple(OffRow(row.id, row.on) for row in off),
    )


def in_on(
    day: datetime.date, *, site_id: UUID | None = None, workers: Collection[UUID] | None = None
) -> dict[UUID, list[Spell]]:
    """
    Return when workers can be booked on a day, by worker: three questions.

    :param site_id: at one hub; at all of them if none is given
    :param workers: only these; everybody unless given
    """
    only = Q() if workers is None else Q(worker__in=workers)
    at = Q(site=site_id) if site_id else Q()
    off = set(DayOff.objects.filter(only, on=day).values_list("worker", flat=True))
    usual = WeeklyTime.objects.filter(only, at, weekday=day.weekday()).exclude(worker__in=off)
    that_day = DayTime.objects.filter(only, at, on=day)
    found: dict[UUID, list[Spell]] = {}
    for rows in (usual, that_day):
        for worker, begins, ends in rows.values_list("worker", "begins", "ends"):
            found.setdefault(worker, []).append(spell_of(day, begins, ends))
    return {worker: together(spells) for worker, spells in found.items()}


def taken_on(day: datetime.date, *, workers: Collection[UUID]) -> dict[UUID, list[Spell]]:
    """Return when workers are booked on a day, at whichever hub: one question."""
    begins, ends = bounds(day)
    rows = Booking.objects.filter(
        worker__in=workers, called_off_at__isnull=True, begins_at__lt=ends, ends_at__gt=begins
    )
    found: dict[UUID, list[Spell]] = {}
    for worker, start, end in rows.values_list("worker", "begins_at", "ends_at"):
        found.setdefault(worker, []).append(Spell(start, end))
    return {worker: together(spells) for worker, spells in found.items()}


def free(
    spells: Iterable[Spell], taken: Iterable[Spell], *, after: datetime.datetime
) -> list[Spell]:
    """Return what is left of spells after a moment, without what is taken."""
    left = [Spell(max(each.begins, after), each.ends) for each in spells if each.ends > after]
    for busy in taken:
        left = [
            piece
            for each in left
            for piece in (
                Spell(each.begins, min(each.ends, busy.begins)),
                Spell(max(each.begins, busy.ends), each.ends),
            )
            if piece.begins < piece.ends
        ]
    return [each for each in sorted(set(left)) if each.ends - each.begins >= SHORTEST]


def spell_of(day: datetime.date, begins: datetime.time, ends: datetime.time) -> Spell:
    """
    Put two times of the clock on the wall on the clock of that day.

    Until a minute to midnight is until midnight: a night goes on into the next day.
    """
    end = bounds(day)[1] if ends >= LAST_MINUTE else _at(day, ends)
    return Spell(_at(day, begins), end)


def bounds(day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """Return the moments at which a day begins and ends, on the clock on the wall."""
    return _at(day, datetime.time()), _at(day + A_DAY, datetime.time())


def together(spells: Iterable[Spell]) -> list[Spell]:
    """Return spells in their order, those that touch or overlap made one."""
    joined: list[Spell] = []
    for each in sorted(spells):
        if joined and each.begins <= joined[-1].ends:
            joined[-1] = Spell(joined[-1].begins, max(joined[-1].ends, each.ends))
        elif each.begins < each.ends:
            joined.append(each)
    return joined


def _at(day: datetime.date, at: datetime.time) -> datetime.datetime:
    there = datetime.datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
    return there.astimezone(datetime.UTC)


def in_the_diary(worker_id: UUID) -> bool:
    """Test if a worker has said at all when they can be booked."""
    usual = WeeklyTime.objects.filter(worker=worker_id).exists()
    return usual or DayTime.objects.filter(worker=worker_id).exists()
