"""Whether reports leave somebody out."""

from django.db.models import Q

from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.links import linked_with


def is_left_out(person: Person, *, actor: Actor) -> bool:
    """
    Test if this record, or one that is linked with it, is in no report, as the database counts.

    They objected to being part of reports, or a record is kept and not used.
    """
    same = [
        person.id,
        *(other.id for other in linked_with([person.id], actor=actor).get(person.id, [])),
    ]
    objected = Q(not_counted=True) | Q(restricted_on__isnull=False)
    return Person.objects.filter(objected, id__in=same).exists()
