"""Bookings, and of the meetings in them as much as whoever asks may read."""

import datetime
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.design.words import clock, day_of_year
from hearth.diary.models import Booking, MeetAt, Meeting, MeetingQuerySet, WhatFor
from hearth.diary.queries.times import A_DAY, Spell, bounds
from hearth.foundation.actors import Actor, Permission
from hearth.outgoing.models import Kind, OutgoingMessage, State, Why
from hearth.people.models import ContactKind, Person, Safe, Sight, WayToContact
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site

moment = datetime.datetime.fromisoformat
LATELY = 10
CAN_REMIND = {
    ContactKind.EMAIL: "By email to",
    ContactKind.MOBILE: "By text to",
    ContactKind.LETTER: "By letter to",
}
"""By which ways somebody can be reminded: what is written, and not a call."""


@dataclass(frozen=True)
class BookingSaid(Stamped):
    """What was said of a booking."""

    worker_id: UUID
    begins_at: datetime.datetime
    minutes: int
    what_for: str
    meet_at: str = MeetAt.HUB.value
    where: str = ""
    who: str = ""
    who_else: str = ""
    remind_way_id: UUID | None = None

    @property
    def spell(self) -> Spell:
        return Spell(self.begins_at, self.begins_at + datetime.timedelta(minutes=self.minutes))


@dataclass(frozen=True)
class Before:
    """What a meeting said before somebody moved it, or changed what was said of it."""

    at: datetime.datetime
    by: str
    worker: str
    spell: Spell
    what_for: str
    meet_at: str
    where: str
    who: str
    who_else: str
    said: BookingSaid | None
    """All of that, to be put back, without the reminder. None of what was kept before Hearth kept
    whose time it was."""

    @property
    def words(self) -> str:
        """What it was: when, with whom and where."""
        where = f"{self.meet_at}: {self.where}" if self.where else self.meet_at
        when = f"{day_of_year(timezone.localtime(self.spell.begins))}, {self.spell.words}"
        who_else = f"Also: {self.who_else}" if self.who_else else ""
        said = [f"{when}, with {self.worker}", self.who, self.what_for, where, who_else]
        return ". ".join(part for part in said if part)


@dataclass(frozen=True)
class MeetingShown:
    """With whom a booking is, what for and where."""

    id: UUID
    person_id: UUID | None
    who: str
    what_for: str
    meet_at: str
    where: str
    who_else: str
    suits: str
    wants: str
    asked_on: datetime.date
    site: str
    is_of_team: bool
    has_died: bool = False
    """Whom it was to be with has died."""


@dataclass(frozen=True)
class BookingRow:
    """A booking, as a page shows it."""

    id: UUID
    worker_id: UUID
    worker: str
    site: str
    site_slug: str
    spell: Spell
    meeting: MeetingShown | None
    """None if it is not shared with whoever asks."""
    called_off: bool
    is_over: bool

    @property
    def when(self) -> str:
        return f"{day_of_year(timezone.localtime(self.spell.begins))}, {self.spell.words}"

    @property
    def who(self) -> str:
        return self.meeting.who if self.meeting else "Somebody"

    @property
    def has_died(self) -> bool:
        """Whom it was to be with has died, as far as that may be read."""
        return self.meeting is not None and self.meeting.has_died


@dataclass(frozen=True)
class NextTime:
    """The next time that is booked with somebody."""

    id: UUID
    spell: Spell
    worker: str
    meet_at: str

    @property
    def when(self) -> str:
        return f"{day_of_year(timezone.localtime(self.spell.begins))}, {self.spell.words}"


@dataclass(frozen=True)
class DayShown:
    """A day of a diary."""

    on: datetime.date
    bookings: tuple[BookingRow, ...]
    spells: tuple[Spell, ...] = ()
    """When the worker can be booked."""
    is_off: bool = False


@dataclass(frozen=True)
class OfPerson:
    """The times that are booked with somebody."""

    coming: tuple[BookingRow, ...]
    asked: tuple[MeetingShown, ...]
    before: tuple[BookingRow, ...] = field(default=())
    """The latest first. That somebody did not come is written nowhere."""


def readable_meetings(actor: Actor) -> MeetingQuerySet:
    """Return the meetings that the actor may read."""
    teams = actor.places_where(Permission.SEE_PEOPLE)
    return Meeting.objects.readable(sight_of(actor), teams)


def todays(actor: Actor, now: datetime.datetime) -> tuple[BookingRow, ...]:
    """Return what is booked with the actor today, the earliest first: for Today as well."""
    return bookings_between(*bounds(timezone.localdate(now)), actor=actor, now=now)


def bookings_between(
    first: datetime.datetime, last: datetime.datetime, *, actor: Actor, now: datetime.datetime
) -> tuple[BookingRow, ...]:
    """Return the actor's own bookings that stand between two moments: a constant few questions."""
    mine = Booking.objects.filter(
        worker=actor.id, called_off_at__isnull=True, begins_at__lt=last, ends_at__gt=first
    )
    return shown(mine.order_by("begins_at", "id").select_related("site"), actor=actor, now=now)


