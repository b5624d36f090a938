"""A person's own pages, as their team and they themselves see how these open."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.foundation.statements import ask
from hearth.people.models import OwnKey, OwnPages, Person
from hearth.people.queries.seeing import sight_of


@dataclass(frozen=True)
class WayIn:
    """One thing by which somebody signs in."""

    id: UUID
    kind: str
    value: str
    since: datetime.datetime
    proven_at: datetime.datetime | None
    used_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    is_before_the_address: bool = False
    """A passkey from before the address was written down: whose phone is it on now?"""


@dataclass(frozen=True)
class OwnPagesShown:
    """How somebody's own pages open."""

    since: datetime.datetime
    ways: tuple[WayIn, ...]

    def of(self, kind: str) -> tuple[WayIn, ...]:
        return tuple(way for way in self.ways if way.kind == kind)


def own_pages_of(person: Person, *, now: datetime.datetime) -> OwnPagesShown | None:
    """Return how somebody's own pages open; None if they have none. Two questions."""
    pages = OwnPages.objects.filter(person=person, ended_at=None).first()
    if pages is None:
        return None
    keys = list(
        pages.own_keys.filter(ended_at=None).exclude(kind=OwnKey.Kind.LINK).order_by("kind", "id")
    )
    written = max(
        (row.recorded_at for row in keys if row.kind == OwnKey.Kind.ADDRESS),
        default=pages.recorded_at,
    )
    return OwnPagesShown(
        pages.recorded_at,
        tuple(
            WayIn(
                row.id, row.kind, row.value, row.recorded_at, row.proven_at, row.used_at,
                row.ends_at, row.kind == OwnKey.Kind.PASSKEY and row.recorded_at < written,
            )
            for row in keys
            if row.ends_at is None or row.ends_at > now
        ),
    )  # fmt: skip


def get_own_key(key_id: UUID, *, person: Person) -> OwnKey:
    """
    Return one thing by which this person signs in.

    :raises OwnKey.DoesNotExist: if there is none, or it is over
    """
    return OwnKey.objects.get(id=key_id, person=person, ended_at=None)


def has_words_unseen_by(actor: Actor, person: Person, *, now: datetime.datetime) -> bool:
    """
    Test if something of a person's layers is written that the actor may not read.

    Whoever opened the record for a reason may read all of it, and answers for that. One question.
    """
    sight_of(actor, now=now)
    row = ask("SELECT people_written_unseen(%s)", [person.id]).fetchone()
    return bool(row is None or row[0])
