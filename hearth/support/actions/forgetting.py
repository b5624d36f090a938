"""Forgetting somebody: all that was done together goes."""

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import standing
from hearth.people.actions.forgetting import Holders, remove_held
from hearth.people.models import Person
from hearth.support.actions.counting import keep_count
from hearth.support.models import ABOUT_SOMEONE, Contact, NamelessContact


@transaction.atomic
def forget_person(*, by: Actor, person: Person, held_by: Holders | None = None) -> None:
    """
    Remove all that this app holds about somebody, whoever may read it, and keep the count.

    :param held_by: only what these organisations hold; all of it, if None
    :raises NotAllowed: unless the actor keeps records at every site: half forgotten is not
        forgotten
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        keep_count(person, held_by, by=by)
        theirs = Contact.objects.filter(person=person)
        if held_by is not None:
            theirs = theirs.filter(held_by__in=held_by)
        contacts = list(theirs.values_list("id", flat=True))
        NamelessContact.objects.filter(id__in=contacts).delete()
        remove_held(ABOUT_SOMEONE, person, held_by)
    audit.note(by=by, verb="forgot the support of", subject=person)
