"""
What is under way with somebody and who has it in hand, asked of the apps above this one.

Whoever has it in hand can see to it only while the person's support is shared with them. What is
held back from the person is not reckoned with: what this tells is read by them, or with them.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person, Sharing
from hearth.people.queries.in_hand import Keepers, keepers_among

INTRODUCTION, ALONG, PROMISE, HELLO = "introduction", "along", "promise", "hello"
"""What can be under way. Going along is of an introduction, and may be in another's hand."""


@dataclass(frozen=True)
class InHand:
    """One thing that is under way with somebody, and who has it in hand."""

    kind: str
    id: UUID
    what: str
    """To what it is, or what was promised; of a hello nothing."""
    worker_id: UUID


class UnderWayWith(Protocol):
    def __call__(self, person: Person, *, actor: Actor) -> Sequence[InHand]: ...


@dataclass(frozen=True)
class NotInHand:
    """What is, or would be, out of the hands of whoever has it, by what the person shares."""

    shared_with_nobody: bool
    """Nobody else can see to it either: their support is shared with nobody."""
    rows: tuple[InHand, ...]

    def has(self, kind: str, row_id: UUID) -> bool:
        return any((row.kind, row.id) == (kind, row_id) for row in self.rows)

    @property
    def introductions(self) -> tuple[str, ...]:
        """To what each of them is, once where another goes along than looks after it."""
        found = {row.id: row.what for row in self.rows if row.kind in (INTRODUCTION, ALONG)}
        return tuple(found.values())

    @property
    def promises(self) -> tuple[str, ...]:
        return tuple(row.what for row in self.rows if row.kind == PROMISE)

    @property
    def is_of_hello(self) -> bool:
        return any(row.kind == HELLO for row in self.rows)

    @property
    def words(self) -> str:
        """Say what then stops, with how many and no word of what they are; empty if nothing."""
        if not self.rows:
            return ""
        introductions, promises = (
            _these(len(found), kind)
            for found, kind in ((self.introductions, INTRODUCTION), (self.promises, PROMISE))
        )
        if self.shared_with_nobody:
            hello = "say the hello that was agreed" if self.is_of_hello else ""
            acts = [
                introductions and f"look after {introductions}", promises and f"keep {promises}",
                hello,
            ]  # fmt: skip
            can = ", or ".join(act for act in acts if act)
            return f"Nobody here can {can}, while nobody may read of it."
        hello = "the hello that was agreed" if self.is_of_hello else ""
        things = " and ".join(each for each in (introductions, promises, hello) if each)
        return (
            f"Whoever has {things} in hand now can see to it no more. It comes to somebody else "
            "who may read it."
        )


def not_in_hand(person: Person, *, actor: Actor, today: datetime.date) -> NotInHand:
    """Return what is under way and not in the hands of whoever has it. Some eight questions."""
    shared = _audiences(person, today=today)
    rows = _under_way(person, actor=actor)
    keepers = _keepers(rows, actor, today)
    out = tuple(row for row in rows if not _has(keepers, row, shared))
    return NotInHand(not shared, out)


def what_would_stop(
    person: Person, sharings: Iterable[Sharing], *, actor: Actor, today: datetime.date
) -> NotInHand:
    """
    Return what whoever has it in hand can see to now, and not once these sharings are taken back.

    As far as the actor may read it: of what is not shared with them it tells nothing.
    """
    now = _audiences(person, today=today)
    then = _audiences(person, today=today, but_not=[each.id for each in sharings])
    rows = _under_way(person, actor=actor) if now != then else []
    keepers = _keepers(rows, actor, today)
    stops = (row for row in rows if _has(keepers, row, now) and not _has(keepers, row, then))
    return NotInHand(not then, tuple(stops))


def _these(count: int, kind: str) -> str:
    return "" if not count else f"this {kind}" if count == 1 else f"these {count} {kind}s"


def _under_way(person: Person, *, actor: Actor) -> list[InHand]:
    """Nobody has in hand what is of a colleague's closed record: what is said of that is said."""
    found: list[InHand] = []
    for name in settings.UNDER_WAY if not person.worker_id else ():
        ask: UnderWayWith = import_string(name)
        found += ask(person, actor=actor)
    return found


def _audiences(
    person: Person, *, today: datetime.date, but_not: Collection[UUID] = ()
) -> frozenset[UUID]:
    """Return the ids by which somebody's support is shared, as far as they may read of it."""
    shown = Sharing.objects.standing(today).shown(today).filter(person=person)
    of_support = shown.filter(layers__contains=[Layer.SUPPORT.value])
    others = of_support.exclude(id__in=but_not)
    return frozenset(each for ids in others.values_list("audiences", flat=True) for each in ids)


def _keepers(rows: Sequence[InHand], actor: Actor, today: datetime.date) -> Keepers:
    return keepers_among(actor.id, {row.worker_id for row in rows}, today=today)


def _has(keepers: Keepers, row: InHand, shared: frozenset[UUID]) -> bool:
    worker = keepers.workers.get(row.worker_id)
    return worker is not None and not shared.isdisjoint(worker.audiences)
