"""Whether something can be booked as it was said, and whether the worker is in and free then."""

import datetime
from dataclasses import replace
from uuid import UUID

from django.utils import timezone

from hearth.accounts.models import User
from hearth.design.words import day_of_year, listed
from hearth.diary.actions.refusing import DiaryRefused, TakenThen, checked
from hearth.diary.models import Booking, MeetAt, WhatFor
from hearth.diary.queries.bookings import BookingSaid, clashes, ways_to_remind
from hearth.diary.queries.opening import is_the_teams, support_is_open
from hearth.diary.queries.times import Spell, in_on, in_the_diary, together
from hearth.diary.queries.workers import team_at
from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person
from hearth.people.queries import sight_of, why_not_theirs
from hearth.places.models import Site

LONGEST = 8 * 60
FURTHEST = datetime.timedelta(days=366)
AN_INSTANT = datetime.timedelta(microseconds=1)
ALL_THE_SAME = "or tick “Book it all the same”"
DIED = "They have died. Nothing can be booked with them"


def checked_said(
    by: Actor, site: Site, person: Person | None, said: BookingSaid, *, now: datetime.datetime,
    was: Booking | None,
) -> BookingSaid:  # fmt: skip
    """
    Return what was said of a booking as it is kept.

    :param was: the booking, if it is being moved or changed
    :raises DiaryRefused: if it cannot be so
    """
    if person and person.has_died:
        raise DiaryRefused(DIED)
    if said.what_for not in WhatFor.values or said.meet_at not in MeetAt.values:
        raise DiaryRefused("Choose what it is for, and where")
    if not 0 < said.minutes <= LONGEST:
        raise DiaryRefused("Write the minutes as a number, like 45", about="minutes")
    if said.begins_at > now + FURTHEST:
        raise DiaryRefused("That is more than a year away. Choose a day before", about="begins_at")
    moved = was is None or was.begins_at != said.begins_at
    if moved and said.spell.ends <= now:
        raise DiaryRefused("That time is over. Choose one to come", about="begins_at")
    another = was is None or was.worker_id != said.worker_id
    if moved or another:
        team = team_at([site.id], today=timezone.localdate(now))
        worker = team.filter(id=said.worker_id).first()
        if worker is None:
            raise DiaryRefused("Choose somebody who is of that hub’s team now", about="worker")
        if another:
            _check_shared(by, worker, person, now=now)
    known = said.meet_at in (MeetAt.HUB, MeetAt.PHONE)
    needed = "" if known else "Write where, or by which number or address"
    if said.remind_way_id and (
        person is None or said.remind_way_id not in dict(ways_to_remind(person))
    ):
        raise DiaryRefused("They have not said that this way is safe", about="remind")
    return replace(
        said,
        where=checked(said.where, about="where", needed=needed),
        who=checked_who(said.who, person),
        who_else=checked(said.who_else, about="who_else"),
    )


def checked_who(who: str, person: Person | None) -> str:
    """
    Return the words for somebody with no name.

    :raises DiaryRefused: if there are none, and it is nobody known
    """
    if person:
        return ""
    needed = "Write who it is: a name they like, or such as “somebody in a blue coat”"
    return checked(who, about="who", needed=needed)


def hold_worker(said: BookingSaid) -> User:
    """Return the worker of a booking, held: two who book them at once do so one after the other."""
    return User.objects.select_for_update(of=("self",), no_key=True).get(id=said.worker_id)


def check_free(
    by: Actor, site: Site, said: BookingSaid, worker: User, *, now: datetime.datetime,
    all_the_same: bool, but: UUID | None = None,
) -> None:  # fmt: skip
    """
    Insist that the worker is in then and not booked, unless whoever books has seen that.

    Whoever is to meet at the hub is in at that hub: at another, they are somewhere else.

    :param worker: of the booking, held (see hold_worker)
    :raises TakenThen: if not
    """
    if all_the_same:
        return
    name = "You are" if worker.id == by.id else f"{worker.name} is"
    if taken := clashes(worker.id, said.spell, but=but):
        words = listed([each.words for each in taken])
        raise TakenThen(f"{name} booked already then: {words}. Choose another time, {ALL_THE_SAME}",
                        about="begins_at")  # fmt: skip
    here = _in_then(worker, said, site=site if said.meet_at == MeetAt.HUB else None)
    if _within(said.spell, here):
        return
    if _within(said.spell, _in_then(worker, said, site=None)):
        raise TakenThen(f"{name} at another hub then. Choose another time, {ALL_THE_SAME}",
                        about="begins_at")  # fmt: skip
    if here:
        words = f"in {listed([each.words for each in here])} that day"
        raise TakenThen(f"{name} {words}. Choose another time, {ALL_THE_SAME}", about="begins_at")
    if in_the_diary(worker.id):
        day = day_of_year(timezone.localtime(said.begins_at))
        raise TakenThen(f"{name} not in on {day}. Choose another day, {ALL_THE_SAME}",
                        about="begins_at")  # fmt: skip


def _in_then(worker: User, said: BookingSaid, *, site: Site | None) -> list[Spell]:
    """Return when a worker is in on the day of a booking, and on the next if it goes on so long."""
    last = said.spell.ends - AN_INSTANT
    days = sorted({timezone.localdate(said.begins_at), timezone.localdate(last)})
    at = site.id if site else None
    found = [in_on(day, site_id=at, workers=[worker.id]).get(worker.id, []) for day in days]
    return together(spell for spells in found for spell in spells)


def _within(spell: Spell, others: list[Spell]) -> bool:
    return any(each.begins <= spell.begins and spell.ends <= each.ends for each in others)


def _check_shared(
    by: Actor, worker: User, person: Person | None, *, now: datetime.datetime
) -> None:
    """:raises DiaryRefused: if the person does not share their support with the worker"""
    if person is None or worker.id == by.id:
        return
    if is_the_teams(person, now=now) or not support_is_open(person, actor=by, now=now):
        return
    if person.id in sight_of(by, now=now).opened:
        return
    if why := why_not_theirs(worker, person, Layer.SUPPORT, today=timezone.localdate(now)):
        raise DiaryRefused(why, about="worker")
