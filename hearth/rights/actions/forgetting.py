"""Forgetting somebody: what they asked, and every copy that was made for them, goes with them."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.models import Person
from hearth.rights.models import ABOUT_SOMEONE


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove all that this app holds about somebody.

    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        for model in ABOUT_SOMEONE:
            model._default_manager.filter(person=person).delete()
    audit.note(by=by, verb="forgot the requests of", subject=person)
