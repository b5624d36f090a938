"""Who did what, and who looked: for those who look after people's rights."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.models import AccessLine, AuditLine
from hearth.places.queries import every_site

AT_A_TIME = 100
T = TypeVar("T", AuditLine, AccessLine)
Said = tuple[datetime.datetime, UUID | None, str, str, UUID, UUID | None]
"""When, who, what they did, to what kind of record, which, and where."""

THINGS = {
    "people.Person": "a person",
    "people.Details": "a person's details",
    "people.OtherName": "another name",
    "people.WayToContact": "a way to contact",
    "people.Link": "a link between two records",
    "people.FindingKey": "a card",
    "frontdoor.Visit": "a visit",
    "frontdoor.Headcount": "a headcount",
    "frontdoor.Conversation": "a conversation",
    "frontdoor.ChildAlert": "a child alert",
    "frontdoor.Presence": "somebody at work",
    "places.Site": "a site",
    "places.Organisation": "an organisation",
    "sheets.Sheet": "a sheet",
    "outgoing.OutgoingMessage": "a message",
    "accounts.User": "a sign-in",
    "accounts.Grant": "a role",
}

SAID_WHOLE = {"signed in", "signed out", "changed own password"}
"""What workers do with nothing but their own sign-in."""


@dataclass(frozen=True)
class Line:
    """One line of the trail, in words. Ids stand for people: the trail names none of them."""

    at: datetime.datetime
    who: str
    did: str
    what: str
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
        lambda x: (x.at, x.actor_id, x.verb, x.subject_type, x.subject_id, x.place_id),
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
        lambda x: (
            x.at, x.actor_id, f"opened {x.page} of", "people.Person", x.person_id, x.place_id
        ),
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
            what="" if did in SAID_WHOLE else THINGS.get(what, "a record"),
            about=about,
            where=sites.get(where, "") if where else "",
        )
        for at, who, did, what, about, where in rows
    ]
