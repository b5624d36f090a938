"""
A worker's own people: today's hellos, promises, plans to look at again, and everybody by the page.

Hundreds of people take as many questions as one.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import DateField, Max, Q, Value

from hearth.foundation.actors import Actor, Permission
from hearth.frontdoor.models import Visit
from hearth.people.models import Person, Sight, StayWellPlan
from hearth.people.names import fold
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
from hearth.support.queries.nobody_has import NobodyHas, keepers_of, nobody_has
from hearth.support.queries.promises import PromiseRow, my_promises_due
from hearth.support.queries.strands import StrandRow, strand_rows
from hearth.support.queries.with_colleagues import WithColleague, with_colleagues

NEVER = Value(None, output_field=DateField())
PAGE = 50
"""People on a page; and the most of those gone quiet, of hellos and of promises due."""


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
    """Those due, the longest waiting first: the first PAGE of them, and so of promises."""
    hellos_in_all: int
    no_answers: tuple[NoAnswer, ...]
    promises: tuple[PromiseRow, ...]
    promises_in_all: int
    plans: tuple[PlanDue, ...]
    nobody_has: tuple[NobodyHas, ...]
    """What was agreed, falls to them, and is nobody's to do any more."""
    with_colleagues: tuple[WithColleague, ...]
    """What is still to be done with those who work here too, whose record is closed."""
    total: int
    """How many people they are in all."""
    found: int
    """How many of them have a name like the words, where words were typed; otherwise all."""
    page: int
    """Counted from 1."""
    people: tuple[MyPerson, ...]
    """Those on this page, by name."""
    quiet: tuple[MyPerson, ...]
    """Nothing has happened for long, and no hello is agreed that somebody is there to say: for the
    worker to decide about. The first PAGE of them."""
    quiet_in_all: int

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.people) - 1


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
    nobody_has: tuple[NobodyHas, ...]
    with_colleagues: tuple[WithColleague, ...]
    people: frozenset[UUID]
    """Whom they support: by a strand that does not rest, or by the hello that they say."""


def my_people(*, actor: Actor, today: datetime.date, words: str = "", page: int = 1) -> MyPeople:
    """
    Return the actor's own people: by their strands, and by the hellos that they say.

    What happened last, and what was agreed, is asked for those who are shown, and for those who
    may have gone quiet.

    :param words: the beginning of each word of a name that is looked for; empty for everybody
    :param page: which page of them, of PAGE each; one that there is not is the last or the first
    """
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
    by_name = sorted(people.values(), key=lambda one: (fold(one.known_as), one.id))
    found = [one for one in by_name if is_named(one.known_as, words)]
    page = max(1, min(page, -(-len(found) // PAGE)))
    shown = found[(page - 1) * PAGE : page * PAGE]
    keepers = keepers_of(sight)
    waited_for = {
        row.person_id
        for row in keeps
        if row.next_on and not row.stopped_on
        and keepers.keep(row, row.says_hello_id)
    }  # fmt: skip
    lately = {row.person_id for row in strands if row.since_on >= today - QUIET_AFTER}
    may_be_quiet = people.keys() - waited_for - lately
    last = _last_things(may_be_quiet | {one.id for one in shown}, actor=actor, sight=sight)
    quiet = [
        one
        for one in by_name
        if one.id in may_be_quiet and (one.id not in last or last[one.id].on < today - QUIET_AFTER)
    ]
    drawn = _drawn({one.id: one for one in (*shown, *quiet[:PAGE])}, strands, keeps, last, today)
    due = [row for row in keeps if _is_due(row, actor=actor, today=today)]
    promises, promised = my_promises_due(actor=actor, today=today, most=PAGE)
    return MyPeople(
        hellos=tuple(keeps_shown(due[:PAGE], today=today)),
        hellos_in_all=len(due),
        no_answers=tuple(
            NoAnswer(row.person_id, row.person.known_as, row.id, row.said_on, row.keep.if_no_answer)
            for row in not_answered(actor, sight=sight).select_related("person", "keep")
        ),
        promises=tuple(promises),
        promises_in_all=promised,
        plans=_plans_due(people, sight=sight, today=today),
        nobody_has=nobody_has(actor=actor, sight=sight, keepers=keepers),
        with_colleagues=with_colleagues(actor=actor, opened=sight.opened),
        total=len(people),
        found=len(found),
        page=page,
        people=tuple(drawn[one.id] for one in shown),
        quiet=tuple(drawn[one.id] for one in quiet[:PAGE]),
        quiet_in_all=len(quiet),
    )


def is_named(name: str, words: str) -> bool:
    """Test if each of the words typed begins a word of a name, capitals and accents apart."""
    parts = fold(name).split()
    return all(any(part.startswith(word) for part in parts) for word in fold(words).split())


def waits_on(*, actor: Actor, sight: Sight, today: datetime.date) -> WaitsOn:
    """
    Return the hellos, promises and plans that wait on the actor today, and what nobody has in hand.

    A dozen questions, however much it is.
    """
    alive = Q(person__died_recorded_at__isnull=True)
    strands = SupportStrand.objects.open_to(sight).filter(alive, with_worker=actor.id)
    keeps = KeepInTouch.objects.open_to(sight).filter(
        alive, says_hello=actor.id, stopped_on__isnull=True
    )
    worked_with = strands.exclude(state__in=RESTING).annotate(next_on=NEVER)
    theirs = ("person_id", "person__known_as", "next_on")
    rows = list(keeps.values_list(*theirs).union(worked_with.values_list(*theirs)))
    hellos = sorted((row for row in rows if row[2] and row[2] <= today), key=itemgetter(2, 0))
    people = frozenset(row[0] for row in rows)
    plans = StayWellPlan.objects.open_to(sight).filter(person__in=people, look_again_on__lte=today)
    promises = Promise.objects.open_to(sight).filter(
        alive, promised_by=actor.id, state=PromiseState.OPEN, due_on__lte=today
    )
    return WaitsOn(
        hellos=_due(hellos),
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
        nobody_has=nobody_has(actor=actor, sight=sight, keepers=keepers_of(sight)),
        with_colleagues=with_colleagues(actor=actor, opened=sight.opened),
        people=people,
    )


def _due(rows: Iterable[tuple[Any, ...]]) -> tuple[Due, ...]:
    return tuple(Due(*row) for row in rows)


def _is_due(row: KeepInTouch, *, actor: Actor, today: datetime.date) -> bool:
    if row.says_hello_id != actor.id or row.stopped_on:
        return False
    return bool(row.next_on and row.next_on <= today)


def _drawn(
    people: dict[UUID, Person],
    strands: Iterable[SupportStrand],
    keeps: Iterable[KeepInTouch],
    last: dict[UUID, LastThing],
    today: datetime.date,
) -> dict[UUID, MyPerson]:
    """Return each of these people as the page shows them."""
    theirs = [row for row in strands if row.person_id in people]
    of_each: dict[UUID, list[StrandRow]] = {}
    for row, shown in zip(theirs, strand_rows(theirs), strict=True):
        of_each.setdefault(row.person_id, []).append(shown)
    agreed = keeps_shown([row for row in keeps if row.person_id in people], today=today)
    kept = {one.person_id: one for one in agreed}
    return {
        one.id: MyPerson(
            one.id, one.known_as, one.pronouns, one.need_flags, tuple(of_each.get(one.id, ())),
            last.get(one.id), kept.get(one.id),
        )
        for one in people.values()
    }  # fmt: skip


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
