"""
A worker's own people: today's hellos, promises, plans to look at again, and everybody.

Hundreds of people take as many questions as one.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.models import Visit
from hearth.people.models import Person, Sight, StayWellPlan
from hearth.people.queries.listing import QUIET_AFTER
from hearth.people.queries.seeing import sight_of
from hearth.support.models import (
    RESTING,
    Contact,
    Hello,
    HowMet,
    KeepInTouch,
    Promise,
    PromiseState,
    SupportStrand,
)
from hearth.support.queries.hellos import KeepShown, keeps_shown, not_answered
from hearth.support.queries.promises import PromiseRow, my_promises
from hearth.support.queries.strands import StrandRow, strand_rows


@dataclass(frozen=True)
class LastThing:
    """The last thing that happened with somebody."""

    on: datetime.date
    words: str


@dataclass(frozen=True)
class MyPerson:
    """One of a worker's own people."""

    id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    strands: tuple[StrandRow, ...]
    last: LastThing | None
    keep: KeepShown | None


@dataclass(frozen=True)
class PlanDue:
    """That somebody's stay-well plan is to be looked at again."""

    person_id: UUID
    known_as: str
    look_again_on: datetime.date


@dataclass(frozen=True)
class NoAnswer:
    """That somebody gave no answer, and what was agreed with them for then."""

    id: UUID
    known_as: str
    hello_id: UUID
    said_on: datetime.date
    if_no_answer: str


@dataclass(frozen=True)
class MyPeople:
    """All that a worker's own page shows."""

    hellos: tuple[KeepShown, ...]
    no_answers: tuple[NoAnswer, ...]
    promises: tuple[PromiseRow, ...]
    plans: tuple[PlanDue, ...]
    people: tuple[MyPerson, ...]
    quiet: tuple[MyPerson, ...]
    """Nothing has happened for long, and no hello is agreed: for the worker to decide about."""


@dataclass(frozen=True)
class Due:
    """That something waits on a worker for somebody: with no word of what it is."""

    person_id: UUID
    known_as: str
    due_on: datetime.date
    id: UUID | None = None
    """Of a promise, or of a hello."""


@dataclass(frozen=True)
class WaitsOn:
    """What waits on a worker today."""

    hellos: tuple[Due, ...]
    no_answers: tuple[Due, ...]
    promises: tuple[Due, ...]
    plans: tuple[Due, ...]


def my_people(*, actor: Actor, today: datetime.date) -> MyPeople:
    """Return the actor's own people: by their strands, and by the hellos that they say."""
    sight = sight_of(actor)
    alive = Q(person__died_recorded_at__isnull=True)
    strands = list(
        SupportStrand.objects.open_to(sight)
        .filter(alive, with_worker=actor.id)
        .exclude(state__in=RESTING)
        .select_related("person", "site", "strand")
        .order_by("recorded_at", "id")
    )
    keeps = list(
        KeepInTouch.objects.open_to(sight)
        .filter(
            alive,
            Q(says_hello=actor.id, stopped_on__isnull=True)
            | Q(person__in={row.person_id for row in strands}),
        )
        .select_related("person")
        .order_by("next_on", "id")
    )
    people = {row.person_id: row.person for row in (*strands, *keeps)}
    kept = {one.person_id: one for one in keeps_shown(keeps, today=today)}
    of_each: dict[UUID, list[StrandRow]] = {}
    for row, shown in zip(strands, strand_rows(strands), strict=True):
        of_each.setdefault(row.person_id, []).append(shown)
    last = _last_things(people.keys(), actor=actor, sight=sight)
    mine = sorted(
        (
            _one(person, of_each.get(person.id, []), last.get(person.id), kept.get(person.id))
            for person in people.values()
        ),
        key=lambda one: (one.known_as.casefold(), one.id),
    )
    return MyPeople(
        hellos=tuple(one for one in kept.values() if one.is_due and one.says_hello_id == actor.id),
        no_answers=tuple(
            NoAnswer(row.person_id, row.person.known_as, row.id, row.said_on, row.keep.if_no_answer)
            for row in not_answered(actor, sight=sight).select_related("person", "keep")
        ),
        promises=tuple(one for one in my_promises(actor=actor, today=today) if one.is_due),
        plans=_plans_due(people, sight=sight, today=today),
        people=tuple(mine),
        quiet=tuple(one for one in mine if _is_quiet(one, today=today)),
    )


