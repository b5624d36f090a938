"""
Booking somebody in: for now or for another day, moved, called off, or only asked for.

Whether somebody came is written nowhere. What was missed is over like any other time; whoever sees
that finds another one, or says hello.
"""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.accounts.models import User
from hearth.design.words import day_of_year, listed
from hearth.diary.actions.refusing import DiaryRefused, TakenThen, checked
from hearth.diary.models import Booking, MeetAt, Meeting, WhatFor
from hearth.diary.queries.bookings import (
    BookingSaid,
    clashes,
    readable_meetings,
    said_of,
    ways_to_remind,
)
from hearth.diary.queries.opening import may_book, support_is_open
from hearth.diary.queries.times import in_on, in_the_diary
from hearth.diary.queries.workers import shares_with, team_at
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.identifiers import uuid7
from hearth.outgoing.actions import never_mind, remind
from hearth.people.actions.editing import hold, holder, refuse_if_stale
from hearth.people.models import Person
from hearth.people.queries import sight_of
from hearth.places.models import Site

LONGEST = 8 * 60
FURTHEST = datetime.timedelta(days=366)
LOST = "Part of this page was lost. Open the page again"


@transaction.atomic
def book(
    *, by: Actor, site: Site, person: Person | None, said: BookingSaid, booking_id: UUID,
    now: datetime.datetime, all_the_same: bool = False,
) -> Booking:  # fmt: skip
    """
    Book a time with a worker, for somebody known here or for somebody with no name.

    :param booking_id: an id that the page made up, so that a double tap is one booking
    :param all_the_same: the worker who books has seen that another booking stands then: a person
        who is in front of them counts more than a grid
    :raises NotAllowed: if the actor supports nobody there, or may not read the person's support
    :raises DiaryRefused: if it cannot be so
    :raises TakenThen: if the worker is booked then, or is not in
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if person:
        person = hold(person)
    of_team = _is_of_team(by, person, site, now=now)
    there = Booking.objects.filter(id=booking_id).first()
    if there:
        return _sent_twice(by, there, person)
    said = _checked(by, site, person, said, now=now, was=None)
    _check_free(by, said, now=now, all_the_same=all_the_same)
    booking = Booking(id=booking_id, site=site, booked_by_id=by.id)
    _set_time(booking, said)
    booking.save(force_insert=True)
    meeting = _meeting(by, site, person, of_team=of_team)
    meeting.booking = booking
    _set(meeting, said)
    meeting.save(force_insert=True)
    _remind(by, booking, meeting, person, now=now)
    audit.note(by=by, verb="booked a time with", subject=person or booking, place=site)
    return booking


@transaction.atomic
def ask_for_time(
    *, by: Actor, site: Site, person: Person | None, what_for: str, suits: str, who: str,
    wants_id: UUID | None, meeting_id: UUID, now: datetime.datetime,
) -> Meeting:  # fmt: skip
    """
    Write down that somebody would like a time, and what suits them, for the team to find one.

    :param meeting_id: an id that the page made up, so that a double tap asks once
    :raises NotAllowed: if the actor supports nobody there, or may not read the person's support
    :raises DiaryRefused: if it cannot be so
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if person:
        person = hold(person)
    of_team = _is_of_team(by, person, site, now=now)
    there = readable_meetings(by).filter(id=meeting_id).first()
    if there:
        return there
    if what_for not in WhatFor.values:
        raise DiaryRefused("Choose what it is for", about="what_for")
    today = timezone.localdate(now)
    if wants_id and not team_at([site.id], today=today).filter(id=wants_id).exists():
        raise DiaryRefused("Choose somebody of that hub’s team", about="wants")
    meeting = _meeting(by, site, person, of_team=of_team, meeting_id=meeting_id)
    meeting.what_for, meeting.wants_id = what_for, wants_id
    meeting.suits = checked(suits, about="suits", needed="Write what suits them")
    meeting.who = _who(who, person)
    meeting.save(force_insert=True)
    audit.note(by=by, verb="asked for a time for", subject=person or meeting, place=site)
    return meeting


@transaction.atomic
def book_asked(
    *, by: Actor, meeting: Meeting, said: BookingSaid, booking_id: UUID, now: datetime.datetime,
    all_the_same: bool = False,
) -> Booking:  # fmt: skip
    """
    Give somebody the time that they asked for. Two who do so at once give one.

    :raises NotAllowed: if the actor supports nobody there
    :raises DiaryRefused: if it cannot be so, or somebody has given one already
    :raises TakenThen: if the worker is booked then, or is not in
    """
    row = _held(by, meeting)
    site, person = row.site, row.person
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if row.booking and row.booking_id == booking_id:
        return row.booking
    if row.booking or row.let_go_at:
        raise DiaryRefused("Somebody has seen to this already")
    said = _checked(by, site, person, said, now=now, was=None)
    _check_free(by, said, now=now, all_the_same=all_the_same)
    booking = Booking(id=booking_id, site=site, booked_by_id=by.id)
    _set_time(booking, said)
    booking.save(force_insert=True)
    row.booking = booking
    _set(row, said)
    row.save()
    _remind(by, booking, row, person, now=now)
    audit.note(by=by, verb="booked a time with", subject=person or booking, place=site)
    return booking


