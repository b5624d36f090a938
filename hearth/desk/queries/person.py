"""What one person's page shows, to this reader."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.errors import Refused
from hearth.frontdoor.queries import VisitsOf, visits_of
from hearth.people import finding
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.people.queries.links import LinkRow, links_of
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    WaySection,
    details_of,
    hello_of,
    ways_of,
)


@dataclass(frozen=True)
class PersonPage:
    """A person, as this reader may see them."""

    person: Person
    hello: HelloSection
    sees_details: bool
    """Whether the reader is in a team that knows the person."""
    details: DetailsSection | None
    ways: list[WaySection]
    links: list[LinkRow]
    visits: VisitsOf
    may_change_hello: bool
    may_change: bool
    age: int | None
    """In whole years; None if no birth date is known, or they have died."""


def person_page(person_id: UUID, *, actor: Actor, token: str, today: datetime.date) -> PersonPage:
    """
    Return what a person's page shows, and write down that it was opened.

    :param token: what finding gave for somebody found by what they said; may be empty
    :raises Person.DoesNotExist: if the reader may not see them, or there is no such person
    """
    found = _found(token, actor)
    person = get_person(person_id, actor, found=found)
    team = _may_at_theirs(actor, Permission.SEE_PEOPLE, person)
    details = details_of(person) if team else None
    audit.opened(by=actor, person_id=person.id, page="page" if team else "hello")
    return PersonPage(
        person=person,
        hello=hello_of(person),
        sees_details=team,
        details=details,
        ways=ways_of(person) if team else [],
        links=links_of(person, actor=actor) if team else [],
        visits=visits_of(person, actor=actor),
        may_change_hello=_may_at_theirs(actor, Permission.RECORD_VISIT, person),
        may_change=_may_at_theirs(actor, Permission.CHANGE_PEOPLE, person),
        age=_age(details.born_on, today) if details and not person.has_died else None,
    )


def _found(token: str, actor: Actor) -> UUID | None:
    if not token:
        return None
    try:
        return finding.reveal_found(actor=actor, token=token)
    except Refused:
        return None


def _may_at_theirs(actor: Actor, permission: Permission, person: Person) -> bool:
    """Test if the actor holds a permission at some site that knows the person."""
    return not set(person.known_at).isdisjoint(actor.places_where(permission))


def _age(born_on: datetime.date | None, today: datetime.date) -> int | None:
    if born_on is None:
        return None
    had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (0 if had_birthday else 1)
