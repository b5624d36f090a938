"""A worker says when they can be booked. Only they do, and only for themselves."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hearth.accounts.models import User
from hearth.diary.actions.refusing import DiaryRefused
from hearth.diary.models import Booking, DayOff, DayTime, WeeklyTime
from hearth.diary.queries.times import bounds
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_somewhere
from hearth.places.models import Site

MOST = 60
FURTHEST = datetime.timedelta(days=366)


@transaction.atomic
def add_weekly_time(
    *, by: Actor, site: Site, weekday: int, begins: datetime.time, ends: datetime.time
) -> None:
    """
    Say that the actor can be booked at a hub in a spell of every week.

    Said twice, it is one spell.

    :raises NotAllowed: if the actor supports nobody there
    :raises DiaryRefused: if it ends before it begins, or they are at another hub then
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    _forward(begins, ends)
    mine = WeeklyTime.objects.filter(worker=by.id)
    _not_too_many(mine.count())
    _not_elsewhere(mine.filter(weekday=weekday), site, begins, ends)
    WeeklyTime.objects.get_or_create(
        worker_id=by.id, site=site, weekday=weekday, begins=begins, ends=ends
    )
    audit.note(by=by, verb="changed own times", subject=User(id=by.id), place=site)


@transaction.atomic
def add_day_time(
    *, by: Actor, site: Site, on: datetime.date, begins: datetime.time, ends: datetime.time,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Say that the actor can be booked at a hub in a spell of one day.

    :raises NotAllowed: if the actor supports nobody there
    :raises DiaryRefused: if it ends before it begins, they are at another hub then, or the day is
        over
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    _forward(begins, ends)
    _to_come(on, today)
    mine = DayTime.objects.filter(worker=by.id, on__gte=today)
    _not_too_many(mine.count())
    _not_elsewhere(mine.filter(on=on), site, begins, ends)
    DayTime.objects.get_or_create(worker_id=by.id, site=site, on=on, begins=begins, ends=ends)
    audit.note(by=by, verb="changed own times", subject=User(id=by.id), place=site)


@transaction.atomic
def take_day_off(*, by: Actor, on: datetime.date, today: datetime.date) -> int:
    """
    Say that nothing of the actor's usual week holds on a day. Nobody asks why.

    :returns: how many bookings stand on that day: they are left for the actor to see to
    :raises NotAllowed: if the actor supports nobody anywhere
    :raises DiaryRefused: if the day is over
    """
    require_somewhere(by, Permission.CHANGE_PEOPLE)
    _to_come(on, today)
    _not_too_many(DayOff.objects.filter(worker=by.id, on__gte=today).count())
    DayOff.objects.get_or_create(worker_id=by.id, on=on)
    audit.note(by=by, verb="changed own times", subject=User(id=by.id))
    begins, ends = bounds(on)
    booked = Booking.objects.filter(worker=by.id, called_off_at__isnull=True)
    return booked.filter(begins_at__lt=ends, ends_at__gt=begins).count()


@transaction.atomic
def remove_time(*, by: Actor, time_id: UUID) -> None:
    """Take back a spell, or a day off, of the actor's own. Done twice, it changes nothing more."""
    require_somewhere(by, Permission.CHANGE_PEOPLE)
    for model in (WeeklyTime, DayTime, DayOff):
        model.objects.filter(id=time_id, worker=by.id).delete()
    audit.note(by=by, verb="changed own times", subject=User(id=by.id))


def _forward(begins: datetime.time, ends: datetime.time) -> None:
    if ends <= begins:
        raise DiaryRefused("The end must come after the beginning", about="ends")


def _not_elsewhere(
    that_day: QuerySet[WeeklyTime] | QuerySet[DayTime], site: Site,
    begins: datetime.time, ends: datetime.time,
) -> None:  # fmt: skip
    """:raises DiaryRefused: if the actor is at another hub in a part of the spell"""
    there = that_day.exclude(site=site).filter(begins__lt=ends, ends__gt=begins)
    if there.exists():
        raise DiaryRefused(
            "You have said that you are at another hub then. Take that away first", about="begins"
        )


def _to_come(on: datetime.date, today: datetime.date) -> None:
    if on < today:
        raise DiaryRefused("Choose today, or a day to come", about="on")
    if on > today + FURTHEST:
        raise DiaryRefused("That is more than a year away. Choose a day before", about="on")


def _not_too_many(there: int) -> None:
    if there >= MOST:
        raise DiaryRefused("That is more than a diary holds. Take away what is over first")
