"""Which worries and safety concerns somebody may read: for those who only need to know that."""

from collections.abc import Collection
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.safety.models import SafetyConcern
from hearth.safety.queries.worries import worries_seen


def ids_seen(actor: Actor, *, among: Collection[UUID]) -> frozenset[UUID]:
    """Return which of these ids are of worries and safety concerns that the actor may read."""
    if not among:
        return frozenset()
    worries = worries_seen(actor).filter(id__in=among).values_list("id", flat=True)
    concerns = SafetyConcern.objects.seen_by(actor).filter(id__in=among)
    return frozenset(worries) | frozenset(concerns.values_list("id", flat=True))
