"""Whether somebody's support is open to whoever asks, here and in a record linked with this one."""

from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person
from hearth.people.queries.layers import layers_open
from hearth.people.queries.links import linked_with
from hearth.people.queries.seeing import sight_of


def support_is_open(person_id: UUID, *, actor: Actor) -> bool:
    """Test if a person's support layer is open to the actor."""
    return Layer.SUPPORT in layers_open(person_id, sight=sight_of(actor))


@dataclass(frozen=True)
class AlsoWrittenAs:
    """Another record of the same person: what was done together stands there by itself."""

    id: UUID
    known_as: str
    is_open: bool


def also_written_as(person: Person, *, actor: Actor) -> list[AlsoWrittenAs]:
    """
    Return the records linked with somebody's, as far as the actor may see them.

    A link moves nothing and shares nothing: whether support there is open is decided there.
    """
    return [
        AlsoWrittenAs(other.id, other.known_as, support_is_open(other.id, actor=actor))
        for other in linked_with([person.id], actor=actor).get(person.id, [])
    ]