def booked_at(
    site: Site, first: datetime.datetime, last: datetime.datetime, *, actor: Actor,
    now: datetime.datetime,
) -> tuple[BookingRow, ...]:  # fmt: skip
    """
    Return what stands in a site's diary between two moments, whoever it is with: four asks.

    Nobody is expected who has died.
    """
    there = Booking.objects.filter(
        site=site, called_off_at__isnull=True, begins_at__lt=last, ends_at__gt=first
    )
    rows = there.order_by("begins_at", "id").select_related("site")
    return tuple(row for row in shown(rows, actor=actor, now=now) if not row.has_died)


def shown(
    rows: Iterable[Booking], *, actor: Actor, now: datetime.datetime, as_it_stood: bool = False
) -> tuple[BookingRow, ...]:
    """
    Return bookings as a page shows them. Their site is to be there already.

    :param as_it_stood: whoever has no name was called what they were called at `now`
    """
    rows = list(rows)
    meetings = {
        meeting.booking_id: meeting
        for meeting in readable_meetings(actor)
        .filter(booking__in=[row.id for row in rows])
        .select_related("person", "site")
    }
    for meeting in meetings.values() if as_it_stood else ():
        if meeting.person_id is None:
            meeting.who = _who_then(meeting, now)
    wants = {each.wants_id for each in meetings.values() if each.wants_id}
    names = workers_named({row.worker_id for row in rows} | wants)
    return tuple(_row(row, meetings.get(row.id), names, now) for row in rows)


def get_booking(booking_id: UUID, *, actor: Actor) -> Booking:
    """
    Return a booking in a diary of the actor's hubs, or of their own.

    :raises Booking.DoesNotExist: if there is none, or it is out of bounds
    """
    here = Q(site__in=actor.places_where(Permission.SEE_VISITS)) | Q(worker=actor.id)
    return Booking.objects.select_related("site").get(here, id=booking_id)


def meeting_in(booking: Booking, *, actor: Actor) -> Meeting | None:
    """Return the meeting in a booking, if the actor may read it."""
    mine = readable_meetings(actor).select_related("person", "site")
    return mine.filter(booking=booking).first()


def get_asked(meeting_id: UUID, *, actor: Actor) -> Meeting:
    """
    Return what somebody asked for, with no time yet.

    :raises Meeting.DoesNotExist: if there is none, or it is out of bounds
    """
    waiting = readable_meetings(actor).filter(site__in=actor.places_where(Permission.CHANGE_PEOPLE))
    return waiting.select_related("person", "site").get(id=meeting_id)


def asked_for(*, actor: Actor, sites: Collection[UUID]) -> tuple[MeetingShown, ...]:
    """
    Return what is asked for at these hubs and has no time yet, the longest wait first.

    What somebody asked for who has died waits for nobody.
    """
    waiting = readable_meetings(actor).filter(
        site__in=list(sites), booking__isnull=True, let_go_at__isnull=True,
        person__died_recorded_at__isnull=True,
    )  # fmt: skip
    rows = list(waiting.select_related("person", "site").order_by("recorded_at", "id"))
    names = workers_named({row.wants_id for row in rows if row.wants_id})
    return tuple(meeting_shown(row, names) for row in rows)


def of_person(person: Person, *, actor: Actor, now: datetime.datetime) -> OfPerson:
    """Return the times booked with somebody, as far as the actor may read them."""
    mine = readable_meetings(actor).filter(person=person)
    booked = Booking.objects.filter(meeting__in=mine, called_off_at__isnull=True).select_related(
        "site"
    )
    coming = booked.filter(ends_at__gt=now).order_by("begins_at", "id")
    before = booked.filter(ends_at__lte=now).order_by("-begins_at", "-id")[:LATELY]
    both = shown([*coming, *before], actor=actor, now=now)
    waiting = mine.filter(booking__isnull=True, let_go_at__isnull=True)
    asked = list(waiting.select_related("person", "site").order_by("recorded_at", "id"))
    names = workers_named({row.wants_id for row in asked if row.wants_id})
    return OfPerson(
        tuple(row for row in both if not row.is_over),
        tuple(meeting_shown(row, names) for row in asked),
        tuple(row for row in both if row.is_over),
    )


def next_with(
    person: Person, *, actor: Actor, sight: Sight, now: datetime.datetime
) -> NextTime | None:
    """Return the next time booked with somebody that the actor may read of: one question."""
    if person.has_died or not actor.may_somewhere(Permission.CHANGE_PEOPLE):
        return None
    teams = actor.places_where(Permission.SEE_PEOPLE)
    coming = Meeting.objects.readable(sight, teams).filter(
        person=person, booking__called_off_at__isnull=True, booking__ends_at__gt=now
    )
    found = coming.select_related("booking__worker").order_by("booking__begins_at", "id").first()
    if found is None or found.booking is None:
        return None
    booking = found.booking
    return NextTime(
        booking.id,
        Spell(booking.begins_at, booking.ends_at),
        booking.worker.name,
        str(MeetAt(found.meet_at).label),
    )


