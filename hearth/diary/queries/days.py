"""A worker's own days, and a hub's day of all its workers."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.design.words import clock
from hearth.diary.models import Booking, DayOff, DayTime, WeeklyTime
from hearth.diary.queries.bookings import BookingRow, DayShown, bookings_between, shown, week_from
from hearth.diary.queries.times import Spell, bounds, free, in_on, spell_of, taken_on, together
from hearth.diary.queries.workers import team_at
from hearth.foundation.actors import Actor
from hearth.places.models import Site

A_SECOND = datetime.timedelta(seconds=1)
A_FEW = 300
"""Seconds: what is left of a day begins at a round five minutes."""


@dataclass(frozen=True)
class WorkerDay:
    """One worker's day at a hub."""

    worker_id: UUID
    name: str
    spells: tuple[Spell, ...]
    free: tuple[Spell, ...]
    """What is left of the day to be booked."""
    bookings: tuple[BookingRow, ...]
    is_free_now: bool = False

    @property
    def free_words(self) -> str:
        """When they are free next, in words; nothing if they are not."""
        if self.is_free_now:
            return "free now"
        return f"free at {clock(self.free[0].begins)}" if self.free else ""


@dataclass(frozen=True)
class HubDay:
    """A day of all a hub's workers."""

    on: datetime.date
    workers: tuple[WorkerDay, ...]
    """Those who are in, or are booked, by name."""


def my_days(first: datetime.date, *, actor: Actor, now: datetime.datetime) -> tuple[DayShown, ...]:
    """Return the actor's own week from a day on, in a constant number of questions."""
    days = week_from(first)
    rows = bookings_between(bounds(days[0])[0], bounds(days[-1])[1], actor=actor, now=now)
    off = set(DayOff.objects.filter(worker=actor.id, on__in=days).values_list("on", flat=True))
    in_then = [
        (row.weekday, None, row.begins, row.ends)
        for row in WeeklyTime.objects.filter(worker=actor.id)
    ] + [
        (-1, row.on, row.begins, row.ends)
        for row in DayTime.objects.filter(worker=actor.id, on__in=days)
    ]
    return tuple(
        DayShown(
            day,
            tuple(row for row in rows if _is_on(row, day)),
            tuple(
                together(
                    spell_of(day, begins, ends)
                    for weekday, on, begins, ends in in_then
                    if on == day or (weekday == day.weekday() and day not in off)
                )
            ),
            day in off,
        )
        for day in days
    )


def _is_on(row: BookingRow, day: datetime.date) -> bool:
    """Test if a booking is on a day: one that goes on past midnight is on both."""
    begins, ends = bounds(day)
    return row.spell.begins < ends and row.spell.ends > begins


def hub_day(site: Site, day: datetime.date, *, actor: Actor, now: datetime.datetime) -> HubDay:
    """
    Return a day of all who support people at a hub: when they are in, booked and free.

    With whom they are booked is told to those with whom it is shared, and to nobody else.
    """
    names = dict(team_at([site.id], today=day).values_list("id", "name"))
    within = in_on(day, site_id=site.id, workers=names)
    taken = taken_on(day, workers=names)
    soon = now + (-now.timestamp() % A_FEW) * A_SECOND
    begins, ends = bounds(day)
    here = Booking.objects.filter(
        site=site, called_off_at__isnull=True, begins_at__lt=ends, ends_at__gt=begins
    ).select_related("site")
    bookings: dict[UUID, list[BookingRow]] = {}
    for row in shown(here.order_by("begins_at", "id"), actor=actor, now=now):
        bookings.setdefault(row.worker_id, []).append(row)
        names.setdefault(row.worker_id, row.worker)
    left = {
        worker: tuple(free(within.get(worker, ()), taken.get(worker, ()), after=soon))
        for worker in names
    }
    return HubDay(
        day,
        tuple(
            WorkerDay(
                worker,
                name,
                tuple(within.get(worker, ())),
                left.get(worker, ()),
                tuple(bookings.get(worker, ())),
                bool(left.get(worker)) and left[worker][0].begins == soon,
            )
            for worker, name in sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
            if worker in within or worker in bookings
        ),
    )
