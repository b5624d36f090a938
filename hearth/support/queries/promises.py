"""Promises, as far as they are open to whoever asks."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import Person
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.support.models import Promise, PromiseBefore, PromiseState

SETTLED_SHOWN = 10


@dataclass(frozen=True)
class PromiseSaid(Stamped):
    """How a promise stands: who does it, by when, and whether it is done."""

    promised_by_id: UUID | None
    due_on: datetime.date
    state: str

    @property
    def state_words(self) -> str:
        return str(PromiseState(self.state).label)


@dataclass(frozen=True)
class PromiseOnce:
    """How a promise stood until somebody changed that."""

    id: UUID
    said: PromiseSaid
    who: str
    settled_on: datetime.date | None
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True)
class PromiseRow:
    """A promise as a page shows it."""

    id: UUID
    person_id: UUID
    known_as: str
    what: str
    who: str
    """The worker's name, or the person's."""
    due_on: datetime.date
    first_due_on: datetime.date
    times_carried: int
    state: str
    settled_on: datetime.date | None
    is_due: bool
    is_past: bool
    stamp: str
    """What a page carries, so that nobody's change is written over by an older page."""

    @property
    def is_open(self) -> bool:
        return self.state == PromiseState.OPEN

    @property
    def state_words(self) -> str:
        return str(PromiseState(self.state).label)


def promise_said(row: Promise | PromiseBefore) -> PromiseSaid:
    """Return how a promise stands, or stood once."""
    return PromiseSaid(row.promised_by_id, row.due_on, PromiseState(row.state).value)


def promise_before(promise: Promise, *, actor: Actor) -> list[PromiseOnce]:
    """Return how a promise stood before, the newest first. Its person is to be there already."""
    mine = PromiseBefore.objects.open_to(sight_of(actor)).filter(promise=promise)
    rows = list(mine.order_by("-changed_at", "-id"))
    promised_by = {row.promised_by_id for row in rows if row.promised_by_id}
    names = workers_named(promised_by | {row.changed_by_id for row in rows})
    return [
        PromiseOnce(
            row.id, promise_said(row),
            names.get(row.promised_by_id, "") if row.promised_by_id else promise.person.known_as,
            row.settled_on, row.changed_at, names.get(row.changed_by_id, ""),
        )
        for row in rows
    ]  # fmt: skip


def promises_of(
    person: Person, *, actor: Actor, today: datetime.date
) -> tuple[list[PromiseRow], list[PromiseRow]]:
    """Return somebody's promises: those to do, the soonest first; and the last that are settled."""
    mine = Promise.objects.open_to(sight_of(actor)).filter(person=person).select_related("person")
    to_do = mine.filter(state=PromiseState.OPEN).order_by("due_on", "id")
    settled = mine.exclude(state=PromiseState.OPEN).order_by("-settled_on", "-id")[:SETTLED_SHOWN]
    return _rows(to_do, today=today), _rows(settled, today=today)


def my_promises(*, actor: Actor, today: datetime.date) -> list[PromiseRow]:
    """Return what the actor said they would do, for anybody, the soonest first."""
    return _rows(_promised_by(actor), today=today)


def my_promises_due(
    *, actor: Actor, today: datetime.date, most: int
) -> tuple[list[PromiseRow], int]:
    """Return what the actor said they would do by today, the longest due first; and of how many."""
    due = _promised_by(actor).filter(due_on__lte=today)
    rows = _rows(due[:most], today=today)
    return rows, due.count() if len(rows) == most else len(rows)


def _promised_by(actor: Actor) -> QuerySet[Promise]:
    mine = Promise.objects.open_to(sight_of(actor)).filter(
        promised_by=actor.id, state=PromiseState.OPEN
    )
    return mine.select_related("person").order_by("due_on", "id")


def get_promise(promise_id: UUID, *, person: Person, actor: Actor) -> Promise:
    """
    Return a promise of this person's, or to them.

    :raises Promise.DoesNotExist: if there is none, or it is not open to the actor
    """
    return Promise.objects.open_to(sight_of(actor)).get(id=promise_id, person=person)


def promise_shown(promise: Promise, *, today: datetime.date) -> PromiseRow:
    """Return a promise as its page shows it."""
    return _rows([promise], today=today)[0]


def _rows(rows: Iterable[Promise], *, today: datetime.date) -> list[PromiseRow]:
    rows = list(rows)
    names = workers_named({row.promised_by_id for row in rows if row.promised_by_id})
    return [
        PromiseRow(
            id=row.id,
            person_id=row.person_id,
            known_as=row.person.known_as,
            what=row.what,
            who=names.get(row.promised_by_id, "") if row.promised_by_id else row.person.known_as,
            due_on=row.due_on,
            first_due_on=row.first_due_on,
            times_carried=row.times_carried,
            state=row.state,
            settled_on=row.settled_on,
            is_due=row.state == PromiseState.OPEN and row.due_on <= today,
            is_past=row.state == PromiseState.OPEN and row.due_on < today,
            stamp=promise_said(row).stamp,
        )
        for row in rows
    ]
