"""Who did what, and who looked: for those who look after people's rights."""

import datetime
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.foundation.models import AccessLine, AuditLine
from hearth.places.queries import every_site

AT_A_TIME = 100
T = TypeVar("T", bound=Model)

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
    """A page of the trail, latest first, and where the next one begins."""

    lines: list[Line]
    before: str


def acts(
    *, actor: Actor, about: UUID | None = None, before: datetime.datetime | None = None
) -> TrailPage:
    """
    Return what was done, latest first.

    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    lines = AuditLine.objects.order_by("-at", "-id")
    if about:
        lines = lines.filter(subject_id=about)
    found = _page(lines, before)
    return _in_words(
        actor,
        [(x.at, x.actor_id, x.verb, x.subject_type, x.subject_id, x.place_id) for x in found],
    )


def openings(
    *, actor: Actor, about: UUID | None = None, before: datetime.datetime | None = None
) -> TrailPage:
    """
    Return who opened whose record, and which part of it, latest first.

    :raises NotAllowed: if the actor may not read the trail
    """
    require_somewhere(actor, Permission.READ_TRAIL)
    lines = AccessLine.objects.order_by("-at", "-id")
    if about:
        lines = lines.filter(person_id=about)
    found = _page(lines, before)
    return _in_words(
        actor,
        [(x.at, x.actor_id, f"opened {x.page} of", "people.Person", x.person_id, x.place_id)
         for x in found],
    )  # fmt: skip


def _page(lines: QuerySet[T], before: datetime.datetime | None) -> list[T]:
    if before:
        lines = lines.filter(at__lt=before)
    return list(lines[:AT_A_TIME])


def _in_words(
    actor: Actor,
    rows: list[tuple[datetime.datetime, UUID | None, str, str, UUID, UUID | None]],
) -> TrailPage:
    workers = workers_named({who for _, who, *_ in rows if who})
    sites = {site.id: site.name for site in every_site(actor)}
    lines = [
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
    full = len(lines) == AT_A_TIME
    return TrailPage(lines, lines[-1].at.isoformat() if full else "")
