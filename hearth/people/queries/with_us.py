"""Who shares something with a worker's organisation, or with them by name."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Layer, Person, Sharing, flags_of

MOST = 200
"""People on the page. Of more, a name is looked for."""


@dataclass(frozen=True)
class SharedRow:
    """Somebody who shares layers of their record, which, and until when."""

    person_id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    layers: tuple[str, ...]
    until_on: datetime.date | None
    """The last day of it; None if something is shared until they say stop."""


def shared_with(actor: Actor, *, today: datetime.date) -> tuple[SharedRow, ...]:
    """
    Return the people who share with the actor's organisation or with the actor, by name.

    Those whom the actor knows as their team are not here: they are on that team's list. Whoever
    holds no role today has nobody here.
    """
    audiences = set(actor.audiences)
    if not audiences:
        return ()
    whose = Q(with_worker=actor.id)
    works_for = User.objects.filter(id=actor.id).values_list("works_for", flat=True).first()
    if works_for in audiences:
        whose |= Q(with_organisation=works_for)
    layers: dict[UUID, set[str]] = {}
    until: dict[UUID, list[datetime.date | None]] = {}
    for sharing in Sharing.objects.standing(today).filter(whose):
        layers.setdefault(sharing.person_id, set()).update(sharing.layers)
        until.setdefault(sharing.person_id, []).append(sharing.until_on)
    teams = list(actor.places_where(Permission.SEE_PEOPLE))
    people = Person.objects.living().filter(id__in=layers).exclude(known_at__overlap=teams)
    return tuple(
        SharedRow(
            person.id, person.known_as, person.pronouns, flags_of(person.needs),
            tuple(layer.short for layer in Layer if layer.value in layers[person.id]),
            _last(until[person.id]),
        )
        for person in people.order_by("known_as", "id")[:MOST]
    )  # fmt: skip


def _last(days: list[datetime.date | None]) -> datetime.date | None:
    return None if None in days else max(day for day in days if day)
