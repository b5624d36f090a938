"""Who is introduced to our hubs: for the hub's team, and for whoever introduced them."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.introductions.models import Incoming, MayHear, Stands
from hearth.introductions.queries.other_side import SECRET, hash_of
from hearth.people.queries.sections import Stamped
from hearth.places.models import Site, SiteKind

A_PAGE = 50


@dataclass(frozen=True)
class IncomingNow(Stamped):
    """How one stands, for whoever goes on with it."""

    stands: str
    owner_id: UUID | None
    words: str
    on: datetime.date | None
    lines: int


@dataclass(frozen=True)
class Heard:
    """What whoever introduced somebody hears: that it arrived, and what the person agreed to."""

    name: str
    site: str
    phone: str
    on: datetime.datetime
    said: tuple[str, ...]


@dataclass(frozen=True)
class Happened:
    """One thing that happened with somebody who was introduced to us."""

    at: datetime.datetime
    by: str
    what: str
    words: str


WHAT = {str(code): str(words) for code, words in Stands.choices} | {
    "TAKEN": "Taken",
    "WHO": "Their record was found, or begun",
    "NEXT": "What is next",
    "WORK": "Something was in the way",
}


def incoming_now(row: Incoming) -> IncomingNow:
    """Return how one stands, as a page can be drawn from it."""
    return IncomingNow(row.stands, row.owner_id, row.next_step, row.next_on, len(row.lines))


def come_in(actor: Actor, *, page: int = 1) -> tuple[list[Incoming], bool]:
    """Return a page of who was introduced to the actor's hubs, unowned first, then by their day."""
    first = (page - 1) * A_PAGE
    rows = _at_mine(actor).filter(ended_on__isnull=True).select_related("site", "owner")
    in_order = rows.order_by(F("owner").asc(nulls_first=True), "next_on", "id")
    found = list(in_order[first : first + A_PAGE + 1])
    return found[:A_PAGE], len(found) > A_PAGE


def incoming_waiting(actor: Actor, *, today: datetime.date) -> int:
    """Return how many wait for the actor: not taken by anybody, or theirs and due."""
    rows = _at_mine(actor).filter(ended_on__isnull=True)
    return rows.filter(Q(owner=None) | Q(owner=actor.id, next_on__lte=today)).count()


def get_incoming(incoming_id: UUID, *, actor: Actor) -> Incoming:
    """
    Return one that was introduced to a hub of the actor's.

    :raises Incoming.DoesNotExist: if there is none, or it is out of bounds
    """
    return _at_mine(actor).select_related("site", "owner", "person").get(id=incoming_id)


def story_of(row: Incoming) -> list[Happened]:
    """Return what happened with somebody who was introduced to us, the latest first."""
    return [
        Happened(datetime.datetime.fromisoformat(at), who, WHAT.get(what, what), words)
        for at, who, what, words in row.lines
    ]


def hubs_to_introduce_to() -> list[tuple[UUID, str]]:
    """Return the hubs and satellites to which anybody can introduce somebody, by name."""
    sites = Site.objects.welcoming().exclude(kind=SiteKind.OUTREACH)
    return list(sites.order_by("name").values_list("id", "name"))


def heard_by_link(secret: str) -> Heard | None:
    """Return what whoever has this link hears; None if we do not know it."""
    if not SECRET.fullmatch(secret):
        return None
    found = _heard(hash_of(secret))
    return found[0] if found else None


def heard_by_me() -> list[Heard]:
    """Return what the partner's worker who acts hears of those whom they introduced."""
    return _heard(None)


def _heard(token: bytes | None) -> list[Heard]:
    rows = ask("SELECT * FROM introductions_heard(%s::bytea)", [token]).fetchall()
    sites = {site.id: site for site in Site.objects.filter(id__in=[row[1] for row in rows])}
    return [
        Heard(
            Incoming(id=row_id, name_sealed=name).name, sites[site_id].name, sites[site_id].phone,
            at, tuple(_sentence(code) for code in said),
        )
        for row_id, site_id, at, name, said in rows
    ]  # fmt: skip


def _sentence(code: str) -> str:
    return {
        MayHear.HELLO: "We have said hello to them.",
        MayHear.WELCOMED: "They have been welcomed.",
    }[MayHear(code)]


def _at_mine(actor: Actor) -> QuerySet[Incoming]:
    """Return what the wall lets the actor read, asked first."""
    mine = actor.places_where(Permission.CHANGE_PEOPLE)
    return Incoming.objects.filter(
        Q(their_sign_in_id__isnull=True) | ~Q(their_sign_in_id=actor.id), site__in=mine
    )
