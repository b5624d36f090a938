"""Forgetting somebody: all that was done together goes."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.models import Person
from hearth.support.models import ABOUT_SOMEONE, Contact, NamelessContact


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it.

    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        contacts = list(Contact.objects.filter(person=person).values_list("id", flat=True))
        NamelessContact.objects.filter(id__in=contacts).delete()
        for model in ABOUT_SOMEONE:
            model._default_manager.filter(person=person).delete()
    audit.note(by=by, verb="forgot the support of", subject=person)
