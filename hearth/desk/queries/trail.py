"""Who did what, and who looked: for those who look after people's rights."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.queries import workers_named
from hearth.desk.queries.trail_words import what_was_done, what_was_opened
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.models import AccessLine, AuditLine
from hearth.places.queries import every_site

AT_A_TIME = 100
T = TypeVar("T", AuditLine, AccessLine)
Said = tuple[datetime.datetime, UUID | None, str, UUID, UUID | None]
"""When, who, what they did, to which record, and where."""


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
    Return what was done, latest first.

    :param before: the line that the page before this one ended with
    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    lines = AuditLine.objects.order_by("-id")  # ids sort by when they were made
    if about:
        lines = lines.filter(subject_id=about)
    return _page(
        actor, lines, before,
        lambda x: (
            x.at, x.actor_id, what_was_done(x.verb, x.subject_type), x.subject_id, x.place_id
        ),
    )  # fmt: skip


def openings(*, actor: Actor, about: UUID | None = None, before: UUID | None = None) -> TrailPage:
    """
    Return who opened whose record, and which part of it, latest first.

    :param before: the line that the page before this one ended with
    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    lines = AccessLine.objects.order_by("-id")
    if about:
        lines = lines.filter(person_id=about)
    return _page(
        actor, lines, before,
        lambda x: (x.at, x.actor_id, what_was_opened(x.page), x.person_id, x.place_id),
    )  # fmt: skip


def _page(
    actor: Actor, lines: QuerySet[T], before: UUID | None, said: Callable[[T], Said]
) -> TrailPage:
    if before:
        lines = lines.filter(id__lt=before)
    found = list(lines[:AT_A_TIME])
    full = len(found) == AT_A_TIME
    return TrailPage(_in_words(actor, map(said, found)), str(found[-1].pk) if full else "")


def _in_words(actor: Actor, said: Iterable[Said]) -> list[Line]:
    rows = list(said)
    workers = workers_named({who for _, who, *_ in rows if who})
    sites = {site.id: site.name for site in every_site(actor)}
    return [
        Line(
            at=at,
            who=workers.get(who, "A worker who is not here any more") if who else "Hearth itself",
            did=did,
            about=about,
            where=sites.get(where, "") if where else "",
        )
        for at, who, did, about, where in rows
    ]
