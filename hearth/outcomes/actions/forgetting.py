"""Forgetting somebody: all that they answered goes."""

from hearth.foundation.actors import Actor
from hearth.outcomes.models import ABOUT_SOMEONE
from hearth.people.actions.forgetting import Holders, forget_rows
from hearth.people.models import Person


def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    forget_rows(ABOUT_SOMEONE, verb="forgot the readings of", by=by, person=person, held_by=held_by)
