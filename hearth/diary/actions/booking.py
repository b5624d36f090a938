"""
Booking somebody in: for now or for another day, or only asked for.

Whether somebody came is written nowhere. What was missed is over like any other time; whoever sees
that finds another one, or says hello.
"""

import datetime
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.diary.actions.checking import (
    DIED,
    check_free,
    checked_said,
    checked_who,
    hold_worker,
)
from hearth.diary.actions.refusing import DiaryRefused, checked
from hearth.diary.models import Booking, Meeting, WhatFor
from hearth.diary.queries.bookings import BookingSaid, readable_meetings, said_of
from hearth.diary.queries.opening import is_the_teams, may_book, support_is_open
from hearth.diary.queries.workers import team_at
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.identifiers import uuid7
from hearth.foundation.statements import insert_once
from hearth.outgoing.actions import never_mind, remind
from hearth.people.actions.editing import hold, holder, refuse_other_words
from hearth.people.actions.written import tidied
from hearth.people.models import Person
from hearth.places.models import Site

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
    :raises SavedAlready: if it was saved already, in other words
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if person:
        person = hold(person)
    of_team = _is_of_team(by, person, site, now=now)
    there = Booking.objects.filter(id=booking_id)
    if booked := there.first():
        return _sent_twice(by, booked, person, said)
    said = checked_said(by, site, person, said, now=now, was=None)
    worker = hold_worker(said)
    if booked := there.first():  # tapped twice at once
        return _sent_twice(by, booked, person, said)
    check_free(by, site, said, worker, now=now, all_the_same=all_the_same)
    booking = _booking(by, site, said, booking_id)
    meeting = _meeting(by, site, person, of_team=of_team)
    meeting.booking = booking
    set_said(meeting, said)
    meeting.save(force_insert=True)
    remind_of(by, booking, meeting, person, now=now)
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
    :raises SavedAlready: if it was saved already, in other words
    """
    require(by, Permission.CHANGE_PEOPLE, at=site)
    if person:
        person = hold(person)
    of_team = _is_of_team(by, person, site, now=now)
    suits, who = tidied(suits), "" if person else tidied(who)
    said = (_id_of(person), what_for, wants_id, suits, who)
    if there := _asked_before(by, meeting_id, said):
        return there
    if what_for not in WhatFor.values:
        raise DiaryRefused("Choose what it is for", about="what_for")
    today = timezone.localdate(now)
    if wants_id and not team_at([site.id], today=today).filter(id=wants_id).exists():
        raise DiaryRefused("Choose somebody of that hub’s team", about="wants")
    meeting = _meeting(by, site, person, of_team=of_team, meeting_id=meeting_id)
    meeting.what_for, meeting.wants_id = what_for, wants_id
    meeting.suits = checked(suits, about="suits", needed="Write what suits them")
    meeting.who = checked_who(who, person)
    if not insert_once(meeting):  # tapped twice at once
        if there := _asked_before(by, meeting_id, said):
            return there
        raise DiaryRefused(LOST)
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
        return _sent_twice(by, row.booking, person, said)
    if row.booking or row.let_go_at:
        raise DiaryRefused("Somebody has seen to this already")
    said = checked_said(by, site, person, said, now=now, was=None)
    check_free(by, site, said, hold_worker(said), now=now, all_the_same=all_the_same)
    booking = _booking(by, site, said, booking_id)
    row.booking = booking
    set_said(row, said)
    row.save()
    remind_of(by, booking, row, person, now=now)
    audit.note(by=by, verb="booked a time with", subject=person or booking, place=site)
    return booking


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
    Test if a meeting is the team's, and not of the person's own support alone.

    Whoever reads their support without agreement, or for a reason, books for the team like anybody
    of it: else the team would see by what is missing that somebody does.

    :raises NotAllowed: if the person shares their support, and not with the actor
    """
    if person is None:
        return True
    if person.has_died:
        raise DiaryRefused(DIED)
    if not may_book(person, actor=by, now=now):
        raise NotAllowed(f"support of {person.id} is not open to {by.label}")
    known_here = site.id in person.known_at
    if support_is_open(person, actor=by, now=now):
        return known_here and is_the_teams(person, now=now)
    if not known_here:
        raise DiaryRefused(f"{person.known_as} is not known at {site.name}. Choose a hub that "
                           "knows them", about="site")  # fmt: skip
    return True


def _sent_twice(by: Actor, there: Booking, person: Person | None, said: BookingSaid) -> Booking:
    """
    Return what a page booked before.

    :raises DiaryRefused: if it was with somebody else
    :raises SavedAlready: if the page says something else now
    """
    meeting = readable_meetings(by).filter(booking=there).first()
    if meeting is None or meeting.person_id != _id_of(person):
        raise DiaryRefused(LOST)
    said = replace(
        said, where=tidied(said.where), who_else=tidied(said.who_else),
        who="" if person else tidied(said.who),
    )  # fmt: skip
    refuse_other_words(said_of(there, meeting), said)
    return there


def _asked_before(by: Actor, meeting_id: UUID, said: tuple[object, ...]) -> Meeting | None:
    """
    Return what a page asked for before; None if it asked for nothing.

    :param said: whom it is for, what for, with whom, what suits them, and who it is
    :raises SavedAlready: if the page says something else now
    """
    there = readable_meetings(by).filter(id=meeting_id).first()
    if there:
        saved = (there.person_id, there.what_for, there.wants_id, there.suits, there.who)
        refuse_other_words(saved, said)
    return there


def _id_of(person: Person | None) -> UUID | None:
    return person.id if person else None


def _meeting(
    by: Actor, site: Site, person: Person | None, *, of_team: bool, meeting_id: UUID | None = None
) -> Meeting:
    return Meeting(
        id=meeting_id or uuid7(), person=person, of_team=of_team, site=site, written_by_id=by.id,
        held_by_id=holder(by, person) if person else site.run_by_id,
    )  # fmt: skip


def _booking(by: Actor, site: Site, said: BookingSaid, booking_id: UUID) -> Booking:
    """:raises DiaryRefused: if something else is booked under that id"""
    booking = Booking(id=booking_id, site=site, booked_by_id=by.id)
    set_time(booking, said)
    if not insert_once(booking):
        raise DiaryRefused(LOST)
    return booking


def set_time(booking: Booking, said: BookingSaid) -> None:
    booking.worker_id = said.worker_id
    booking.begins_at, booking.ends_at = said.spell.begins, said.spell.ends


def set_said(meeting: Meeting, said: BookingSaid) -> None:
    meeting.what_for, meeting.meet_at, meeting.where = said.what_for, said.meet_at, said.where
    meeting.who, meeting.who_else = said.who, said.who_else
    meeting.remind_way_id = said.remind_way_id


def remind_of(
    by: Actor, booking: Booking, meeting: Meeting, person: Person | None, *, now: datetime.datetime
) -> None:
    if person is None or meeting.remind_way_id is None or booking.begins_at <= now:
        return
    message = remind(
        by=by, site=booking.site, person=person, way_id=meeting.remind_way_id,
        meeting_at=booking.begins_at, of_team=meeting.of_team, now=now,
    )  # fmt: skip
    booking.reminder_id = message.id
    Booking.objects.filter(id=booking.id).update(reminder_id=message.id)


def let_reminder_go(by: Actor, booking: Booking, *, now: datetime.datetime) -> bool:
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
