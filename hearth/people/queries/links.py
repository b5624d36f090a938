"""Which records are the same person, as far as the actor may see both."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Q

from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Link, Person
from hearth.people.queries.seeing import visible_to

GROUPS = """
WITH RECURSIVE same (started_at, person_id) AS (
    SELECT p, p FROM unnest(%(people)s::uuid[]) AS p
    UNION
    SELECT s.started_at, CASE WHEN l.one_id = s.person_id THEN l.other_id ELSE l.one_id END
      FROM same s JOIN people_link l ON s.person_id IN (l.one_id, l.other_id)
     WHERE l.unlinked_at IS NULL
       AND l.one_known_at && %(sees)s::uuid[] AND l.other_known_at && %(sees)s::uuid[]
)
SELECT started_at, person_id FROM same WHERE started_at <> person_id
"""


def linked_with(person_ids: Iterable[UUID], *, actor: Actor) -> dict[UUID, list[Person]]:
    """
    Return, for each of these records, the others that are the same person, through every link.

    A link counts only if the actor may see both its ends, so a chain may come
    apart for one worker and hold together for another. Two questions, however
    many records.
    """
    asked = {"people": list(person_ids), "sees": list(actor.places_where(Permission.SEE_PEOPLE))}
    with connection.cursor() as cursor:
        cursor.execute(GROUPS, asked)
        pairs = cursor.fetchall()
    others = visible_to(actor).in_bulk({other for _, other in pairs}) if pairs else {}
    groups = defaultdict(list)
    for person_id, other in pairs:
        if other in others:
            groups[person_id].append(others[other])
    for group in groups.values():
        group.sort(key=lambda person: (person.known_as.casefold(), person.id))
    return dict(groups)


@dataclass(frozen=True)
class LinkRow:
    """One link of a record, which can be taken apart."""

    id: UUID
    person_id: UUID
    known_as: str
    why: str
    linked_by: str


def links_of(person: Person, *, actor: Actor) -> list[LinkRow]:
    """Return the links that a record stands in itself, each with the record at its other end."""
    sees = list(actor.places_where(Permission.SEE_PEOPLE))
    links = (
        Link.objects.filter(Q(one=person) | Q(other=person), unlinked_at__isnull=True)
        .filter(one_known_at__overlap=sees, other_known_at__overlap=sees)
        .select_related("one", "other", "linked_by")
        .order_by("recorded_at", "id")
    )
    rows = []
    for link in links:
        far = link.other if link.one_id == person.id else link.one
        rows.append(LinkRow(link.id, far.id, far.known_as, link.why, str(link.linked_by.name)))
    return rows


def get_link(link_id: UUID, *, actor: Actor) -> Link:
    """
    Return a link that still holds, if the actor may see both its ends.

    :raises Link.DoesNotExist: otherwise
    """
    sees = list(actor.places_where(Permission.SEE_PEOPLE))
    links = Link.objects.filter(one_known_at__overlap=sees, other_known_at__overlap=sees)
    return links.select_related("one", "other").get(id=link_id, unlinked_at__isnull=True)