@transaction.atomic
def move(
    *, by: Actor, booking: Booking, said: BookingSaid, stamp: str, now: datetime.datetime,
    all_the_same: bool = False,
) -> bool:  # fmt: skip
    """
    Move a booking, or change what was said of it. The reminder that was to go does not, and another
    does.

    :returns: whether a reminder of the old time has gone already
    :raises NotAllowed: if the actor may not read with whom it is
    :raises DiaryRefused: if it cannot be so, or is over
    :raises TakenThen: if the worker is booked then, or is not in
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    row, meeting = _both(by, booking)
    before = said_of(row, meeting)
    if said == before:
        return False
    refuse_if_stale(before, stamp)
    if row.called_off_at:
        raise DiaryRefused("This was called off. Book another time")
    if row.ends_at <= now:
        raise DiaryRefused("This time is over. Find another one")
    said = _checked(by, row.site, meeting.person, said, now=now, was=row)
    if (said.worker_id, said.spell) != (before.worker_id, before.spell):
        _check_free(by, said, now=now, all_the_same=all_the_same, but=row.id)
    gone = _never_mind(by, row, now=now)
    _set_time(row, said)
    row.reminder_id = None
    row.save()
    _set(meeting, said)
    meeting.save()
    _remind(by, row, meeting, meeting.person, now=now)
    audit.note(by=by, verb="moved a time with", subject=meeting.person or row, place=row.site)
    return gone


@transaction.atomic
def call_off(*, by: Actor, booking: Booking, now: datetime.datetime) -> bool:
    """
    Call a booking off. Whose fault it was is nobody's question. Done twice, it changes nothing.

    Whoever it is with may call it off even if they may not read it any more.

    :returns: whether a reminder of it has gone already
    :raises NotAllowed: if the actor supports nobody there
    :raises DiaryRefused: if it is over
    """
    row = _held_booking(by, booking)
    if row.worker_id != by.id and not readable_meetings(by).filter(booking=row).exists():
        raise NotAllowed(f"{by.label} may not call off {row.id}")
    if row.called_off_at:
        return False
    if row.ends_at <= now:
        raise DiaryRefused("This time is over")
    row.called_off_at, row.called_off_by_id = now, by.id
    row.save(update_fields=["called_off_at", "called_off_by"])
    audit.note(by=by, verb="called off a booking", subject=row, place=row.site)
    return _never_mind(by, row, now=now)


@transaction.atomic
def let_go(*, by: Actor, meeting: Meeting, now: datetime.datetime) -> None:
    """
    Write down that what somebody asked for is not wanted any more.

    :raises NotAllowed: if the actor supports nobody there
    :raises DiaryRefused: if they have been given a time
    """
    row = _held(by, meeting)
    require(by, Permission.CHANGE_PEOPLE, at=row.site)
    if row.booking_id:
        raise DiaryRefused("They have been given a time. Call that off if it is not wanted")
    if row.let_go_at:
        return
    row.let_go_at = now
    row.save(update_fields=["let_go_at"])
    audit.note(by=by, verb="let go what was asked for by", subject=row.person or row)


def _is_of_team(by: Actor, person: Person | None, site: Site, *, now: datetime.datetime) -> bool:
    """
    Test if a meeting is the team's, and not of the person's own support.

    :raises NotAllowed: if the person shares their support, and not with the actor
    """
    if person is None:
        return True
    if person.has_died:
        raise DiaryRefused("They have died. Nothing can be booked with them")
    if support_is_open(person, actor=by, now=now):
        return False
    if not may_book(person, actor=by, now=now):
        raise NotAllowed(f"support of {person.id} is not open to {by.label}")
    if site.id not in person.known_at:
        raise DiaryRefused(f"{person.known_as} is not known at {site.name}. Choose a hub that "
                           "knows them", about="site")  # fmt: skip
    return True


def _sent_twice(by: Actor, there: Booking, person: Person | None) -> Booking:
    meeting = readable_meetings(by).filter(booking=there).first()
    if meeting and meeting.person_id == (person.id if person else None):
        return there
    raise DiaryRefused(LOST)


def _checked(
    by: Actor, site: Site, person: Person | None, said: BookingSaid, *, now: datetime.datetime,
    was: Booking | None,
) -> BookingSaid:  # fmt: skip
    """:raises DiaryRefused: if it cannot be so"""
    if said.what_for not in WhatFor.values or said.meet_at not in MeetAt.values:
        raise DiaryRefused("Choose what it is for, and where")
    if not 0 < said.minutes <= LONGEST:
        raise DiaryRefused("Write the minutes as a number, like 45", about="minutes")
    if said.begins_at > now + FURTHEST:
        raise DiaryRefused("That is more than a year away. Choose a day before", about="begins_at")
    moved = was is None or was.begins_at != said.begins_at
    if moved and said.spell.ends <= now:
        raise DiaryRefused("That time is over. Choose one to come", about="begins_at")
    today = timezone.localdate(now)
    if was is None or was.worker_id != said.worker_id:
        worker = team_at([site.id], today=today).filter(id=said.worker_id).first()
        if worker is None:
            raise DiaryRefused("Choose somebody of that hub’s team", about="worker")
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
        who=_who(said.who, person),
        who_else=checked(said.who_else, about="who_else"),
    )


def _check_shared(
    by: Actor, worker: User, person: Person | None, *, now: datetime.datetime
) -> None:
    """:raises DiaryRefused: if the person does not share their support with the worker"""
    if person is None or worker.id == by.id:
        return
    if not support_is_open(person, actor=by, now=now):
        return  # it is shared with nobody yet, and so the whole team's
    if person.id not in sight_of(by, now=now).opened and not shares_with(
        worker, person, today=timezone.localdate(now)
    ):
        raise DiaryRefused(
            f"{person.known_as} does not share their support with {worker.name}. Ask "
            f"{person.known_as} first, or choose somebody else", about="worker",
        )  # fmt: skip


def _check_free(
    by: Actor, said: BookingSaid, *, now: datetime.datetime, all_the_same: bool,
    but: UUID | None = None,
) -> None:  # fmt: skip
    """
    Insist that the worker is in then and not booked, unless whoever books has seen that.

    Two who book the same time at once come here one after the other.

    :raises TakenThen: if not
    """
    worker = User.objects.select_for_update(of=("self",), no_key=True).get(id=said.worker_id)
    if all_the_same:
        return
    name = "You are" if worker.id == by.id else f"{worker.name} is"
    if taken := clashes(worker.id, said.spell, but=but):
        words = listed([each.words for each in taken])
        raise TakenThen(f"{name} booked already then: {words}. Choose another time, or tick “Book "
                        "it all the same”", about="begins_at")  # fmt: skip
    day = timezone.localdate(said.begins_at)
    spells = in_on(day, workers=[worker.id]).get(worker.id, [])
    if any(each.begins <= said.begins_at and said.spell.ends <= each.ends for each in spells):
        return
    if spells:
        words = f"in {listed([each.words for each in spells])} that day"
        raise TakenThen(f"{name} {words}. Choose another time, or tick “Book it all the same”",
                        about="begins_at")  # fmt: skip
    if in_the_diary(worker.id):
        raise TakenThen(f"{name} not in on {day_of_year(day)}. Choose another day, or tick “Book "
                        "it all the same”", about="begins_at")  # fmt: skip


def _meeting(
    by: Actor, site: Site, person: Person | None, *, of_team: bool, meeting_id: UUID | None = None
) -> Meeting:
    return Meeting(
        id=meeting_id or uuid7(), person=person, of_team=of_team, site=site, written_by_id=by.id,
        held_by_id=holder(by, person) if person else site.run_by_id,
    )  # fmt: skip


def _who(who: str, person: Person | None) -> str:
    if person:
        return ""
    needed = "Write who it is: a name they like, or such as “somebody in a blue coat”"
    return checked(who, about="who", needed=needed)


def _set_time(booking: Booking, said: BookingSaid) -> None:
    booking.worker_id = said.worker_id
    booking.begins_at, booking.ends_at = said.spell.begins, said.spell.ends


def _set(meeting: Meeting, said: BookingSaid) -> None:
    meeting.what_for, meeting.meet_at, meeting.where = said.what_for, said.meet_at, said.where
    meeting.who, meeting.who_else = said.who, said.who_else
    meeting.remind_way_id = said.remind_way_id


def _remind(
    by: Actor, booking: Booking, meeting: Meeting, person: Person | None, *, now: datetime.datetime
) -> None:
    if person is None or meeting.remind_way_id is None or booking.begins_at <= now:
        return
    message = remind(
        by=by, site=booking.site, person=person, way_id=meeting.remind_way_id,
        meeting_at=booking.begins_at, now=now,
    )  # fmt: skip
    booking.reminder_id = message.id
    booking.save(update_fields=["reminder_id"])


def _never_mind(by: Actor, booking: Booking, *, now: datetime.datetime) -> bool:
    if booking.reminder_id is None:
        return False
    return never_mind(by=by, site=booking.site, message_id=booking.reminder_id, now=now)


def _held(by: Actor, meeting: Meeting) -> Meeting:
    Meeting.objects.select_for_update(of=("self",)).filter(id=meeting.id).first()
    mine = readable_meetings(by).select_related("site", "person", "booking")
    row = mine.filter(id=meeting.id).first()
    if row is None:  # it was taken back meanwhile
        raise NotAllowed(f"{by.label} may not read {meeting.id}")
    return row


def _held_booking(by: Actor, booking: Booking) -> Booking:
    require(by, Permission.CHANGE_PEOPLE, at=booking.site)
    return Booking.objects.select_for_update(of=("self",)).select_related("site").get(id=booking.id)


def _both(by: Actor, booking: Booking) -> tuple[Booking, Meeting]:
    row = _held_booking(by, booking)
    meeting = readable_meetings(by).select_related("person", "site").filter(booking=row).first()
    if meeting is None:
        raise NotAllowed(f"{by.label} may not move {row.id}")
    return row, meeting
