"""What a link opens to somebody without an account: the questions, the hub, and nobody's name."""

import datetime
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.foundation.statements import ask
from hearth.outcomes.models import ReadingLink
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site

SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")


class LinkIs(StrEnum):
    """What a link opens, still."""

    OPEN = "OPEN"
    USED = "USED"
    ENDED = "ENDED"
    OVER = "OVER"
    """They share their support with nobody any more, or have died, or it is kept and not used."""
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class LinkFound:
    """A link, as whoever opened it may know it. `person_id` no page says."""

    state: LinkIs
    id: UUID | None = None
    person_id: UUID | None = None
    measure: str = ""
    site: Site | None = None


@dataclass(frozen=True)
class LinkRow:
    """A link that somebody was given, as a worker sees it."""

    id: UUID
    measure: str
    made_at: datetime.datetime
    ends_at: datetime.datetime


def hash_of(secret: str) -> bytes:
    """Return what is kept of a secret: its SHA-256."""
    return hashlib.sha256(secret.encode()).digest()


def find_link(secret: str) -> LinkFound:
    """Return what a link opens. Nobody is acting."""
    if not SECRET.fullmatch(secret):
        return LinkFound(LinkIs.UNKNOWN)
    found = ask("SELECT * FROM outcomes_link(%s::bytea)", [hash_of(secret)]).fetchone()
    if found is None:
        return LinkFound(LinkIs.UNKNOWN)
    state, link, person, measure, site = found
    hub = Site.objects.get(id=site)
    if state != LinkIs.OPEN:
        return LinkFound(LinkIs(state), site=hub)
    return LinkFound(LinkIs.OPEN, link, person, measure, hub)


def links_of(person: Person, *, actor: Actor, now: datetime.datetime) -> tuple[LinkRow, ...]:
    """Return the links of somebody that still open, the latest first."""
    rows = ReadingLink.objects.open_to(sight_of(actor, now=now)).filter(
        person=person, used_at=None, ends_at__gt=now
    )
    return tuple(
        LinkRow(row.id, row.measure, row.made_at, row.ends_at)
        for row in rows.order_by("-made_at", "-id")[:20]
    )
