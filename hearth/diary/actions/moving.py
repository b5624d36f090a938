"""Moving a booking, changing what was said of it, and calling it off."""

import datetime
import json

from django.db import transaction

from hearth.accounts.queries import workers_named
from hearth.diary.actions.booking import let_reminder_go, remind_of, set_said, set_time
from hearth.diary.actions.checking import check_free, checked_said, hold_worker
from hearth.diary.actions.refusing import DiaryRefused
from hearth.diary.models import Booking, BookingBefore, Meeting
from hearth.diary.queries.bookings import BookingSaid, readable_meetings, said_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.people.actions.editing import refuse_if_stale

KEPT = 20
"""How often a meeting can be moved until what it said at first is forgotten."""


@transaction.atomic
def move(
    *, by: Actor, booking: Booking, said: BookingSaid, stamp: str, now: datetime.datetime,
    all_the_same: bool = False,
) -> bool:  # fmt: skip
    """
    Move a booking, or change what was said of it. What it said before is kept, and who changed it.

    The reminder that was to go does not, and another does.

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
    said = checked_said(by, row.site, meeting.person, said, now=now, was=row)
    where_and_when = (said.worker_id, said.spell, said.meet_at)
    if where_and_when != (before.worker_id, before.spell, before.meet_at):
        worker = hold_worker(said)
        check_free(by, row.site, said, worker, now=now, all_the_same=all_the_same, but=row.id)
    gone = let_reminder_go(by, row, now=now)
    _keep_what_it_said(by, meeting, before, now=now)
    if (said.worker_id, said.spell) != (before.worker_id, before.spell):
        _keep_when_it_was(row, now=now)
    set_time(row, said)
    row.reminder_id = None
    row.save()
    set_said(meeting, said)
    meeting.save()
    remind_of(by, row, meeting, meeting.person, now=now)
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
    return let_reminder_go(by, row, now=now)


def _keep_what_it_said(
    by: Actor, meeting: Meeting, before: BookingSaid, *, now: datetime.datetime
) -> None:
    kept = json.loads(meeting.before or "[]")
    kept.append(
        {
            "at": now.isoformat(),
            "by": by.label,
            "worker": workers_named([before.worker_id]).get(before.worker_id, ""),
            "worker_id": str(before.worker_id),
            "begins": before.spell.begins.isoformat(),
            "ends": before.spell.ends.isoformat(),
            "what_for": before.what_for,
            "meet_at": before.meet_at,
            "where": before.where,
            "who": before.who,
            "who_else": before.who_else,
        }
    )
    meeting.before = json.dumps(kept[-KEPT:])


def _keep_when_it_was(row: Booking, *, now: datetime.datetime) -> None:
    """Keep who was taken, and when: it is told, as bookings are, to those who see visits."""
    BookingBefore.objects.create(
        booking=row, site_id=row.site_id, worker_id=row.worker_id, begins_at=row.begins_at,
        ends_at=row.ends_at, changed_at=now,
    )  # fmt: skip


def _held_booking(by: Actor, booking: Booking) -> Booking:
    require(by, Permission.CHANGE_PEOPLE, at=booking.site)
    return Booking.objects.select_for_update(of=("self",)).select_related("site").get(id=booking.id)


def _both(by: Actor, booking: Booking) -> tuple[Booking, Meeting]:
    row = _held_booking(by, booking)
    meeting = readable_meetings(by).select_related("person", "site").filter(booking=row).first()
    if meeting is None:
        raise NotAllowed(f"{by.label} may not move {row.id}")
    return row, meeting
