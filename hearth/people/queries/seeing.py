"""Who may see whom, and do what with their record."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Person, PersonQuerySet


def holds_at_one(actor: Actor, permission: Permission, sites: Iterable[UUID]) -> bool:
    """Test if the actor holds the permission at one of the sites or more."""
    return not set(actor.places_where(permission)).isdisjoint(sites)


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

    :param found: whom this request has proven it may open (see finding.reveal_found)
    :raises Person.DoesNotExist: in either case
    """
    people = visible_to(actor) if found is None or found != person_id else Person.objects.all()
    return people.select_related("held_by").get(id=person_id)


def sees_what_they_told(actor: Actor, person: Person) -> bool:
    """Test if the actor is of a team that knows the person, and so sees more than the hello."""
    return holds_at_one(actor, Permission.SEE_PEOPLE, person.known_at)


def may_change(actor: Actor, person: Person) -> bool:
    """Test if the actor may write down more about the person: details, ways to contact, links."""
    return holds_at_one(actor, Permission.CHANGE_PEOPLE, person.known_at)


def may_change_hello(actor: Actor, person: Person) -> bool:
    """
    Test if the actor may write down how the person likes to be welcomed, and what they need.

    At the door too, by whoever welcomes them: it should never have to be said
    a second time because the right worker was not in.
    """
    greets_there = set(actor.places_where(Permission.GREET_PEOPLE)) & set(person.greeted_at)
    return may_change(actor, person) or holds_at_one(actor, Permission.RECORD_VISIT, greets_there)
