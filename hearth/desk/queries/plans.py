"""Whose stay-well plan is open to a worker: one tap from Today, wherever they are now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.utils import timezone

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.queries import people_in
from hearth.people.models import Sight, StayWellPlan, flags_of
from hearth.people.names import fold
from hearth.people.queries import sight_of
from hearth.support.queries.mine import is_named

PAGE = 50
"""People on a page."""


class Why(IntEnum):
    """How near a plan is to whoever looks: in this order they stand on the page."""

    BY_NAME = 1
    IS_IN = 2
    OTHERS = 3


@dataclass(frozen=True)
class PlanRow:
    """Somebody whose plan may be read, and nothing that it says."""

    person_id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    why: Why
    in_at: str
    """The site at which they are in, where the worker sees its visits; empty if none."""


@dataclass(frozen=True)
class Plans:
    """One page of them."""

    rows: tuple[PlanRow, ...]
    total: int
    found: int
    """How many have a name like the words, where words were typed; otherwise all."""
    page: int
    """Counted from 1."""

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    def those(self, why: Why) -> tuple[PlanRow, ...]:
        return tuple(row for row in self.rows if row.why is why)


def reads_plans(actor: Actor) -> bool:
    """Test if something may be shared with the actor that their pages lead to."""
    may = (Permission.GREET_PEOPLE, Permission.SEE_SHARED)
    return any(actor.may_somewhere(permission) for permission in may)


def plans_open_to(actor: Actor, *, words: str = "", page: int = 1) -> Plans:
    """
    Return the people whose plan is open to the actor: those who share it with them by name first,
    then those who are in, then the others, each by name.

    Nobody who has died or works here is on it, and whoever chose to be on no list only for those
    with whom they share it by name. Three questions, however many people; nothing sealed is read.

    :param words: the beginning of each word of a name that is looked for; empty for everybody
    :param page: which page of them, of PAGE each; one that there is not is the last or the first
    """
    inside = people_in(actor=actor, now=timezone.now())
    rows = _rows(sight_of(actor), inside)
    found = [row for row in rows if is_named(row.known_as, words)]
    page = max(1, min(page, -(-len(found) // PAGE)))
    found.sort(key=lambda row: (row.why, fold(row.known_as), row.person_id))
    shown = found[(page - 1) * PAGE : page * PAGE]
    return Plans(tuple(shown), len(rows), len(found), page)


def _rows(sight: Sight, inside: Mapping[UUID, str]) -> list[PlanRow]:
    me = [sight.actor_id]
    named = Q(open_to__contains=me) | Q(open_till__contains=me, closes_on__gte=sight.today)
    plans = (
        StayWellPlan.objects.open_to(sight)
        .filter(named | Q(person__listed=True), worker_id=None, person__died_recorded_at=None)
        .annotate(by_name=Case(When(named, then=Value(True)), default=Value(False)))
    )
    found = plans.values_list(
        "person_id", "person__known_as", "person__pronouns", "person__needs", "by_name"
    )
    return [
        PlanRow(
            person_id, known_as, pronouns, flags_of(needs),
            Why.BY_NAME if by_name else Why.IS_IN if person_id in inside else Why.OTHERS,
            inside.get(person_id, ""),
        )
        for person_id, known_as, pronouns, needs, by_name in found
    ]  # fmt: skip
