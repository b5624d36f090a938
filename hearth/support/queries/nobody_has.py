"""
What was agreed with somebody and is nobody's to do any more.

Whoever was to do it works here no more, or the person's support is not shared with them now. It
falls to whoever else supports the person; else to whoever runs a hub that knows them; else to all
who may read it.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import Layered, Sight
from hearth.people.queries.in_hand import Keepers, WayShared, WhoRuns, keepers_among
from hearth.support.models import RESTING, KeepInTouch, Promise, PromiseState, SupportStrand

ALIVE = Q(person__died_recorded_at__isnull=True)


Row = TypeVar("Row", bound=Layered)


@dataclass(frozen=True)
class NobodyHas:
    """One thing that nobody has in hand, with no word of what it is."""

    kind: str
    """hello, promise or strand."""
    id: UUID
    person_id: UUID
    known_as: str
    who: str
    """Who was to do it."""
    on: datetime.date
    """The day for which it was agreed; of a strand, since when it stands so."""


def keepers_of(sight: Sight) -> Keepers:
    """
    Return who has anything in hand of what somebody may read: two questions.

    Few people share their support in a way of their own: of thousands of rows only the ways
    differ, and whose they are.
    """
    standing = ("open_to", "open_till", "closes_on")
    hellos, promises, strands = (
        rows.exclude(**{by: sight.actor_id}).values_list(by, *standing)
        for rows, by in (
            (_hellos(sight), "says_hello"),
            (_promises(sight), "promised_by"),
            (_strands(sight), "with_worker"),
        )
    )
    found = [(worker, WayShared(*way)) for worker, *way in hellos.union(promises, strands)]
    keepers = keepers_among(sight.actor_id, {worker for worker, _ in found}, today=sight.today)
    return replace(keepers, keep_all=all(keepers.keep(way, worker) for worker, way in found))


def nobody_has(*, actor: Actor, sight: Sight, keepers: Keepers) -> tuple[NobodyHas, ...]:
    """
    Return what nobody has in hand any more and falls to the actor, the longest waiting first.

    Only of what is shared with the actor: not of a record that was opened for a reason.
    """
    if keepers.keep_all:
        return ()
    sight = replace(sight, opened=frozenset())
    found = [
        *(
            ("hello", row, row.says_hello_id, row.next_on)
            for row in _nobodys(_hellos(sight), "says_hello", keepers)
        ),
        *(
            ("promise", row, row.promised_by_id, row.due_on)
            for row in _nobodys(_promises(sight), "promised_by", keepers)
        ),
        *(
            ("strand", row, row.with_worker_id, row.since_on)
            for row in _nobodys(_strands(sight), "with_worker", keepers)
        ),
    ]
    if not found:
        return ()
    falls = _FallsTo(actor, sight, keepers, [row for _, row, _, _ in found])
    names = workers_named({who for _, _, who, _ in found if who})
    mine = [
        NobodyHas(
            kind, row.id, row.person_id, row.person.known_as, names.get(who, "") if who else "", on
        )
        for kind, row, who, on in found
        if on and falls.to_actor(row)
    ]
    return tuple(sorted(mine, key=lambda one: (one.on, one.id)))


class _FallsTo:
    """To whom each of some rows falls: reckoned once for all of them."""

    def __init__(
        self, actor: Actor, sight: Sight, keepers: Keepers, rows: Collection[Layered]
    ) -> None:
        self.actor_id = actor.id
        people = {row.person_id for row in rows}
        helping = _strands(sight).filter(keepers.kept("with_worker"), person__in=people)
        self.helpers: dict[UUID, set[UUID | None]] = {}
        for person_id, worker_id in helping.values_list("person_id", "with_worker"):
            self.helpers.setdefault(person_id, set()).add(worker_id)
        self.runs = WhoRuns(actor.id, rows, today=sight.today)

    def to_actor(self, row: Layered) -> bool:
        helpers = self.helpers.get(row.person_id)
        if helpers:
            return self.actor_id in helpers
        managers = self.runs.managers(row)
        return self.actor_id in managers or not managers


def _hellos(sight: Sight) -> QuerySet[KeepInTouch]:
    agreed = KeepInTouch.objects.open_to(sight).filter(ALIVE, stopped_on__isnull=True)
    return agreed.filter(next_on__isnull=False)


def _promises(sight: Sight) -> QuerySet[Promise]:
    to_do = Promise.objects.open_to(sight).filter(ALIVE, state=PromiseState.OPEN)
    return to_do.filter(promised_by__isnull=False)


def _strands(sight: Sight) -> QuerySet[SupportStrand]:
    with_us = SupportStrand.objects.open_to(sight).filter(ALIVE, with_worker__isnull=False)
    return with_us.exclude(state__in=RESTING)


def _nobodys(rows: QuerySet[Row], by: str, keepers: Keepers) -> QuerySet[Row]:
    return rows.exclude(keepers.kept(by)).select_related("person")