def waits_on(*, actor: Actor, sight: Sight, today: datetime.date) -> WaitsOn:
    """Return the hellos, promises and plans that wait on the actor today: four questions."""
    alive = Q(person__died_recorded_at__isnull=True)
    strands = SupportStrand.objects.open_to(sight).filter(alive, with_worker=actor.id)
    keeps = KeepInTouch.objects.open_to(sight).filter(
        alive, says_hello=actor.id, stopped_on__isnull=True
    )
    due = keeps.filter(next_on__lte=today).order_by("next_on", "id")
    plans = StayWellPlan.objects.open_to(sight).filter(
        Q(person__in=strands.exclude(state__in=RESTING).values("person"))
        | Q(person__in=keeps.values("person")),
        look_again_on__lte=today,
    )
    promises = Promise.objects.open_to(sight).filter(
        alive, promised_by=actor.id, state=PromiseState.OPEN, due_on__lte=today
    )
    return WaitsOn(
        hellos=_due(due.values_list("person_id", "person__known_as", "next_on")),
        no_answers=_due(
            not_answered(actor, sight=sight).values_list(
                "person_id", "person__known_as", "said_on", "id"
            )
        ),
        promises=_due(
            promises.order_by("due_on", "id").values_list(
                "person_id", "person__known_as", "due_on", "id"
            )
        ),
        plans=_due(
            plans.order_by("look_again_on", "id").values_list(
                "person_id", "person__known_as", "look_again_on"
            )
        ),
    )


def _due(rows: Iterable[tuple[Any, ...]]) -> tuple[Due, ...]:
    return tuple(Due(*row) for row in rows)


def _one(
    person: Person, strands: list[StrandRow], last: LastThing | None, keep: KeepShown | None
) -> MyPerson:
    return MyPerson(
        person.id, person.known_as, person.pronouns, person.need_flags, tuple(strands), last, keep
    )


def _is_quiet(one: MyPerson, *, today: datetime.date) -> bool:
    if one.keep and one.keep.next_on:
        return False
    since = [strand.since_on for strand in one.strands] + ([one.last.on] if one.last else [])
    return max(since, default=datetime.date.min) < today - QUIET_AFTER


def _last_things(people: Collection[UUID], *, actor: Actor, sight: Sight) -> dict[UUID, LastThing]:
    """Return the last contact, hello or visit of each, whichever was last: three questions."""
    last: dict[UUID, LastThing] = {}

    def note(person_id: UUID, on: datetime.date, words: str) -> None:
        if person_id not in last or on > last[person_id].on:
            last[person_id] = LastThing(on, words)

    contacts = Contact.objects.open_to(sight).filter(person__in=people, taken_back_at__isnull=True)
    newest = contacts.order_by("person", "-happened_on", "-id").distinct("person")
    for person_id, on, how in newest.values_list("person_id", "happened_on", "how"):
        note(person_id, on, str(HowMet(how).label))
    hellos = Hello.objects.open_to(sight).filter(
        person__in=people, taken_back_at__isnull=True, answered=True
    )
    for person_id, on in hellos.values_list("person_id").annotate(Max("said_on")):
        note(person_id, on, "A hello")
    visits = Visit.objects.standing().filter(
        person__in=people, site__in=actor.places_where(Permission.SEE_VISITS)
    )
    for person_id, on in visits.values_list("person_id").annotate(Max("arrived_on")):
        note(person_id, on, "Came in")
    return last


def _plans_due(
    people: dict[UUID, Person], *, sight: Sight, today: datetime.date
) -> tuple[PlanDue, ...]:
    due = StayWellPlan.objects.open_to(sight).filter(person__in=people, look_again_on__lte=today)
    return tuple(
        PlanDue(person_id, people[person_id].known_as, on)
        for person_id, on in due.order_by("look_again_on", "id").values_list(
            "person_id", "look_again_on"
        )
    )
