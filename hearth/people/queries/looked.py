"""Who has looked at a record, in words that the person can read."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from hearth.accounts.queries import Workplace, workplaces
from hearth.accounts.roles import Role
from hearth.design.words import clock, listed
from hearth.people.models import HeldBack, Opening
from hearth.people.queries.caring import LOOKED as AS_CARER
from hearth.people.queries.caring import carers_named
from hearth.places.models import Site

AT_A_TIME = 200
PARTS = {
    "page": "your page",
    "hello": "your name, and how to welcome you",
    "record": "all of your record that they may change",
    "details": "your details",
    "what was said before": "what your record said before",
    "ways to contact": "how to reach you",
    "choices": "what you chose about lists and messages",
    "links": "whether another record is yours too",
    "sites": "which hubs know you",
    "card": "your card",
    "visit": "a visit of yours",
    "message": "a message to you",
    "sending": "the page for sending you something",
    "death": "what is written of your death",
    "about me": "what you told about yourself",
    "background": "your answers about your background",
    "stay-well plan": "your stay-well plan",
    "stay-well plan, wallet card": "your stay-well plan, as a card",
    "circle": "the people round you",
    "support": "what you and we do together",
    "contacts": "the times we met",
    "welcoming conversation": "our first conversations",
    "promises": "what we promised each other",
    "coming in safely": "what we agreed about coming in safely",
    "incident": "something that happened, in which you were hurt or upset",
    "diary": "the times we booked with you",
    "lone visit": "a visit to you",
    "questionnaires": "questionnaires that you answered",
    "strands of support": "the support that you have",
    "keeping in touch": "how we keep in touch with you",
    "introductions": "who we introduced you to",
    "handover": "what one shift wrote for the next about you",
    "letterbox": "what you wrote to a hub",
    "how I am": "how you said you were",
    "sharing": "what you share, and with whom",
    "who has looked": "who has looked at your record",
    "holding back": "who has looked at your record",
    "worry": "what you and we do together",
    "own pages": "how you sign in to your own pages",
    "rights": "what you asked about your record",
    "everything": "everything that is kept about you, to answer what you asked",
    "carer's view": "what you let them read",
    "opening": "your record, for a reason that could not wait",
}
"""What a page says it has opened, said to the person; any other is said as it is."""

EVERYWHERE = "the whole partnership"
NOT_HERE = "A worker who is not here any more"
LOOKED = "SELECT * FROM people_who_looked(%s, %s, %s, %s, %s::uuid[])"
SHOWN, ALL, HELD = "SHOWN", "ALL", "HELD"
"""Which lines: what the person reads, every one, or what is held back line by line."""
MOST_HELD = 1000
"""More lines than anybody holds back one by one."""


@dataclass(frozen=True)
class Part:
    """One part of a record that was opened on a day, and how often."""

    words: str
    first: datetime.datetime
    last: datetime.datetime
    times: int

    @property
    def when(self) -> str:
        """Every time of it, in words."""
        if self.times == 1:
            return f"at {clock(self.first)}"
        if self.times == 2:
            return f"first at {clock(self.first)}, and once more, at {clock(self.last)}"
        more = f"{self.times - 1} more times, last at {clock(self.last)}"
        return f"first at {clock(self.first)}, and {more}"


@dataclass(frozen=True)
class Look:
    """What one worker opened on one day: one sentence for the person."""

    who: str
    roles: str
    """What they are there today."""
    where: str
    """For whom they work, and at which sites."""
    on: datetime.date
    parts: tuple[Part, ...]
    reason: str
    """Why, if they had no right to and it could not wait."""

    @property
    def who_and_where(self) -> str:
        """Such as "Tariq (team member, Acomb)"."""
        beside = ", ".join(filter(None, (self.roles, self.where)))
        return f"{self.who} ({beside})" if beside else self.who


@dataclass(frozen=True)
class Looks:
    """A page of who has looked, latest first, and the line before which the next one begins."""

    looks: tuple[Look, ...]
    before: UUID | None


@dataclass(frozen=True)
class LineToHold:
    """One line of who has looked, for those who may hold it back."""

    id: UUID
    at: datetime.datetime
    worker_id: UUID
    who: str
    part: str
    reason: str
    held_until: datetime.date | None
    opening_id: UUID | None
    """Of which hour opened for a reason: held back, or shown, is the whole of it."""
    sharing_held_until: datetime.date | None
    """Until when it is left out as it would tell of a sharing that is held back."""
    held_by: str
    """Who holds it back: they looked at it, and answer for that."""
    held_why: str


@dataclass(frozen=True)
class LinesToHold:
    """A page of those lines, latest first, and the line before which the next one begins."""

    lines: tuple[LineToHold, ...]
    before: UUID | None


@dataclass(frozen=True)
class _Line:
    id: UUID
    at: datetime.datetime
    worker_id: UUID
    page: str
    place_id: UUID | None
    opening_id: UUID | None
    reason_sealed: bytes | None
    held_until: datetime.date | None
    sharing_held_until: datetime.date | None

    @property
    def on(self) -> datetime.date:
        return timezone.localdate(self.at)


def who_has_looked(person_id: UUID | None, *, before: UUID | None = None) -> Looks:
    """
    Return who has opened a record, and which parts, as far as whoever acts may tell the person.

    Nobody of that name and somebody out of bounds have no lines, and what is held back is left out
    whoever asks: it is read with the person. So is what would tell that a sharing is held back.
    A carer whom they let read is called as the circle calls them. Six questions, however many.

    :param person_id: None means the records of whoever acts, if they have any
    :param before: the line that the page before this one ended with
    """
    lines = _lines(person_id, before=before)
    has_more = len(lines) == AT_A_TIME
    if has_more and lines[0].on != lines[-1].on:  # a day is told whole, on the next page
        lines = [line for line in lines if line.on != lines[-1].on]
    workers = workplaces({line.worker_id for line in lines}, today=timezone.localdate())
    sites = _sites_named({line.place_id for line in lines if line.place_id})
    carers = _carers(person_id, lines)
    groups: dict[tuple[datetime.date, UUID, UUID | None], list[_Line]] = {}
    for line in lines:
        groups.setdefault((line.on, line.worker_id, line.opening_id), []).append(line)
    looks = []
    for (on, worker_id, _), group in groups.items():
        worker = workers.get(worker_id)
        stood = {sites[line.place_id]: None for line in group if line.place_id in sites}
        for_whom = [worker.works_for] if worker and worker.works_for else []
        at = list(stood) or (list(worker.sites) if worker else [])
        held = _held_at(worker, stood) if worker else []
        if held and not (for_whom or at):
            at = [EVERYWHERE]
        looks.append(
            Look(
                who=carers.get(worker_id) or (worker.name if worker else NOT_HERE),
                roles=listed(list(dict.fromkeys(_in_words(role) for role, _ in held))),
                where=", ".join([*for_whom, *at]),
                on=on,
                parts=_parts(group),
                reason=_reason(group[0]),
            )
        )
    return Looks(tuple(looks), lines[-1].id if has_more else None)


def lines_to_hold_back(person_id: UUID, *, before: UUID | None = None) -> LinesToHold:
    """
    Return a page of the lines of who has looked, with those that are held back, one by one.

    There are none for whoever holds nothing back at a site that knows the person. Five questions.

    :param before: the line that the page before this one ended with
    """
    lines = _lines(person_id, before=before, which=ALL)
    last = lines[-1].id if len(lines) == AT_A_TIME else None
    return LinesToHold(_to_hold(person_id, lines), last)


def lines_held_back(person_id: UUID) -> tuple[LineToHold, ...]:
    """Return every line that is held back today, however long ago it was written, latest first."""
    return _to_hold(person_id, _lines(person_id, which=HELD, most=MOST_HELD))


def lines_among(person_id: UUID, ids: Collection[UUID]) -> tuple[LineToHold, ...]:
    """Return those lines of who has looked that have these ids, for who may hold them back."""
    return _to_hold(person_id, _lines(person_id, which=ALL, most=len(ids), these=ids))


def _held(person_id: UUID) -> QuerySet[HeldBack]:
    held = HeldBack.objects.filter(person=person_id, until_on__gte=timezone.localdate())
    return held.filter(line_id__isnull=False)


def _to_hold(person_id: UUID, lines: Collection[_Line]) -> tuple[LineToHold, ...]:
    if not lines:
        return ()
    today = timezone.localdate()
    why = {each.line_id: each for each in _held(person_id).order_by("id")}
    reviewers = {each.reviewer_id for each in why.values()}
    workers = workplaces({line.worker_id for line in lines} | reviewers, today=today)
    carers = _carers(person_id, lines)
    return tuple(
        LineToHold(
            id=line.id,
            at=line.at,
            worker_id=line.worker_id,
            who=carers.get(line.worker_id)
            or (workers[line.worker_id].said if line.worker_id in workers else NOT_HERE),
            part=line.page,
            reason=_reason(line),
            held_until=line.held_until,
            opening_id=line.opening_id,
            sharing_held_until=line.sharing_held_until,
            held_by=_name(workers, why[line.id].reviewer_id) if line.id in why else "",
            held_why=why[line.id].reason if line.id in why else "",
        )
        for line in lines
    )


def _carers(person_id: UUID | None, lines: Collection[_Line]) -> dict[UUID, str]:
    return carers_named(person_id, {one.worker_id for one in lines if one.page == AS_CARER})


def _name(workers: Mapping[UUID, Workplace], worker_id: UUID) -> str:
    return workers[worker_id].name if worker_id in workers else NOT_HERE


def opened_for_a_reason(person_id: UUID) -> list[Look]:
    """Return every look at a record that had a reason that could not wait."""
    found: list[Look] = []
    before: UUID | None = None
    while True:
        page = who_has_looked(person_id, before=before)
        found += [look for look in page.looks if look.reason]
        if page.before is None:
            return found
        before = page.before


def _lines(
    person_id: UUID | None,
    *,
    before: UUID | None = None,
    which: str = SHOWN,
    most: int | None = None,
    these: Collection[UUID] | None = None,
) -> list[_Line]:
    """:param these: the ids of the lines that are wanted; None means any"""
    among = None if these is None else list(these)
    with connection.cursor() as cursor:
        cursor.execute(LOOKED, [person_id, before, most or AT_A_TIME, which, among])
        return [_Line(*row) for row in cursor.fetchall()]


def _parts(group: list[_Line]) -> tuple[Part, ...]:
    """Return each part once, with all its moments, in the order in which they were opened."""
    parts: dict[str, list[datetime.datetime]] = {}
    for line in reversed(group):
        words = PARTS.get(line.page, f"your {line.page}")
        parts.setdefault(words, []).append(line.at)
    return tuple(Part(words, at[0], at[-1], len(at)) for words, at in parts.items())


def _held_at(worker: Workplace, stood: Collection[str]) -> list[tuple[str, str]]:
    """Return which roles a worker holds where they stood; all of them, if none is of there."""
    there = [(role, site) for role, site in worker.held if site in stood]
    return there or list(worker.held)


def _in_words(role: str) -> str:
    return str(Role(role).label).lower()


def _reason(line: _Line) -> str:
    if not (line.opening_id and line.reason_sealed):
        return ""
    return Opening(id=line.opening_id, reason_sealed=line.reason_sealed).reason


def _sites_named(ids: Collection[UUID]) -> dict[UUID | None, str]:
    if not ids:
        return {}
    return dict(Site.objects.filter(id__in=ids).values_list("id", "name"))
