"""What is shared without agreement, and held back: for pages that nobody reads with the person."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import HeldBack, Sharing
from hearth.people.queries.sections import Stamped
from hearth.people.queries.shared import is_over, layers_said, whom_in_words


@dataclass(frozen=True)
class Hold(Stamped):
    """Until when a sharing is held back, by whom and why: what a page of it showed."""

    until_on: datetime.date | None
    by_id: UUID | None
    why: str


@dataclass(frozen=True)
class HeldOnce:
    """That somebody held a sharing back, once: it is never written over."""

    on: datetime.date
    by: str
    until_on: datetime.date
    why: str


@dataclass(frozen=True)
class HeldRow:
    """One sharing without agreement, and until when the person is not told of it."""

    id: UUID
    whom: str
    words: str
    shared_on: datetime.date
    recorded_by: str
    stands: bool
    held_until: datetime.date | None
    """None if they may read of it."""
    held_by: str
    held_why: str


def without_agreement(person_id: UUID, *, today: datetime.date) -> tuple[HeldRow, ...]:
    """
    Return what is shared of a record without agreement, as far as whoever acts may read of it, with
    what is held back from the person: for a page that nobody reads with them. Two questions.
    """
    found = (
        Sharing.objects.filter(person=person_id).exclude(basis="").order_by("-recorded_at", "id")
    )
    rows = list(found.select_related("with_organisation", "with_site", "with_worker__works_for"))
    names = workers_named(
        {row.recorded_by_id for row in rows}
        | {row.held_back_by_id for row in rows if row.held_back_by_id}
    )
    return tuple(
        HeldRow(
            id=row.id,
            whom=whom_in_words(row)[0],
            words=", ".join(layer.name.lower() for layer in layers_said(row.layers)),
            shared_on=timezone.localdate(row.recorded_at),
            recorded_by=names.get(row.recorded_by_id, ""),
            stands=not is_over(row, today),
            held_until=row.held_back_until if is_held(row, today) else None,
            held_by=names.get(row.held_back_by_id, "") if row.held_back_by_id else "",
            held_why=row.held_back_why,
        )
        for row in rows
    )


def get_without_agreement(sharing_id: UUID, *, person_id: UUID, actor: Actor) -> Sharing:
    """
    Return a sharing without agreement, for whoever may hold it back from the person.

    :raises Sharing.DoesNotExist: if there is none, or not for this actor
    """
    found = Sharing.objects.filter(
        person=person_id, known_at__overlap=list(actor.places_where(Permission.HOLD_BACK))
    ).exclude(basis="")
    return found.get(Q(worker_id=None) | ~Q(worker_id=actor.id), id=sharing_id)


def hold_of(sharing: Sharing) -> Hold:
    """Return how a sharing is held back as it stands."""
    return Hold(sharing.held_back_until, sharing.held_back_by_id, sharing.held_back_why)


def held_so_far(sharing: Sharing) -> tuple[HeldOnce, ...]:
    """Return who has held a sharing back, and why, the latest first. Two questions."""
    rows = list(HeldBack.objects.filter(sharing=sharing).order_by("-recorded_at", "-id"))
    names = workers_named({row.reviewer_id for row in rows})
    return tuple(
        HeldOnce(
            timezone.localdate(row.recorded_at), names.get(row.reviewer_id, ""), row.until_on,
            row.reason,
        )
        for row in rows
    )  # fmt: skip


def is_held(sharing: Sharing, today: datetime.date) -> bool:
    """Test if the person is not told of a sharing today."""
    return sharing.held_back_until is not None and sharing.held_back_until >= today
