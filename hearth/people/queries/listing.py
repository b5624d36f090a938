"""The list of people: those welcomed here lately first, a page at a time."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from django.db.models import F, Max, Q, QuerySet

from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Acquaintance, Person
from hearth.people.queries.links import linked_with
from hearth.people.queries.seeing import visible_to
from hearth.places.models import Site

PAGE = 50
"""People on one page of the list."""


class Which(StrEnum):
    """Which people the list shows. Only a team sees more than its door's list."""

    EVERYONE = "everyone"
    QUIET = "quiet"
    DIED = "died"


@dataclass(frozen=True)
class PersonRow:
    """One person in a list, with the other records that are the same person."""

    id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    last_welcomed_on: datetime.date | None
    listed: bool = True
    same_as: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True)
class Listing:
    """One page of people, and how many there are."""

    rows: tuple[PersonRow, ...]
    first: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last person shown; the first on the list is 1."""
        return self.first + self.shown - 1

    @property
    def shown(self) -> int:
        return min(PAGE, max(self.total - self.first + 1, 0))


def people_list(
    *,
    actor: Actor,
    site: Site | None,
    today: datetime.date,
    page: int = 1,
    which: Which = Which.EVERYONE,
) -> Listing:
    """
    Return a page of the people whom the actor may see, those welcomed lately first.

    At a site, or at all the actor's sites. Records that are the same person
    stand together, where the actor may see both. The number of questions does
    not grow with the people.
    """
    known: Any = _known(actor, site, which, today)
    first = (max(page, 1) - 1) * PAGE
    ordered = known.order_by(F("last_on").desc(nulls_last=True), "-person_id")
    last_on = dict(ordered.values_list("person_id", "last_on")[first : first + PAGE])
    return Listing(_rows(last_on, actor), first + 1, known.count())


def rows_for(people: list[Person], *, actor: Actor) -> tuple[PersonRow, ...]:
    """Return people as rows of a list, in their order, each with when they were last welcomed."""
    sites = _sites(actor, Permission.GREET_PEOPLE) | _sites(actor, Permission.SEE_PEOPLE)
    dates = Acquaintance.objects.filter(person__in=people, site_id__in=sites)
    latest = dates.values_list("person_id").annotate(on=Max("last_welcomed_on"))
    found = dict(latest)
    return _rows({person.id: found.get(person.id) for person in people}, actor)


def _known(
    actor: Actor, site: Site | None, which: Which, today: datetime.date
) -> QuerySet[Acquaintance, dict[str, Any]]:
    """Return whom the actor's sites know, each person once, with the last day of a welcome."""
    sees, greets = _sites(actor, Permission.SEE_PEOPLE), _sites(actor, Permission.GREET_PEOPLE)
    if site:
        sees, greets = sees & {site.id}, greets & {site.id}
    known = Acquaintance.objects.filter(until__isnull=True)
    if which is Which.DIED:
        known = known.filter(site_id__in=sees, person__died_recorded_at__isnull=False)
    else:
        only_greets = Q(site_id__in=greets - sees, person__greeted_at__overlap=list(greets - sees))
        mine = Q(site_id__in=sees) | only_greets if greets - sees else Q(site_id__in=sees)
        known = known.filter(mine, person__died_recorded_at__isnull=True)
    grouped: Any = known.values("person_id").annotate(last_on=Max("last_welcomed_on"))
    if which is Which.QUIET:
        weeks_ago = today - QUIET_AFTER
        grouped = grouped.filter(Q(last_on__lt=weeks_ago) | Q(last_on__isnull=True))
    return cast(QuerySet[Acquaintance, dict[str, Any]], grouped)


QUIET_AFTER = datetime.timedelta(weeks=6)
"""Not welcomed for so long: quiet. They are one tap from being welcomed back."""


def _sites(actor: Actor, permission: Permission) -> set[UUID]:
    return set(actor.places_where(permission))


def _rows(last_on: dict[UUID, datetime.date | None], actor: Actor) -> tuple[PersonRow, ...]:
    """Return rows in the order of last_on; the first of linked records stands for all of them."""
    people = visible_to(actor).in_bulk(list(last_on))
    linked = linked_with(people, actor=actor)
    rows, told = [], set()
    for person_id, on in last_on.items():
        if person_id not in people or person_id in told:
            continue
        person, same = people[person_id], linked.get(person_id, [])
        told |= {other.id for other in same}
        rows.append(
            PersonRow(
                id=person.id,
                known_as=person.known_as,
                pronouns=person.pronouns,
                need_flags=tuple(person.need_flags),
                last_welcomed_on=on,
                listed=person.listed,
                same_as=tuple((other.id, other.known_as) for other in same),
            )
        )
    return tuple(rows)
