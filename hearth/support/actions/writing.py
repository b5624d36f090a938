"""What every act of support begins with: the person's row held, the layer open, the sight."""

import datetime
from functools import partial

from hearth.foundation.actors import Actor
from hearth.foundation.errors import PartRefused
from hearth.people.actions.layered import begin_in, whose
from hearth.people.actions.written import written
from hearth.people.models import Layer, Person


class SupportRefused(PartRefused):
    """It cannot be written like that."""


checked = partial(written, refused=SupportRefused)


def begin(
    by: Actor, person: Person, *, now: datetime.datetime, or_themselves: bool = False
) -> Person:
    """
    Return the person's row, held, for somebody to whom their support is open.

    :param or_themselves: on their own pages somebody does this themselves
    :raises NotAllowed: if it is not
    """
    return begin_in(Layer.SUPPORT, by=by, person=person, now=now, or_themselves=or_themselves)


__all__ = ["SupportRefused", "begin", "checked", "whose"]
