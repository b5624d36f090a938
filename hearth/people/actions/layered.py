"""What every act on a layer of somebody's record begins with."""

import datetime
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.actions.editing import hold, holder
from hearth.people.actions.story import require_layer
from hearth.people.models import Layer, Person
from hearth.people.own_pages import is_themselves


def begin_in(
    layer: Layer, *, by: Actor, person: Person, now: datetime.datetime, or_themselves: bool = False
) -> Person:
    """
    Return the person's row, held, for somebody to whom that layer is open and who writes in it.

    :param or_themselves: on their own pages somebody does this themselves
    :raises NotAllowed: if it is not
    """
    person = hold(person)
    if or_themselves and is_themselves(by, person.id):
        return person
    require_layer(by, person, layer, now=now)
    return person


def whose(by: Actor, person: Person) -> dict[str, Person | UUID]:
    """Return what every row about a person says first: whose it is, and who answers for it."""
    return {"person": person, "held_by_id": holder(by, person)}
