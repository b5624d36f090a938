"""Who shares something with a worker's organisation, or with them by name."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from hearth.accounts.models import User
from hearth.foundation.actors import Actor, Permission
from hearth.people.models import Basis, Layer, Person, Sharing, flags_of

MOST = 200
"""People on the page. Of more, a name is looked for."""


@dataclass(frozen=True)
class Unagreed:
    """Something that is shared with a worker without the person's agreement, and what they know."""

    basis: str
    """Why, in words."""
    reason: str
    told: str
    """What the person was told; nothing, where they must not know yet."""
    must_not_know: bool
    until_on: datetime.date | None


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
    unagreed: tuple[Unagreed, ...] = ()
    """What of it is shared without their agreement."""
    all_unagreed: bool = False
    """They agreed to none of it."""


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
    shared: dict[UUID, list[Sharing]] = {}
    for sharing in Sharing.objects.standing(today).filter(whose):
        layers.setdefault(sharing.person_id, set()).update(sharing.layers)
        shared.setdefault(sharing.person_id, []).append(sharing)
    teams = list(actor.places_where(Permission.SEE_PEOPLE))
    people = Person.objects.living().filter(id__in=layers).exclude(known_at__overlap=teams)
    return tuple(
        SharedRow(
            person.id, person.known_as, person.pronouns, flags_of(person.needs),
            tuple(layer.short for layer in Layer if layer.value in layers[person.id]),
            _last([sharing.until_on for sharing in shared[person.id]]),
            tuple(_unagreed(one, today) for one in shared[person.id] if one.basis),
            all(one.basis for one in shared[person.id]),
        )
        for person in people.order_by("known_as", "id")[:MOST]
    )  # fmt: skip


def _last(days: list[datetime.date | None]) -> datetime.date | None:
    return None if None in days else max(day for day in days if day)


def unagreed_with(actor: Actor, person_id: UUID, *, today: datetime.date) -> tuple[Unagreed, ...]:
    """
    Return what is shared with the actor without somebody's agreement, the latest first.

    Whoever reads by it has to know that the person did not agree, and whether they may know.
    """
    mine = (
        Sharing.objects.standing(today)
        .exclude(basis="")
        .filter(person=person_id, audiences__overlap=list(actor.audiences))
    )
    return tuple(_unagreed(sharing, today) for sharing in mine.order_by("-recorded_at", "id"))


def _unagreed(sharing: Sharing, today: datetime.date) -> Unagreed:
    held = sharing.held_back_until is not None and sharing.held_back_until >= today
    return Unagreed(
        str(Basis(sharing.basis).label), sharing.reason, "" if held else sharing.told, held,
        sharing.until_on,
    )  # fmt: skip
