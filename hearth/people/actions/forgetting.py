"""Forgetting somebody: all that this app holds about them goes, and no counts change."""

from django.db import transaction
from django.db.models import Q

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import findable, standing
from hearth.people.models import (
    Acquaintance,
    Details,
    FindingKey,
    Link,
    OtherName,
    Person,
    WayToContact,
)


@transaction.atomic
def forget_person(*, by: Actor, person: Person) -> None:
    """
    Remove a person's record, with everything that this app holds about them.

    The apps above are asked first: each takes the person out of its own rows
    and keeps the count. The trail keeps that there was a record, by its id
    alone. Records it was linked with stay as they are.

    :raises NotAllowed: if the actor does not keep records at every site,
        because a link may end where a worker of one site cannot see
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    with standing.reaching(person.id):
        Link.objects.filter(Q(one=person) | Q(other=person)).delete()
        for model in (Details, OtherName, WayToContact, FindingKey, Acquaintance):
            model.objects.filter(person=person).delete()
        Person.objects.filter(id=person.id).delete()
    findable.refresh([person.id])
    findable.sweep()  # a name that only they had must not be left among the spellings
    audit.note(by=by, verb="forgot", subject=person)
