"""Who did what, and who looked: for those who look after people's rights."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.design.words import listed
from hearth.desk.queries.trail_words import what_was_done, what_was_opened
from hearth.erasing.queries import who_agreed
from hearth.foundation.acting import read_trail_but
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.models import AccessLine, AuditLine
from hearth.people.models import Person
from hearth.people.queries import own_records, trail_stretch
from hearth.places.queries import every_site
from hearth.places.timer import OnATimer
from hearth.safety.queries import ids_seen

AT_A_TIME = 100
STRETCH = 500
"""Lines that are looked through at once for those that the reader may read."""
T = TypeVar("T", AuditLine, AccessLine)
Said = tuple[datetime.datetime, UUID | None, str, UUID, UUID | None, bool]
"""When, who, what they did, to which record, where, and whether two people had agreed on it."""
AS_AGREED = ("forgot", "took out of sheets the name of", "erased again")
"""How an act of Hearth's begins that two people agreed on: no person is erased by a timer."""


@dataclass(frozen=True)
class Line:
    """One line of the trail, in words. Ids stand for people: the trail names none of them."""

    at: datetime.datetime
    who: str
    did: str
    about: UUID
    where: str


@dataclass(frozen=True)
class TrailPage:
    """A page of the trail, latest first, and the line before which the next one begins."""

    lines: list[Line]
    before: str


def acts(*, actor: Actor, about: UUID | None = None, before: UUID | None = None) -> TrailPage:
    """
    Return what was done, latest first; nothing of the reader's own record, and of somebody's
    safety what they may read.

    :param before: the line that the page before this one ended with
    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    own, more = own_records(), True
    found: list[AuditLine] = []
    while more and len(found) < AT_A_TIME:
        safety, first = _safety(actor, about=about, before=before)
        read_trail_but(own=own, safety=safety)
        lines = AuditLine.objects.exclude(subject_id__in=own)
        lines = lines.filter(~Q(subject_type__startswith="safety.") | Q(subject_id__in=safety))
        lines = _before(lines.filter(subject_id=about) if about else lines, before)
        if first:
            lines = lines.filter(id__gte=first)
        found += lines[: AT_A_TIME - len(found)]
        before, more = first, first is not None
    return _page(
        actor, found,
        lambda x: (
            x.at, x.actor_id, what_was_done(x.verb, x.subject_type), x.subject_id, x.place_id,
            _is_as_agreed(x),
        ),
    )  # fmt: skip


def openings(*, actor: Actor, about: UUID | None = None, before: UUID | None = None) -> TrailPage:
    """
    Return who opened whose record, and which part of it, latest first; never the reader's own.

    :param before: the line that the page before this one ended with
    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    own = own_records()
    read_trail_but(own=own, safety=())
    lines = AccessLine.objects.exclude(person_id__in=own)
    lines = _before(lines.filter(person_id=about) if about else lines, before)
    return _page(
        actor, lines[:AT_A_TIME],
        lambda x: (x.at, x.actor_id, what_was_opened(x.page), x.person_id, x.place_id, False),
    )  # fmt: skip


def _safety(
    actor: Actor, *, about: UUID | None, before: UUID | None
) -> tuple[frozenset[UUID], UUID | None]:
    """
    Return what the actor may read of somebody's safety in the next stretch of the trail, and the
    line with which that stretch ends: None if it is the last. No more is asked for than is in it.
    """
    if about:
        return ids_seen(actor, among=[about]), None
    first, ids = trail_stretch(before=before, most=STRETCH)
    return ids_seen(actor, among=ids), first


def _before(lines: QuerySet[T], before: UUID | None) -> QuerySet[T]:
    """Return the lines before one, latest first: ids sort by when they were made."""
    return (lines.filter(id__lt=before) if before else lines).order_by("-id")


def _page(actor: Actor, lines: Iterable[T], said: Callable[[T], Said]) -> TrailPage:
    found = list(lines)
    full = len(found) == AT_A_TIME
    return TrailPage(_in_words(actor, map(said, found)), str(found[-1].pk) if full else "")


def _in_words(actor: Actor, said: Iterable[Said]) -> list[Line]:
    rows = list(said)
    agreed = who_agreed({about for _, _, _, about, _, is_agreed in rows if is_agreed})
    ids = {who for _, who, *_ in rows if who} | {each for both in agreed.values() for each in both}
    workers = workers_named(ids)
    sites = {site.id: site.name for site in every_site(actor)}
    return [
        Line(
            at=at,
            who=_itself(agreed.get(about, []), workers) if is_agreed else _named(who, workers),
            did=did,
            about=about,
            where=sites.get(where, "") if where else "",
        )
        for at, who, did, about, where, is_agreed in rows
    ]


def _is_as_agreed(line: AuditLine) -> bool:
    """Test if Hearth itself erased something of a person: it does so once two people agreed."""
    of_person = line.subject_type == Person._meta.label
    return line.actor_id == OnATimer.id and of_person and line.verb.startswith(AS_AGREED)


def _itself(agreed: Iterable[UUID], workers: Mapping[UUID, str]) -> str:
    """Say that Hearth did what people had agreed on, and who they were."""
    names = [workers[each] for each in agreed if each in workers]
    return f"Hearth itself, as {listed(names) if len(names) > 1 else 'two people'} agreed"


def _named(who: UUID | None, workers: Mapping[UUID, str]) -> str:
    if who is None or who == OnATimer.id:
        return "Hearth itself"
    return workers.get(who, "A worker who is not here any more")
