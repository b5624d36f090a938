"""What one person's page may show to whoever opens it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Acquaintance, FindingKey, Person
from hearth.people.queries.links import LinkRow, linked_with, links_of
from hearth.people.queries.sections import (
    DetailsSection,
    HelloSection,
    ListingSection,
    WaySection,
    details_of,
    hello_of,
    listing_of,
    unsafe_kinds,
    ways_of,
)
from hearth.people.queries.seeing import (
    get_person,
    may_change,
    may_change_hello,
    sees_what_they_told,
)


@dataclass(frozen=True)
class KnownWhere:
    """That a site knows somebody: since when, last welcomed when, and until when."""

    site_id: UUID
    site_name: str
    slug: str
    since: datetime.date
    last_welcomed_on: datetime.date | None
    until: datetime.date | None
    may_let_go: bool


@dataclass(frozen=True)
class Died:
    """That somebody has died: when, if it is known, and who told us."""

    on: datetime.date | None
    source: str


@dataclass(frozen=True)
class PersonPage:
    """
    A person, as far as the actor may see them.

    A greeter has the hello and no more: told is None, and the tuples are empty.
    """

    id: UUID
    hello: HelloSection
    need_flags: tuple[tuple[str, str], ...]
    unsafe: tuple[str, ...]
    listing: ListingSection
    held_by: str
    died: Died | None
    told: DetailsSection | None
    ways: tuple[WaySection, ...]
    known_where: tuple[KnownWhere, ...]
    links: tuple[LinkRow, ...]
    same_as: tuple[tuple[UUID, str], ...]
    card_since: datetime.date | None
    may_change_hello: bool
    may_change: bool


def person_page(person_id: UUID, actor: Actor, *, found: UUID | None = None) -> PersonPage:
    """
    Return what a person's page may show. Whoever draws it writes down that it was opened.

    :param found: whom this request has proven it may open (see finding.reveal_found)
    :raises Person.DoesNotExist: if the actor may not see them
    """
    person = get_person(person_id, actor, found=found)
    team = sees_what_they_told(actor, person)
    same = linked_with([person.id], actor=actor).get(person.id, []) if team else []
    died = Died(person.died_on, person.died_source if team else "") if person.has_died else None
    return PersonPage(
        id=person.id,
        hello=hello_of(person),
        need_flags=tuple(person.need_flags),
        unsafe=unsafe_kinds(person),
        listing=listing_of(person),
        held_by=person.held_by.name,
        died=died,
        told=details_of(person) if team else None,
        ways=tuple(ways_of(person)) if team else (),
        known_where=known_where(person, actor=actor) if team else (),
        links=tuple(links_of(person, actor=actor)) if team else (),
        same_as=tuple((other.id, other.known_as) for other in same),
        card_since=card_since(person) if team else None,
        may_change_hello=may_change_hello(actor, person),
        may_change=may_change(actor, person),
    )


def known_where(person: Person, *, actor: Actor) -> tuple[KnownWhere, ...]:
    """Return which of the actor's own sites know a person, and since when."""
    sees = actor.places_where(Permission.SEE_PEOPLE)
    known = Acquaintance.objects.filter(person=person, site_id__in=sees).select_related("site")
    changes = set(actor.places_where(Permission.CHANGE_PEOPLE))
    others = len(person.known_at) > 1
    return tuple(
        KnownWhere(
            site_id=one.site_id,
            site_name=one.site.name,
            slug=one.site.slug,
            since=one.since,
            last_welcomed_on=one.last_welcomed_on,
            until=one.until,
            may_let_go=others and one.until is None and one.site_id in changes,
        )
        for one in known.order_by("since", "id")
    )


def last_came_on(person: Person, *, actor: Actor) -> datetime.date | None:
    """Return the last day on which somebody was welcomed at a site whose records the actor sees."""
    days = [known.last_welcomed_on for known in known_where(person, actor=actor)]
    return max((day for day in days if day), default=None)


def card_since(person: Person) -> datetime.date | None:
    """Return the day on which a person's card was made, if they have one."""
    card = FindingKey.objects.filter(person=person, kind=FindingKey.Kind.CARD).first()
    return timezone.localdate(card.recorded_at) if card else None
