"""Finding somebody beyond one's sight, by what only they could have said or carry."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import QuerySet

from hearth.foundation import audit
from hearth.foundation.acting import reveal
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.foundation.schema import schema_in_hand
from hearth.people import standing
from hearth.people.actions.editing import hold, require_change
from hearth.people.actions.meeting import PersonRefused
from hearth.people.finding import (
    CARD_LENGTH,
    CARD_LETTERS,
    fold,
    key_of_card,
    key_of_name,
    new_code,
    people_with,
    word_that_found,
)
from hearth.people.models import FindingAttempt, FindingKey, Person
from hearth.places.models import Site

MOST_MISSES = 10
"""How many times in an hour one worker may look for somebody and find nobody."""
AN_HOUR = datetime.timedelta(hours=1)


class TooManyTries(Refused):
    """The worker has looked for too many people who were not found."""


@dataclass(frozen=True)
class Found:
    """Somebody who was found: what a greeter needs, and the word that opens them again."""

    person_id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    token: str


@transaction.atomic
def find_person(
    *, by: Actor, site: Site, name: str, born_on: datetime.date, now: datetime.datetime
) -> list[Found]:
    """
    Find somebody from anywhere by their full name, in either order, with their date of birth.

    Whoever is found is opened for the rest of the request. Nobody is found
    when nobody has told us that name and date together: there is no partly.
    Two records of one person are both found.

    :raises NotAllowed: if the actor may not find people at this site
    :raises PersonRefused: if half of the name is missing
    :raises TooManyTries: if they have found nobody too often this hour
    """
    if len(name.split()) < 2:
        raise PersonRefused("Write their full name: first name and family name")
    kind = FindingKey.Kind.NAME_AND_BIRTH
    return _find(by, site, kind, key_of_name(fold(name), born_on), now)


@transaction.atomic
def find_by_card(*, by: Actor, site: Site, code: str, now: datetime.datetime) -> list[Found]:
    """
    Find somebody from anywhere by the card they carry.

    :raises NotAllowed: if the actor may not find people at this site
    :raises PersonRefused: if that cannot be the code of a card
    :raises TooManyTries: if they have found nobody too often this hour
    """
    if sum(letter in CARD_LETTERS for letter in code.upper()) != CARD_LENGTH:
        raise PersonRefused(f"The code on a card has {CARD_LENGTH} letters and numbers")
    return _find(by, site, FindingKey.Kind.CARD, key_of_card(code), now)


def _find(
    by: Actor, site: Site, kind: FindingKey.Kind, key: bytes, now: datetime.datetime
) -> list[Found]:
    require(by, Permission.FIND_ANYONE, at=site)
    misses = FindingAttempt.objects.filter(
        actor_id=by.id, recorded_at__gt=now - AN_HOUR, found_id__isnull=True
    )
    if misses.count() >= MOST_MISSES:
        raise TooManyTries(
            "You have looked for many people who were not found. Wait an hour, or ask a colleague"
        )
    people = _living_or_ours(people_with(key, kind), by)
    _count_on_its_own(by, kind, people[0].id if people else None, now)
    reveal([person.id for person in people])
    for person in people:
        audit.note(by=by, verb="found", subject=person, place=site)
    return [
        Found(
            person_id=person.id,
            known_as=person.known_as,
            pronouns=person.pronouns,
            need_flags=tuple(person.need_flags),
            token=word_that_found(person.id, actor=by),
        )
        for person in people
    ]


def _living_or_ours(person_ids: list[UUID], by: Actor) -> list[Person]:
    """Return the people, without those who have died, whom only their own team finds."""
    if not person_ids:
        return []
    with standing.reaching(*person_ids):
        people = list(Person.objects.filter(id__in=person_ids).order_by("recorded_at", "id"))
    ours = set(by.places_where(Permission.SEE_PEOPLE))
    return [person for person in people if not person.has_died or ours & set(person.known_at)]


def _count_on_its_own(
    by: Actor, kind: FindingKey.Kind, found_id: UUID | None, now: datetime.datetime
) -> None:
    """
    Write the attempt down over a connection of its own, where no failure of this request undoes it.

    A look at the database is worth a connection: it happens when somebody has
    given their name and birth date, not while a list is typed into.
    """
    schema = schema_in_hand()
    apart: Any = connections.create_connection("default")
    try:
        apart.set_schema(schema)
        with apart.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(f"""SET LOCAL app."user" = '{by.id}'""")
            cursor.execute(f"SET LOCAL app.partnership = '{schema}'")
            cursor.execute(
                "INSERT INTO people_findingattempt (id, recorded_at, actor_id, kind, found_id)"
                " VALUES (%s, %s, %s, %s, %s)",
                [uuid7(), now, by.id, kind.value, found_id],
            )
            cursor.execute("COMMIT")
    finally:
        apart.close()


@transaction.atomic
def issue_card(*, by: Actor, person: Person) -> str:
    """
    Make a card for somebody to carry, and return its code: the only time that it is shown.

    What is kept is a keyed hash. Cards they had before stop working.

    :raises NotAllowed: if the actor is not of a team that knows them
    """
    person = hold(person)
    require_change(by, person)
    _cards(person).delete()
    code = new_code()
    FindingKey.objects.create(
        person=person, kind=FindingKey.Kind.CARD, key=key_of_card(code), known_at=person.known_at
    )
    audit.note(by=by, verb="issued a card to", subject=person)
    return code


@transaction.atomic
def revoke_card(*, by: Actor, person: Person) -> None:
    """
    Let a card that was lost, or is no longer wanted, find nobody.

    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if they have none
    """
    person = hold(person)
    require_change(by, person)
    if not _cards(person).delete()[0]:
        raise PersonRefused("They have no card")
    audit.note(by=by, verb="revoked the card of", subject=person)


def _cards(person: Person) -> QuerySet[FindingKey]:
    return FindingKey.objects.filter(person=person, kind=FindingKey.Kind.CARD)
