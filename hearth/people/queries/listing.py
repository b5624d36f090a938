"""
The list of people: those welcomed here lately first, a page at a time. Whoever chose not to be
listed is on none of its pages, for anybody.

A wall looks at every row that a question reads, which takes longer the more
sites its reader has: so a page reads about as many rows as it shows, however
far down the list it is, and nobody is counted who is not shown.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import Max

from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Acquaintance, Person
from hearth.people.queries.links import linked_with
from hearth.people.queries.seeing import may_change, visible_to
from hearth.people.standing import LATELY
from hearth.places.models import Site

PAGE = 50
"""People on one page of the list."""

QUIET_AFTER = datetime.timedelta(weeks=6)
"""Not welcomed for so long: quiet. They are one tap from being welcomed back."""


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
    may_change: bool = False
    why: str = ""
    """Why somebody was found who was looked for, where that is not plain to see."""
    same_as: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True)
class Mark:
    """A place in the list: between two people. The address of a page names it."""

    on: datetime.date | None
    person_id: UUID

    def __str__(self) -> str:
        return f"{self.on or 'never'}.{self.person_id}"

    @classmethod
    def read(cls, typed: str) -> "Mark | None":
        """Return the place that an address names, or None if it makes no sense."""
        on, _, person_id = typed.partition(".")
        try:
            day = None if on == "never" else datetime.date.fromisoformat(on)
            return cls(day, UUID(person_id))
        except ValueError:
            return None


@dataclass(frozen=True)
class Listing:
    """One page of people, and where the pages on either side of it begin."""

    rows: tuple[PersonRow, ...]
    after: Mark | None = None
    """Where the next page begins; None if this is the last."""
    before: Mark | None = None
    """Where the page before this one ends; None if this is the first."""


FOUND = """
SELECT a.person_id, a.last_welcomed_on, {latest}
  FROM (
    SELECT k.*
      FROM unnest(%(sites)s::uuid[], %(since)s::date[]) AS mine (site_id, since)
     CROSS JOIN LATERAL (
        SELECT k.person_id, k.last_welcomed_on, k.site_id FROM people_acquaintance k
         WHERE k.site_id = mine.site_id AND k.until IS NULL
           AND (mine.since IS NULL OR k.last_welcomed_on >= mine.since)
           AND {quiet} AND {beyond}
         ORDER BY k.last_welcomed_on {down} NULLS {nulls}, k.person_id {down}
         LIMIT %(most)s
     ) k
     ORDER BY k.last_welcomed_on {down} NULLS {nulls}, k.person_id {down}, k.site_id DESC
     LIMIT %(most)s
  ) a
 ORDER BY a.last_welcomed_on {down} NULLS {nulls}, a.person_id {down}, a.site_id DESC
"""
"""The acquaintances on a page, of all the sites, each with whether it is that person's latest: if
not, the person stands further up. Of two on one day the latest comes first, so that no page ends
between a person's two."""

QUIET = "(k.last_welcomed_on < %(quiet)s OR k.last_welcomed_on IS NULL)"
LATEST = """NOT EXISTS (
    SELECT FROM people_acquaintance b
     WHERE b.person_id = a.person_id AND b.until IS NULL AND b.site_id = ANY (%(sites)s::uuid[])
       AND (coalesce(b.last_welcomed_on, '-infinity'), b.site_id)
         > (coalesce(a.last_welcomed_on, '-infinity'), a.site_id))"""
AFTER = """(k.last_welcomed_on < %(on)s OR k.last_welcomed_on IS NULL
    OR (k.last_welcomed_on = %(on)s AND k.person_id < %(person)s))"""
BEFORE = """(k.last_welcomed_on > %(on)s
    OR (k.last_welcomed_on = %(on)s AND k.person_id > %(person)s))"""
AFTER_NEVER = "(k.last_welcomed_on IS NULL AND k.person_id < %(person)s)"
BEFORE_NEVER = "(k.last_welcomed_on IS NOT NULL OR k.person_id > %(person)s)"


