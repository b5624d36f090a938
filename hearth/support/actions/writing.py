"""What every act of support begins with: the person's row held, the layer open, the sight."""

import datetime
from functools import partial
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.people.actions.editing import hold, holder
from hearth.people.actions.story import require_layer
from hearth.people.actions.written import written
from hearth.people.models import Layer, Person


class SupportRefused(PartRefused):
    """It cannot be written like that."""


checked = partial(written, refused=SupportRefused)


def begin(by: Actor, person: Person, *, now: datetime.datetime) -> Person:
    """
    Return the person's row, held, for somebody to whom their support is open.

    :raises NotAllowed: if it is not
    """
    person = hold(person)
    require_layer(by, person, Layer.SUPPORT, now=now)
    return person


def whose(by: Actor, person: Person) -> dict[str, Person | UUID]:
    """Return what every row about a person says first: whose it is, and who answers for it."""
    return {"person": person, "held_by_id": holder(by, person)}
