"""Which worries and safety concerns somebody may read: for those who only need to know that."""

from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.safety.models import SafetyConcern
from hearth.safety.queries.worries import worries_seen


def ids_seen(actor: Actor) -> frozenset[UUID]:
    """Return the ids of all worries and safety concerns that the actor may read."""
    worries = worries_seen(actor).values_list("id", flat=True)
    concerns = SafetyConcern.objects.seen_by(actor).values_list("id", flat=True)
    return frozenset(worries) | frozenset(concerns)
