"""Forgetting somebody: all lines about them go, and what was done to those."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.handover.models import ABOUT_SOMEONE
from hearth.people import standing
from hearth.people.actions.forgetting import Holders, remove_held
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        remove_held(ABOUT_SOMEONE, person, held_by)
    audit.note(by=by, verb="forgot what shifts left each other about", subject=person)
