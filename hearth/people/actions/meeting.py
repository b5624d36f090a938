"""Getting to know somebody: by a name at the door, and by each welcome after that."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.foundation.errors import PartRefused
from hearth.foundation.identifiers import uuid7
from hearth.people import findable, standing
from hearth.people.models import Acquaintance, Person
from hearth.people.standing import Welcome
from hearth.people.telling import LONGEST_NAME
from hearth.places.models import Site


class PersonRefused(PartRefused):
    """What was asked about a person's record cannot be done."""


@transaction.atomic
def meet_person(
    *, by: Actor, site: Site, known_as: str, today: datetime.date, person_id: UUID | None = None
) -> Person:
    """
    Make somebody known to a site, by the name they like to be called. Meeting is a welcome.

    A form sends an id made when it was drawn, as person_id: sent twice, it is
    one person, and the first record is returned unchanged.

    :param today: the day they were met
    :raises NotAllowed: if the actor may not write down who comes to this site
    :raises PersonRefused: if there is no name, or it is far too long, or the
        person_id is somebody else's
    """
    require_welcoming(by, site)
    name = tidy_name(known_as)
    if person_id and (met_before := Person.objects.filter(id=person_id).first()):
        return met_before
    lately = today >= timezone.localdate() - standing.LATELY
    person = Person(
        id=person_id or uuid7(),
        known_as=name,
        known_at=[site.id],
        greeted_at=[site.id] if lately else [],
        held_by_id=site.run_by_id,
    )
    try:
        with transaction.atomic():
            person.save(force_insert=True)
    except IntegrityError as taken:
        raise PersonRefused("This page was used before. Go back and open it again") from taken
    Acquaintance.objects.create(person=person, site=site, since=today, last_welcomed_on=today)
    findable.refresh([person.id])
    audit.note(by=by, verb="met", subject=person, place=site)
    return person


def note_welcome(*, by: Actor, person: Person, site: Site, on: datetime.date) -> None:
    """
    Let a site know somebody it welcomed, and find them by part of their name for 26 weeks.

    Calling it again for the same day costs one question that changes nothing.

    :param on: the day of the welcome, in England; it may be long ago
    :raises NotAllowed: if the actor may not write down who comes to this site,
        or may not see the person
    """
    note_welcomes(by=by, site=site, welcomes=[Welcome(person.id, first_on=on, last_on=on)])


@transaction.atomic
def note_welcome_again(*, by: Actor, person: Person, site: Site, on: datetime.date) -> None:
    """
    Do the same for a welcome that was written down before, and is being put right.

    The actor may not see who it was (they were found by their card then, say,
    or are not listed any more), and need not: the site has welcomed them already.

    :raises NotAllowed: if the actor may not write down who comes to this site,
        or if the site never welcomed them
    """
    require_welcoming(by, site)
    if not Acquaintance.objects.filter(person_id=person.id, site=site).exists():
        raise NotAllowed(f"{site.id} never welcomed {person.id}")
    with standing.reaching(person.id):
        note_welcome(by=by, person=person, site=site, on=on)


@transaction.atomic(savepoint=False)  # it is on the way of every visit: no more than it must ask
def note_welcomes(*, by: Actor, site: Site, welcomes: Sequence[Welcome]) -> None:
    """
    Do the same for many people at once, such as those on a sheet; each person may be there once.

    :raises NotAllowed: if the actor may not write down who comes to this site,
        or may not see one of the people
    """
    require_welcoming(by, site)
    welcomed = standing.welcome(site.id, welcomes, today=timezone.localdate())
    if len(welcomed) != len(welcomes):
        raise NotAllowed(f"{by.label} may not see everyone who was to be welcomed at {site.id}")
    findable.refresh([person.person_id for person in welcomed if person.newly_listed])
    findable.note_seen([p.person_id for p in welcomed if p.new_day and not p.newly_listed], site.id)
    for person in welcomed:
        if person.newly_known:
            audit.note(by=by, verb="became known", subject=Person(id=person.person_id), place=site)


def require_welcoming(by: Actor, site: Site) -> None:
    """
    Insist that the actor may write down who comes to a site: at the door, in a team, from a sheet.

    :raises NotAllowed: if they may not
    """
    require(by, Permission.GREET_PEOPLE, at=site)
    writes = (Permission.RECORD_VISIT, Permission.CHANGE_PEOPLE, Permission.IMPORT_SHEET)
    if not any(by.may(permission, at=site) for permission in writes):
        raise NotAllowed(f"{by.label} may not write down who comes to {site.id}")


def tidy_name(typed: str) -> str:
    """
    Return a name with its spaces put right, and nothing else changed.

    :raises PersonRefused: if nothing is left, or it is far too long
    """
    name = " ".join(typed.split())
    if not name:
        raise PersonRefused("Write the name they like to be called")
    if len(name) > LONGEST_NAME:
        raise PersonRefused(f"A name can have at most {LONGEST_NAME} letters")
    return name
