"""Who may see whom."""

from uuid import UUID

from django.db.models import Q

from hearth.foundation.actors import Actor, Permission, require
from hearth.people.models import Person, PersonQuerySet
from hearth.places.models import Site


def visible_to(actor: Actor) -> PersonQuerySet:
    """
    Return the people the actor may see: known to their team's sites, or on their door's list.

    Those found by what they said (see finding.py) are not among them: they are
    asked for one by one.
    """
    return Person.objects.filter(
        Q(known_at__overlap=list(actor.places_where(Permission.SEE_PEOPLE)))
        | Q(greeted_at__overlap=list(actor.places_where(Permission.GREET_PEOPLE)))
    )


def get_person(person_id: UUID, actor: Actor, *, found: UUID | None = None) -> Person:
    """
    Return a person, if the actor may see them.

    Nobody of that name and somebody out of bounds look the same from outside.

    :param found: whom this request has proven it may open (see finding.reopen)
    :raises Person.DoesNotExist: in either case
    """
    if found is not None and found == person_id:
        return Person.objects.select_related("held_by").get(id=person_id)
    return visible_to(actor).select_related("held_by").get(id=person_id)


def is_known_to(site: Site, person: Person) -> bool:
    """Test if the site knows the person."""
    return site.id in person.known_at


def people_here_lately(site: Site, *, actor: Actor) -> PersonQuerySet:
    """Return the people welcomed at a site in the last 26 weeks and listed, by name."""
    require(actor, Permission.GREET_PEOPLE, at=site)
    return Person.objects.filter(greeted_at__contains=[site.id]).order_by("known_as", "id")
