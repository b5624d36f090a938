"""Getting to know many people at once, such as the new names on a sheet."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor
from hearth.people import findable, standing
from hearth.people.actions.meeting import require_welcoming, tidy_name
from hearth.people.models import Acquaintance, Person
from hearth.places.models import Site


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be met: who they will be, by what name, and on which day."""

    person_id: UUID
    known_as: str
    on: datetime.date


@transaction.atomic
def meet_people(*, by: Actor, site: Site, newcomers: Sequence[Newcomer]) -> None:
    """
    Make people known to a site, each by the name they like to be called. Meeting is a welcome.

    The same as meet_person for each of them, in a few statements for all. Whoever was met before
    by the same id stays as they are.

    :param newcomers: each person once
    :raises NotAllowed: if the actor may not write down who comes to this site
    :raises PersonRefused: if one of them has no name, or one that is far too long
    """
    require_welcoming(by, site)
    since = timezone.localdate() - standing.LATELY
    ids = [one.person_id for one in newcomers]
    met_before = set(Person.objects.filter(id__in=ids).values_list("id", flat=True))
    new = [one for one in newcomers if one.person_id not in met_before]
    people = [
        Person(
            id=one.person_id,
            known_as=tidy_name(one.known_as),
            known_at=[site.id],
            greeted_at=[site.id] if one.on >= since else [],
            held_by_id=site.run_by_id,
        )
        for one in new
    ]
    Person.objects.bulk_create(people)
    Acquaintance.objects.bulk_create(
        Acquaintance(person_id=one.person_id, site=site, since=one.on, last_welcomed_on=one.on)
        for one in new
    )
    findable.refresh([person.id for person in people])
    audit.note_each(by=by, verb="met", subjects=people, place=site)
