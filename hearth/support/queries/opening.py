"""Whether somebody's support is open to whoever asks."""

from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.models import Layer
from hearth.people.queries.layers import layers_open
from hearth.people.queries.seeing import sight_of


def support_is_open(person_id: UUID, *, actor: Actor) -> bool:
    """Test if a person's support layer is open to the actor."""
    return Layer.SUPPORT in layers_open(person_id, sight=sight_of(actor))
