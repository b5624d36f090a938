"""What is offered where a line is written: about whom, for whom, by when."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.queries import people_in
from hearth.handover.queries.turns import changes_at, who_hands_over_at
from hearth.handover.turns import Shift, shift_after, shift_at
from hearth.people.models import Layer, Openness, Person
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site
from hearth.places.opening import LONDON


@dataclass(frozen=True)
class Choosable:
    """What a page offers on which a line is written."""

    now: datetime.datetime
    shift: Shift
    after: Shift
    people: tuple[tuple[UUID, str], ...]
    """Who is in, and whoever the page was opened for, as far as their support is shared."""
    team: tuple[tuple[UUID, str], ...]


def choosable(
    site: Site, *, actor: Actor, now: datetime.datetime, person: Person | None = None
) -> Choosable:
    """Return what is offered at a site. A constant number of questions."""
    changes = changes_at(site, now)
    shift = shift_at(now, changes)
    team = who_hands_over_at(site, today=now.astimezone(LONDON).date())
    near = _near(actor, now, person)
    return Choosable(
        now, shift, shift_after(shift, changes), may_be_written_of(near, actor=actor, now=now),
        tuple(team.values_list("id", "name")),
    )  # fmt: skip


def may_be_written_of(
    people: Collection[UUID], *, actor: Actor, now: datetime.datetime
) -> tuple[tuple[UUID, str], ...]:
    """Return of whom the actor may write: who writes in records at all, and only where shared."""
    if not actor.may_somewhere(Permission.CHANGE_PEOPLE):
        return ()
    open_ones = Openness.objects.open_to(sight_of(actor, now=now)).filter(
        person__in=people, layer=Layer.SUPPORT
    )
    rows = open_ones.values_list("person_id", "person__known_as")
    return tuple(sorted(rows, key=lambda row: (row[1].casefold(), row[0])))


def _near(actor: Actor, now: datetime.datetime, person: Person | None) -> set[UUID]:
    return set(people_in(actor=actor, now=now)) | ({person.id} if person else set())
