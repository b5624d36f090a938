"""Who may see whom, and do what with their record."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.foundation.statements import ask, listed_columns, read_row
from hearth.people import standing
from hearth.people.models import Person, PersonQuerySet, Sight
from hearth.people.opening import hold_open
from hearth.places.models import Organisation


class WorksHereToo(NotAllowed):
    """It is a colleague's record, which the actor did not open for a reason, or their own."""

    says = "They work here too, so their record opens for a reason that cannot wait."

    def __init__(self, actor: Actor, person: Person) -> None:
        super().__init__(f"{actor.label} has not opened the record of their colleague {person.id}")
        if person.worker_id == actor.id:
            self.says = "This record is your own. Nobody opens their own as a worker."
        elif actor.may_somewhere(Permission.FIND_ANYONE):
            self.way_on = ("Open it for a reason", reverse("people:open_record", args=[person.id]))


def holds_at_one(actor: Actor, permission: Permission, sites: Iterable[UUID]) -> bool:
    """Test if the actor holds the permission at one of the sites or more."""
    return not set(actor.places_where(permission)).isdisjoint(sites)


def sight_of(actor: Actor, *, now: datetime.datetime | None = None) -> Sight:
    """
    Return what the actor may see layers by, and hold open what they have opened for a reason.

    On their own pages somebody asks for rows of their own, and the walls say which of these they
    may read.

    :param now: this moment, unless another is given
    """
    now = now or timezone.now()
    if actor.themselves:
        return Sight(actor.id, frozenset(), {actor.themselves}, timezone.localdate(now))
    opened = hold_open(actor, now=now)
    return Sight(actor.id, actor.audiences, opened, timezone.localdate(now))


def visible_to(actor: Actor) -> PersonQuerySet:
    """
    Return the people the actor may see: known to their team's sites, on their door's list, or
    sharing something with them. Never the actor's own record.

    Those found by what they said (see finding.py) are not among them: they are
    asked for one by one.
    """
    audiences = list(actor.audiences)
    return Person.objects.filter(
        Q(known_at__overlap=list(actor.places_where(Permission.SEE_PEOPLE)))
        | Q(greeted_at__overlap=list(actor.places_where(Permission.GREET_PEOPLE)))
        | Q(open_to__overlap=audiences)
        | Q(open_till__overlap=audiences, closes_on__gte=timezone.localdate())
    ).exclude(worker=actor.id)


PERSON = f"""
    SELECT {listed_columns(Person, "p")}, {listed_columns(Organisation, "o")}
      FROM people_person p JOIN places_organisation o ON o.id = p.held_by_id
     WHERE p.id = %s AND (%s OR p.known_at && %s::uuid[] OR p.greeted_at && %s::uuid[]
        OR p.open_to && %s::uuid[] OR (p.open_till && %s::uuid[] AND p.closes_on >= %s))
       AND p.worker_id IS DISTINCT FROM %s
"""  # noqa: S608 (names are our own)


def get_person(person_id: UUID, actor: Actor, *, found: UUID | None = None) -> Person:
    """
    Return a person, if the actor may see them.

    Nobody of that name and somebody out of bounds look the same from outside.

    :param found: whom this request has proven it may open (see finding.reveal_found)
    :raises Person.DoesNotExist: in either case
    """
    teams, doors = (
        list(actor.places_where(permission))
        for permission in (Permission.SEE_PEOPLE, Permission.GREET_PEOPLE)
    )
    audiences, today = list(actor.audiences), timezone.localdate()
    asked = [teams, doors, audiences, audiences, today, actor.id]
    row = ask(PERSON, [person_id, found == person_id, *asked]).fetchone()
    if row is None and person_id in hold_open(actor, now=timezone.now()):
        row = ask(PERSON, [person_id, True, *asked]).fetchone()
    if row is None:
        raise Person.DoesNotExist(person_id)
    person = read_row(Person, row)
    person.held_by = read_row(Organisation, row[len(Person._meta.concrete_fields) :])
    return person


def get_answered_for(person_id: UUID, actor: Actor, *, permission: Permission) -> Person:
    """
    Return somebody, for whoever holds a permission at a site that knows them and sees no records.

    :raises Person.DoesNotExist: if there is nobody, it is the actor, or they hold it nowhere there
    """
    places = set(actor.places_where(permission))
    if not places:
        raise Person.DoesNotExist
    with standing.reaching(person_id):
        person = Person.objects.select_related("held_by").get(id=person_id)
    if not places & set(person.known_at) or person.worker_id == actor.id:
        raise Person.DoesNotExist
    return person


def sees_what_they_told(actor: Actor, person: Person) -> bool:
    """
    Test if the actor sees who the person is, beyond the hello: of a team that knows them, or
    having opened the record for a reason. A colleague's is seen for a reason only.
    """
    if holds_at_one(actor, Permission.SEE_PEOPLE, person.known_at) and not person.worker_id:
        return True
    return person.id in hold_open(actor, now=timezone.now())


def own_records() -> list[UUID]:
    """Return which records are the own ones of whoever acts: all that are linked. One question."""
    row = ask("SELECT people_own_records()", []).fetchone()
    return list(row[0]) if row else []


def trail_stretch(*, before: UUID | None, most: int) -> tuple[UUID | None, list[UUID]]:
    """
    Return the oldest of the next lines of the trail, None if there are no more, and the ids of what
    they are about as far as that is somebody's safety. One question, for whoever reads the trail.

    :param before: the line before which they begin
    :param most: how many lines, at most a thousand
    """
    row = ask("SELECT first, about FROM people_trail_stretch(%s, %s)", [before, most]).fetchone()
    return (row[0], list(row[1])) if row else (None, [])


def is_closed_as_a_workers(person_id: UUID, *, actor: Actor) -> bool:
    """
    Test if a record is the actor's own, or a colleague's that they did not open for a reason.

    The database says so, since nobody sees the row of a record that is their own. Two questions.
    """
    hold_open(actor, now=timezone.now())
    row = ask("SELECT people_closed_as_a_workers(%s)", [person_id]).fetchone()
    return bool(row and row[0])


def is_closed_colleague(actor: Actor, person: Person) -> bool:
    """Test if somebody works here too, and the actor has not opened their record for a reason."""
    return bool(person.worker_id) and not sees_what_they_told(actor, person)


def not_allowed(actor: Actor, person: Person, what: str) -> NotAllowed:
    """Return what to raise where the actor may not: why, if it is that they work here too."""
    if is_closed_colleague(actor, person):
        return WorksHereToo(actor, person)
    return NotAllowed(f"{actor.label} may not {what} {person.id}")


def may_change(actor: Actor, person: Person) -> bool:
    """Test if the actor may write down more about the person: details, ways to contact, links."""
    may = holds_at_one(actor, Permission.CHANGE_PEOPLE, person.known_at)
    return may and not is_closed_colleague(actor, person)


def may_change_hello(actor: Actor, person: Person) -> bool:
    """
    Test if the actor may write down how the person likes to be welcomed, and what they need.

    At the door too, by whoever welcomes them: it should never have to be said
    a second time because the right worker was not in. A colleague's is changed
    by whoever opened it for a reason: what it said before is closed too, and is kept.
    """
    if is_closed_colleague(actor, person):
        return False
    greets_there = set(actor.places_where(Permission.GREET_PEOPLE)) & set(person.greeted_at)
    return may_change(actor, person) or holds_at_one(actor, Permission.RECORD_VISIT, greets_there)
