"""Keeping in touch, as far as it is open to whoever asks."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import ContactKind, Person, Safe, WayToContact
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.support.models import Hello, HowOften, KeepInTouch, TryAgain

HELLOS_SHOWN = 10
WAY_WORDS = {
    ContactKind.MOBILE: "Call or text",
    ContactKind.PHONE: "Call",
    ContactKind.EMAIL: "Email",
    ContactKind.LETTER: "Write to",
}


@dataclass(frozen=True)
class KeepSaid(Stamped):
    """What was agreed: who says hello, how, when, and what if there is no answer."""

    says_hello_id: UUID
    in_person: bool
    way_id: UUID | None
    every_days: int
    next_on: datetime.date | None
    if_no_answer: str
    try_again_days: int


@dataclass(frozen=True)
class KeepShown:
    """What was agreed, as a page shows it."""

    id: UUID
    person_id: UUID
    known_as: str
    says_hello_id: UUID
    says_hello: str
    how: str
    """Empty if there is no safe way any more: they are to be asked."""
    how_often: str
    next_on: datetime.date | None
    if_no_answer: str
    try_again: str
    agreed_on: datetime.date
    stopped_on: datetime.date | None
    is_due: bool
    is_past: bool


@dataclass(frozen=True)
class HelloRow:
    """A hello that was said, or tried."""

    id: UUID
    said_on: datetime.date
    said_by: str
    answered: bool
    is_latest: bool


def keep_of(person: Person, *, actor: Actor) -> KeepInTouch | None:
    """Return what was agreed with somebody about keeping in touch; None if nothing was."""
    mine = KeepInTouch.objects.open_to(sight_of(actor))
    return mine.filter(person=person).select_related("person").first()


def keep_said(row: KeepInTouch) -> KeepSaid:
    """Return what was agreed."""
    return KeepSaid(
        row.says_hello_id, row.in_person, row.way_id, row.every_days, row.next_on,
        row.if_no_answer, row.try_again_days,
    )  # fmt: skip


def keeps_shown(rows: Collection[KeepInTouch], *, today: datetime.date) -> list[KeepShown]:
    """Return what was agreed, as pages show it. Each row's person is to be there already."""
    names = workers_named({row.says_hello_id for row in rows})
    ways = {
        way.id: way
        for way in WayToContact.objects.filter(
            id__in={row.way_id for row in rows if row.way_id}, safe=Safe.YES
        )
    }
    return [
        KeepShown(
            id=row.id,
            person_id=row.person_id,
            known_as=row.person.known_as,
            says_hello_id=row.says_hello_id,
            says_hello=names.get(row.says_hello_id, ""),
            how=_how(row, ways),
            how_often=str(HowOften(row.every_days).label),
            next_on=None if row.stopped_on else row.next_on,
            if_no_answer=row.if_no_answer,
            try_again=str(TryAgain(row.try_again_days).label),
            agreed_on=row.agreed_on,
            stopped_on=row.stopped_on,
            is_due=not row.stopped_on and bool(row.next_on and row.next_on <= today),
            is_past=not row.stopped_on and bool(row.next_on and row.next_on < today),
        )
        for row in rows
    ]


def safe_ways(person: Person) -> list[tuple[UUID, str]]:
    """Return the ways to contact somebody that they say are safe, in words."""
    ways = WayToContact.objects.filter(person=person, safe=Safe.YES).order_by("kind", "id")
    return [(way.id, _way_words(way)) for way in ways]


def hellos_of(keep: KeepInTouch, *, actor: Actor) -> list[HelloRow]:
    """Return the last hellos to somebody, the latest first, without slips of the finger."""
    mine = Hello.objects.open_to(sight_of(actor)).filter(keep=keep, taken_back_at__isnull=True)
    rows = list(mine.order_by("-said_on", "-id")[:HELLOS_SHOWN])
    names = workers_named({row.said_by_id for row in rows})
    return [
        HelloRow(row.id, row.said_on, names.get(row.said_by_id, ""), row.answered, row is rows[0])
        for row in rows
    ]


def get_hello(hello_id: UUID, *, keep: KeepInTouch, actor: Actor) -> Hello:
    """
    Return a hello.

    :raises Hello.DoesNotExist: if there is none, or it is not open to the actor
    """
    return Hello.objects.open_to(sight_of(actor)).get(id=hello_id, keep=keep)


def _how(row: KeepInTouch, ways: dict[UUID, WayToContact]) -> str:
    if row.in_person:
        return "When they come in"
    return _way_words(ways.get(row.way_id) if row.way_id else None)


def _way_words(way: WayToContact | None) -> str:
    if way is None:
        return ""
    words = f"{WAY_WORDS[ContactKind(way.kind)]} {', '.join(way.value.splitlines())}"
    return f"{words} ({way.note})" if way.note else words
