"""Finding somebody beyond one's sight, by what only they could have said or carry."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.db.models import QuerySet

from hearth.foundation import audit
from hearth.foundation.acting import reveal
from hearth.foundation.actors import Actor, Permission, require, require_somewhere
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
    _refuse_many_tries(by, now)
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


@transaction.atomic
def find_who_asks(
    *, by: Actor, name: str, born_on: datetime.date, now: datetime.datetime
) -> list[Person]:
    """
    Find somebody who asks about their record, by their full name with their date of birth.

    It opens nobody: whoever answers for what is asked opens what they asked, by its own pages.

    :returns: those for whom the actor answers, at a site that knows them; never themselves
    :raises NotAllowed: if the actor answers for nothing
    :raises PersonRefused: if half of the name is missing
    :raises TooManyTries: if they have found nobody too often this hour
    """
    require_somewhere(by, Permission.ANSWER_RIGHTS)
    if len(name.split()) < 2:
        raise PersonRefused("Write their full name: first name and family name")
    _refuse_many_tries(by, now)
    kind = FindingKey.Kind.NAME_AND_BIRTH
    return _answered_for(by, kind, people_with(key_of_name(fold(name), born_on), kind), now)


@transaction.atomic
def find_who_asks_by_paper(*, by: Actor, code: str, now: datetime.datetime) -> list[Person]:
    """
    Find somebody who asks about their record, by the code of their card or the number of it.

    :returns: as find_who_asks
    :raises NotAllowed: if the actor answers for nothing
    :raises PersonRefused: if it can be neither
    :raises TooManyTries: if they have found nobody too often this hour
    """
    require_somewhere(by, Permission.ANSWER_RIGHTS)
    _refuse_many_tries(by, now)
    kind = FindingKey.Kind.CARD
    try:
        ids = [UUID(code.strip())]
    except ValueError:
        if sum(letter in CARD_LETTERS for letter in code.upper()) != CARD_LENGTH:
            raise PersonRefused(
                f"Write the code of a card, which has {CARD_LENGTH} letters and numbers, or the "
                "number of a record, which has 32"
            ) from None
        ids = people_with(key_of_card(code), kind)
    return _answered_for(by, kind, ids, now)


def _answered_for(
    by: Actor, kind: FindingKey.Kind, ids: list[UUID], now: datetime.datetime
) -> list[Person]:
    """Return those for whom the actor answers, and write down that they were looked for."""
    places = set(by.places_where(Permission.ANSWER_RIGHTS))
    found: list[Person] = []
    if ids:
        with standing.reaching(*ids):
            rows = Person.objects.filter(id__in=ids).order_by("recorded_at", "id")
            found = [row for row in rows if places & set(row.known_at) and row.worker_id != by.id]
    _count_on_its_own(by, kind, found[0].id if found else None, now)
    for person in found:
        audit.note(by=by, verb="found to answer what they ask", subject=person)
    return found


def _refuse_many_tries(by: Actor, now: datetime.datetime) -> None:
    """:raises TooManyTries: if they have found nobody too often this hour"""
    misses = FindingAttempt.objects.filter(
        actor_id=by.id, recorded_at__gt=now - AN_HOUR, found_id__isnull=True
    )
    if misses.count() >= MOST_MISSES:
        raise TooManyTries(
            "You have looked for many people who were not found. Wait an hour, or ask a colleague"
        )


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
