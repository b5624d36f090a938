"""Who decides on what an organisation holds."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_everywhere
from hearth.erasing.models import Decision, Erasure, HolderDecision
from hearth.foundation.actors import Permission


def who_decides_for(
    holder_id: UUID, *, today: datetime.date, besides: Collection[UUID] = ()
) -> tuple[list[User], list[User]]:
    """
    Return an organisation's own workers who decide on what it holds, and everybody else who may.

    The others do only where it has none of its own.

    :param besides: who cannot decide on this: whoever asked it, and whose record it is
    """
    return split(who_may_everywhere(Permission.DECIDE_ERASING, today=today), holder_id, besides)


def split(
    workers: Collection[User], holder_id: UUID, besides: Collection[UUID]
) -> tuple[list[User], list[User]]:
    """Return those of them who work for the organisation, and the others; nobody of besides."""
    may = [worker for worker in workers if worker.id not in besides]
    own = [worker for worker in may if worker.works_for_id == holder_id]
    return own, [worker for worker in may if worker not in own]


def who_agreed(records: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """
    Return, by record, the workers who agreed that it be erased: who asked, and who decided.

    It is as far as whoever acts sees what was asked to be erased. Two questions; none of nothing.
    """
    if not records:
        return {}
    asked = Erasure.objects.filter(Q(whose__in=records) | Q(linked__overlap=list(records)))
    erased = HolderDecision.objects.filter(erasure__in=asked, decision=Decision.ERASE)
    deciders: dict[UUID, list[UUID]] = {}
    for erasure_id, decided_by in erased.order_by("decided_at").values_list(
        "erasure_id", "decided_by_id"
    ):
        deciders.setdefault(erasure_id, []).append(decided_by)
    agreed: dict[UUID, dict[UUID, None]] = {}
    for row in asked.filter(id__in=deciders).order_by("asked_at"):
        for record in {row.whose, *row.linked} & set(records):
            both = dict.fromkeys([row.asked_by_id, *deciders[row.id]])
            agreed.setdefault(record, {}).update(both)
    return {record: list(workers) for record, workers in agreed.items()}