def people_list(
    *,
    actor: Actor,
    site: Site | None,
    today: datetime.date,
    which: Which = Which.EVERYONE,
    after: Mark | None = None,
    before: Mark | None = None,
) -> Listing:
    """
    Return a page of the people whom the actor may see, those welcomed lately first.

    At a site, or at all the actor's sites. Records that are the same person
    stand together, where the actor may see both. The number of questions does
    not grow with the people, nor does what each of them reads.

    :param after: where the page begins; nowhere means at the top
    :param before: where the page ends, instead
    """
    if which is Which.DIED:
        return Listing(_died(actor, site))
    found = _found(actor, site, today, which, after, before)
    more, found = len(found) > PAGE, found[:PAGE]
    if before:
        found.reverse()
    marks = [Mark(on, person_id) for person_id, on, _ in found]
    latest = {person_id: on for person_id, on, is_latest in found if is_latest}
    return Listing(
        rows_in_order(latest, actor, living=True),
        after=marks[-1] if marks and (more or before) else None,
        before=marks[0] if marks and (after or (more and before)) else None,
    )


def rows_for(people: list[Person], *, actor: Actor) -> tuple[PersonRow, ...]:
    """Return people as rows of a list, in their order, each with when they were last welcomed."""
    sites = _sites(actor, Permission.GREET_PEOPLE) | _sites(actor, Permission.SEE_PEOPLE)
    dates = Acquaintance.objects.filter(person__in=people, site_id__in=sites)
    latest = dates.values_list("person_id").annotate(on=Max("last_welcomed_on"))
    found = dict(latest)
    return rows_in_order({person.id: found.get(person.id) for person in people}, actor)


def _found(
    actor: Actor,
    site: Site | None,
    today: datetime.date,
    which: Which,
    after: Mark | None,
    before: Mark | None,
) -> list[tuple[UUID, datetime.date | None, bool]]:
    """Return whom the page may hold and one more: who, when, and whether that was the latest."""
    sees, greets = _sites(actor, Permission.SEE_PEOPLE), _sites(actor, Permission.GREET_PEOPLE)
    if site:
        sees, greets = sees & {site.id}, greets & {site.id}
    only_greets = sorted(greets - sees)
    sites = [*sorted(sees), *only_greets]
    mark = before or after
    if mark is None:
        beyond = "true"
    elif before:
        beyond = BEFORE if mark.on else BEFORE_NEVER
    else:
        beyond = AFTER if mark.on else AFTER_NEVER
    question = FOUND.format(
        quiet=QUIET if which is Which.QUIET else "true",
        beyond=beyond,
        latest=LATEST if len(sites) > 1 else "true",
        down="ASC" if before else "DESC",
        nulls="FIRST" if before else "LAST",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            question,
            {
                "sites": sites,
                "since": [None] * len(sees) + [today - LATELY] * len(only_greets),
                "quiet": today - QUIET_AFTER,
                "on": mark.on if mark else None,
                "person": mark.person_id if mark else None,
                "most": PAGE + 1,
            },
        )
        return list(cursor.fetchall())


def _died(actor: Actor, site: Site | None) -> tuple[PersonRow, ...]:
    """Return the people who have died, those written down lately first. Only a team sees them."""
    sees = _sites(actor, Permission.SEE_PEOPLE)
    if site:
        sees = sees & {site.id}
    died = Person.objects.listed().filter(
        died_recorded_at__isnull=False, known_at__overlap=list(sees)
    )
    return rows_for(list(died.order_by("-died_recorded_at", "id")[: 4 * PAGE]), actor=actor)


def _sites(actor: Actor, permission: Permission) -> set[UUID]:
    return set(actor.places_where(permission))


def rows_in_order(
    last_on: dict[UUID, datetime.date | None], actor: Actor, *, living: bool = False
) -> tuple[PersonRow, ...]:
    """
    Return rows in the order of last_on; the first of linked records stands for all of them.

    Whoever chose not to be listed is left out.

    :param living: leave out those who have died
    """
    visible = visible_to(actor).listed()
    people = (visible.living() if living else visible).in_bulk(list(last_on))
    linked = linked_with(people, actor=actor)
    rows, told = [], set()
    for person_id, on in last_on.items():
        if person_id not in people or person_id in told:
            continue
        person = people[person_id]
        same = [other for other in linked.get(person_id, []) if other.listed]
        told |= {other.id for other in same}
        rows.append(
            PersonRow(
                id=person.id,
                known_as=person.known_as,
                pronouns=person.pronouns,
                need_flags=tuple(person.need_flags),
                last_welcomed_on=on,
                may_change=may_change(actor, person),
                same_as=tuple((other.id, other.known_as) for other in same),
            )
        )
    return tuple(rows)
