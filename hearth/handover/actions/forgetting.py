"""Forgetting somebody: all lines about them go, and what was done to those."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.handover.models import ABOUT_SOMEONE
from hearth.people import standing
from hearth.people.models import Person


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it.

    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        for model in ABOUT_SOMEONE:
            model._default_manager.filter(person=person).delete()
    audit.note(by=by, verb="forgot what shifts left each other about", subject=person)
