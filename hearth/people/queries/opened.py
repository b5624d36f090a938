"""Records that were opened for a reason that could not wait: what is to be looked at."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from hearth.accounts.queries import workplaces
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.people.models import Opening
from hearth.people.opening import hold_open
from hearth.people.queries.seeing import visible_to
from hearth.places.models import Site

LATELY = 50


@dataclass(frozen=True)
class OpeningRow:
    """One opening: who opened whose record, when, and why."""

    id: UUID
    person_id: UUID
    whose: str
    """What the person likes to be called; empty if the reader may not see them."""
    known_at: tuple[str, ...]
    of_colleague: bool
    who: str
    where: str
    opened_at: datetime.datetime
    ends_at: datetime.datetime
    reason: str
    seen_at: datetime.datetime | None
    seen_by: str
    seen_note: str


@dataclass(frozen=True)
class OpeningsToReview:
    """What waits to be looked at, the longest wait first, and what was looked at lately."""

    waiting: tuple[OpeningRow, ...]
    seen: tuple[OpeningRow, ...]

    @property
    def count(self) -> int:
        return len(self.waiting)


def openings_to_review(actor: Actor, *, today: datetime.date | None = None) -> OpeningsToReview:
    """
    Return the openings that the actor is to look at, and the latest that were.

    What they opened themselves, and what was opened of their own record, is somebody else's to look
    at. Six questions, however many.

    :param today: the day in England, unless another is given
    :raises NotAllowed: if the actor reviews none
    """
    waiting = _reviewed_by(actor).filter(seen_at__isnull=True).order_by("opened_at", "id")
    seen = _reviewed_by(actor).filter(seen_at__isnull=False).order_by("-seen_at", "-id")[:LATELY]
    rows = _rows([*waiting, *seen], actor, today=today or timezone.localdate())
    return OpeningsToReview(
        waiting=tuple(row for row in rows if row.seen_at is None),
        seen=tuple(row for row in rows if row.seen_at is not None),
    )


def how_many_to_review(actor: Actor) -> int:
    """Return how many openings wait for the actor to look at: none, for whoever reviews none."""
    if not actor.may_somewhere(Permission.REVIEW_OPENINGS):
        return 0
    return _reviewed_by(actor).filter(seen_at__isnull=True).count()


def get_opening(opening_id: UUID, *, actor: Actor, today: datetime.date) -> OpeningRow:
    """
    Return an opening that the actor may look at.

    :raises NotAllowed: if the actor reviews none
    :raises Opening.DoesNotExist: if there is none, it is out of bounds, it was they who opened
        it, or it is their own record
    """
    [row] = _rows([_reviewed_by(actor).get(id=opening_id)], actor, today=today)
    return row


def is_held_open(person_id: UUID, *, actor: Actor, now: datetime.datetime) -> bool:
    """Test if the actor has the record open for a reason at this moment."""
    return person_id in hold_open(actor, now=now)


def _reviewed_by(actor: Actor) -> QuerySet[Opening]:
    require_somewhere(actor, Permission.REVIEW_OPENINGS)
    found = Opening.objects.exclude(opened_by=actor.id).exclude(worker_id=actor.id)
    if actor.may_everywhere(Permission.REVIEW_OPENINGS):
        return found
    return found.filter(known_at__overlap=list(actor.places_where(Permission.REVIEW_OPENINGS)))


def _rows(openings: Iterable[Opening], actor: Actor, *, today: datetime.date) -> list[OpeningRow]:
    found = list(openings)
    people = visible_to(actor).in_bulk({each.person_id for each in found})
    workers = workplaces(
        {each.opened_by_id for each in found}
        | {each.seen_by_id for each in found if each.seen_by_id},
        today=today,
    )
    ids = {site for each in found for site in each.known_at}
    sites = dict(Site.objects.filter(id__in=ids).values_list("id", "name"))
    rows = []
    for each in found:
        worker, person = workers.get(each.opened_by_id), people.get(each.person_id)
        seen_by = workers.get(each.seen_by_id) if each.seen_by_id else None
        rows.append(
            OpeningRow(
                id=each.id,
                person_id=each.person_id,
                whose=person.known_as if person else "",
                known_at=tuple(sorted(sites[site] for site in each.known_at if site in sites)),
                of_colleague=each.of_colleague,
                who=worker.name if worker else "",
                where=worker.where if worker else "",
                opened_at=each.opened_at,
                ends_at=each.ends_at,
                reason=each.reason,
                seen_at=each.seen_at,
                seen_by=seen_by.name if seen_by else "",
                seen_note=each.seen_note,
            )
        )
    return rows
