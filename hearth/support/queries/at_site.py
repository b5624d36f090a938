"""What was agreed with the people of one site, and is due: for the board that shifts hand over."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from hearth.accounts.queries import workers_named
from hearth.people.models import Sight
from hearth.places.models import Site
from hearth.support.models import (
    DueBefore,
    Hello,
    KeepInTouch,
    Promise,
    PromiseBefore,
    PromiseState,
)

MOST = 50
"""Of promises on a board. The others are counted."""


@dataclass(frozen=True)
class PromisedBy:
    """A promise that was to be kept by a day, and who was to keep it."""

    id: UUID
    person_id: UUID
    known_as: str
    what: str
    due_on: datetime.date
    who: str
    """The worker, or the person."""


@dataclass(frozen=True)
class HelloDue:
    """A hello that was agreed for a day, and who is to say it."""

    person_id: UUID
    known_as: str
    due_on: datetime.date
    who: str


@dataclass(frozen=True)
class Promised:
    """The promises to be kept at a site by a day."""

    shown: tuple[PromisedBy, ...]
    more: int
    """How many there are beyond those."""
    earlier: int
    """How many were to be kept before, and were not."""


def promised_at(
    site: Site, *, sight: Sight, first: datetime.date, last: datetime.date, at: datetime.datetime
) -> Promised:
    """
    Return the promises of the people whom a site knows that were to be kept from one day to
    another, as it stood at a moment, as far as they are open to somebody. Three questions.

    How a promise stood is kept each time that it changes, so this is true of any moment.
    """
    rows = Promise.objects.open_to(sight).filter(
        Q(state=PromiseState.OPEN, due_on__lte=last) | _changed_after(at),
        recorded_at__lte=at, person__known_at__contains=[site.id],
        person__died_recorded_at__isnull=True,
    )  # fmt: skip
    promises = list(rows.select_related("person").order_by("due_on", "id"))
    before = _how_they_stood(promises, sight, at)
    stood = [
        (row, then.due_on, then.promised_by_id)
        for row in promises
        if (then := before.get(row.id, row)).state == PromiseState.OPEN and then.due_on <= last
    ]
    due = sorted((one for one in stood if one[1] >= first), key=lambda one: (one[1], one[0].id))
    names = workers_named({one[2] for one in due[:MOST] if one[2]})
    return Promised(
        tuple(
            PromisedBy(
                row.id, row.person_id, row.person.known_as, row.what, due_on,
                names.get(by, "") if by else row.person.known_as,
            )
            for row, due_on, by in due[:MOST]
        ),
        max(0, len(due) - MOST),
        len(stood) - len(due),
    )  # fmt: skip


def _changed_after(at: datetime.datetime) -> Exists:
    return Exists(PromiseBefore.objects.filter(promise=OuterRef("pk"), changed_at__gt=at))


def _how_they_stood(
    promises: list[Promise], sight: Sight, at: datetime.datetime
) -> dict[UUID, PromiseBefore]:
    """Return how those stood that were changed since: what they said until the first change."""
    kept: defaultdict[UUID, list[PromiseBefore]] = defaultdict(list)
    changed = PromiseBefore.objects.open_to(sight).filter(promise__in=promises, changed_at__gt=at)
    for row in changed.order_by("changed_at", "id"):
        kept[row.promise_id].append(row)
    return {promise_id: rows[0] for promise_id, rows in kept.items()}


def hellos_at(
    site: Site, *, sight: Sight, first: datetime.date, last: datetime.date
) -> tuple[HelloDue, ...]:
    """
    Return the hellos agreed with people whom a site knows, from one day to another, and who is to
    say each. One question.
    """
    keeps = KeepInTouch.objects.open_to(sight).filter(
        stopped_on__isnull=True, next_on__range=(first, last),
        person__known_at__contains=[site.id], person__died_recorded_at__isnull=True,
    )  # fmt: skip
    rows = keeps.select_related("person", "says_hello").order_by("next_on", "id")
    return tuple(
        HelloDue(row.person_id, row.person.known_as, row.next_on, row.says_hello.name)
        for row in rows
        if row.next_on
    )


def hellos_then(
    site: Site, *, sight: Sight, first: datetime.date, last: datetime.date, at: datetime.datetime
) -> tuple[HelloDue, ...]:
    """
    Return the hellos that were agreed from one day to another, as it stood at a moment, and who
    was to say each, as far as they are open to somebody today. Four questions.
    """
    days = (first, last)
    said = Hello.objects.filter(keep=OuterRef("pk"), recorded_at__gt=at, due_on__range=days)
    changed = DueBefore.objects.filter(keep=OuterRef("pk"), changed_at__gt=at, next_on__range=days)
    found = KeepInTouch.objects.open_to(sight).filter(
        Q(stopped_on__isnull=True, next_on__range=days) | Exists(said) | Exists(changed),
        recorded_at__lte=at, person__known_at__contains=[site.id],
        person__died_recorded_at__isnull=True,
    )  # fmt: skip
    keeps = list(found.select_related("person"))
    was, said_after = _due_until(keeps, sight, at), _said_after(keeps, sight, at)
    stood = [
        (due_on, row, then.says_hello_id)
        for row in keeps
        if (due_on := _due_then(then := was.get(row.id, row), said_after.get(row.id)))
        and first <= due_on <= last
    ]
    names = workers_named({by for _, _, by in stood})
    return tuple(
        HelloDue(row.person_id, row.person.known_as, due_on, names.get(by, ""))
        for due_on, row, by in sorted(stood, key=lambda one: (one[0], one[1].id))
    )


def _due_then(then: KeepInTouch | DueBefore, said: Hello | None) -> datetime.date | None:
    """
    Return when a hello was due at a moment: as it was until it was said, or changed before that.

    :param then: what was agreed until that was next changed, or else what is
    :param said: the next hello after that moment
    """
    if isinstance(then, KeepInTouch):
        return said.due_on if said else None if then.stopped_on else then.next_on
    return said.due_on if said and said.recorded_at < then.changed_at else then.next_on


def _due_until(
    keeps: list[KeepInTouch], sight: Sight, at: datetime.datetime
) -> dict[UUID, DueBefore]:
    rows = DueBefore.objects.open_to(sight).filter(keep__in=keeps, changed_at__gt=at)
    soonest = rows.order_by("keep", "changed_at", "id").distinct("keep")
    return {row.keep_id: row for row in soonest}


def _said_after(keeps: list[KeepInTouch], sight: Sight, at: datetime.datetime) -> dict[UUID, Hello]:
    rows = Hello.objects.open_to(sight).filter(keep__in=keeps, recorded_at__gt=at)
    soonest = rows.order_by("keep", "recorded_at", "id").distinct("keep")
    return {row.keep_id: row for row in soonest}