def said_of(booking: Booking, meeting: Meeting) -> BookingSaid:
    """Return what was said of a booking."""
    return BookingSaid(
        booking.worker_id,
        booking.begins_at,
        int((booking.ends_at - booking.begins_at).total_seconds() // 60),
        meeting.what_for,
        meeting.meet_at,
        meeting.where,
        meeting.who,
        meeting.who_else,
        meeting.remind_way_id,
    )


def ways_to_remind(person: Person) -> list[tuple[UUID, str]]:
    """Return the ways that somebody says are safe, and by which they can be written to."""
    ways = WayToContact.objects.filter(person=person, safe=Safe.YES, kind__in=list(CAN_REMIND))
    return [
        (way.id, f"{CAN_REMIND[ContactKind(way.kind)]} {', '.join(way.value.splitlines())}")
        for way in ways.order_by("kind", "id")
    ]


def reminder_in_words(booking: Booking) -> str:
    """Return what becomes of the reminder of a booking; nothing, if there is to be none."""
    if booking.reminder_id is None:
        return ""
    message = OutgoingMessage.objects.filter(id=booking.reminder_id).first()
    if message is None:
        return ""
    if message.state == State.SENT:
        return "It has gone"
    if message.state == State.HELD_BACK:
        whys = "; ".join(str(Why(code).label) for code in message.reasons)
        return f"Not sent. {whys}"
    if message.kind == Kind.LETTER:
        return "A letter waits under Messages, to be printed and posted"
    goes = timezone.localtime(message.go_at or message.changed_at)
    return f"It goes on {day_of_year(goes)} at {clock(goes)}, if it is safe still"


def meeting_shown(row: Meeting, names: dict[UUID, str]) -> MeetingShown:
    """Return a meeting as a page shows it. Its person and site are to be there already."""
    return MeetingShown(
        id=row.id,
        person_id=row.person_id,
        who=row.person.known_as if row.person else row.who,
        what_for=str(WhatFor(row.what_for).label),
        meet_at=str(MeetAt(row.meet_at).label),
        where=row.where,
        who_else=row.who_else,
        suits=row.suits,
        wants=names.get(row.wants_id, "") if row.wants_id else "",
        asked_on=timezone.localdate(row.recorded_at),
        site=row.site.name,
        is_of_team=row.of_team,
        has_died=row.person is not None and row.person.has_died,
    )


def before_of(meeting: Meeting) -> tuple[Before, ...]:
    """Return what a meeting said before, the latest first."""
    kept = reversed(json.loads(meeting.before or "[]"))
    return tuple(
        Before(
            moment(each["at"]),
            each["by"],
            each["worker"],
            Spell(moment(each["begins"]), moment(each["ends"])),
            str(WhatFor(each["what_for"]).label),
            str(MeetAt(each["meet_at"]).label),
            each["where"],
            each["who"],
            each["who_else"],
            _said_before(each),
        )
        for each in kept
    )


def _who_then(meeting: Meeting, at: datetime.datetime) -> str:
    """Return who it was said to be with at a moment: what it said until the next change."""
    later = [each["who"] for each in json.loads(meeting.before or "[]") if moment(each["at"]) > at]
    return later[0] if later else meeting.who


def _said_before(kept: dict[str, str]) -> BookingSaid | None:
    if "worker_id" not in kept:
        return None
    begins, ends = moment(kept["begins"]), moment(kept["ends"])
    return BookingSaid(
        UUID(kept["worker_id"]), begins, int((ends - begins).total_seconds() // 60),
        kept["what_for"], kept["meet_at"], kept["where"], kept["who"], kept["who_else"],
    )  # fmt: skip


def clashes(worker_id: UUID, spell: Spell, *, but: UUID | None = None) -> list[Spell]:
    """Return what a worker has booked already in a spell, at whichever hub."""
    there = Booking.objects.filter(
        worker=worker_id, called_off_at__isnull=True, begins_at__lt=spell.ends,
        ends_at__gt=spell.begins,
    )  # fmt: skip
    if but:
        there = there.exclude(id=but)
    return [
        Spell(*both) for both in there.order_by("begins_at").values_list("begins_at", "ends_at")
    ]


def week_from(day: datetime.date) -> list[datetime.date]:
    """Return a day and the six after it."""
    return [day + number * A_DAY for number in range(7)]


def time_of(booking: Booking) -> str:
    """Return when a booking is, in words."""
    begins = timezone.localtime(booking.begins_at)
    return f"{day_of_year(begins)} at {clock(begins)}"


def _row(
    row: Booking, meeting: Meeting | None, names: dict[UUID, str], now: datetime.datetime
) -> BookingRow:
    return BookingRow(
        id=row.id,
        worker_id=row.worker_id,
        worker=names.get(row.worker_id, ""),
        site=row.site.name,
        site_slug=row.site.slug,
        spell=Spell(row.begins_at, row.ends_at),
        meeting=meeting_shown(meeting, names) if meeting else None,
        called_off=row.called_off_at is not None,
        is_over=row.ends_at <= now,
    )
