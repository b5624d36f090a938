"""Keeping in touch, as far as it is open to whoever asks."""

import datetime
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.people.models import ContactKind, Person, Safe, Sight, WayToContact
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import sight_of
from hearth.support.models import Hello, HowOften, KeepBefore, KeepInTouch, TryAgain

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

    @property
    def how_often(self) -> str:
        return str(HowOften(self.every_days).label)

    @property
    def try_again(self) -> str:
        return str(TryAgain(self.try_again_days).label)


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
    taken_back_by: str
    """Who said that it was a slip; empty if it stands."""
    seen_to_by: str
    """Who did what was agreed for no answer."""
    is_latest: bool
    """Of those that stand, the last."""

    @property
    def waits(self) -> bool:
        """Test if what was agreed for no answer is still to be done."""
        return self.is_latest and not self.answered and not self.seen_to_by


@dataclass(frozen=True)
class KeepOnce:
    """What was agreed before, until somebody changed it."""

    id: UUID
    said: KeepSaid
    says_hello: str
    how: str
    stopped_on: datetime.date | None
    changed_at: datetime.datetime
    changed_by: str


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
    ways = _safe_by_id(row.way_id for row in rows)
    return [
        KeepShown(
            id=row.id,
            person_id=row.person_id,
            known_as=row.person.known_as,
            says_hello_id=row.says_hello_id,
            says_hello=names.get(row.says_hello_id, ""),
            how=_how(row, ways),
            how_often=keep_said(row).how_often,
            next_on=None if row.stopped_on else row.next_on,
            if_no_answer=row.if_no_answer,
            try_again=keep_said(row).try_again,
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
    """Return the last hellos to somebody, the latest first; those taken back say so."""
    mine = Hello.objects.open_to(sight_of(actor)).filter(keep=keep)
    rows = list(mine.order_by("-said_on", "-id")[:HELLOS_SHOWN])
    names = workers_named(
        {
            worker
            for row in rows
            for worker in (row.said_by_id, row.taken_back_by_id, row.seen_to_by_id)
            if worker
        }
    )
    latest = next((row for row in rows if not row.taken_back_at), None)
    return [
        HelloRow(
            id=row.id,
            said_on=row.said_on,
            said_by=names.get(row.said_by_id, ""),
            answered=row.answered,
            taken_back_by=_who(row.taken_back_at, row.taken_back_by_id, names),
            seen_to_by=_who(row.seen_to_at, row.seen_to_by_id, names),
            is_latest=row is latest,
        )
        for row in rows
    ]


def not_answered(actor: Actor, *, sight: Sight) -> QuerySet[Hello]:
    """
    Return the last hellos with no answer, where what was agreed for then is still to be done.

    They are those of the people to whom the actor says hello.
    """
    later = Hello.objects.filter(keep=OuterRef("keep"), taken_back_at__isnull=True).filter(
        Q(said_on__gt=OuterRef("said_on")) | Q(said_on=OuterRef("said_on"), id__gt=OuterRef("id"))
    )
    return (
        Hello.objects.open_to(sight)
        .filter(
            ~Exists(later), answered=False, taken_back_at__isnull=True, seen_to_at__isnull=True,
            keep__says_hello=actor.id, keep__stopped_on__isnull=True,
            person__died_recorded_at__isnull=True,
        )
        .order_by("said_on", "id")
    )  # fmt: skip


def keep_before(keep: KeepInTouch, *, actor: Actor) -> list[KeepOnce]:
    """Return what was agreed with somebody before, the newest first."""
    mine = KeepBefore.objects.open_to(sight_of(actor)).filter(keep=keep)
    rows = list(mine.order_by("-changed_at", "-id"))
    said = [said_before(row) for row in rows]
    names = workers_named({row.changed_by_id for row in rows} | {one.says_hello_id for one in said})
    ways = _safe_by_id(one.way_id for one in said)
    return [
        KeepOnce(
            row.id, one, names.get(one.says_hello_id, ""), _how(one, ways), row.stopped_on,
            row.changed_at, names.get(row.changed_by_id, ""),
        )
        for one, row in zip(said, rows, strict=True)
    ]  # fmt: skip


def said_before(row: KeepBefore) -> KeepSaid:
    """Return what was agreed until somebody changed it."""
    was = json.loads(row.was)
    was["says_hello_id"] = UUID(was["says_hello_id"])
    was["way_id"] = UUID(was["way_id"]) if was["way_id"] else None
    was["next_on"] = datetime.date.fromisoformat(was["next_on"]) if was["next_on"] else None
    return KeepSaid(**was)


def get_hello(hello_id: UUID, *, keep: KeepInTouch, actor: Actor) -> Hello:
    """
    Return a hello.

    :raises Hello.DoesNotExist: if there is none, or it is not open to the actor
    """
    return Hello.objects.open_to(sight_of(actor)).get(id=hello_id, keep=keep)


def _safe_by_id(ids: Iterable[UUID | None]) -> dict[UUID, WayToContact]:
    """Return those of some ways to contact that are safe."""
    return WayToContact.objects.filter(safe=Safe.YES).in_bulk({each for each in ids if each})


def _who(at: datetime.datetime | None, by: UUID | None, names: dict[UUID, str]) -> str:
    """Return who did something, if it was done. What is older than this says no name."""
    named = names.get(by, "") if by else ""
    return (named or "a worker") if at else ""


def _how(row: KeepInTouch | KeepSaid, ways: dict[UUID, WayToContact]) -> str:
    if row.in_person:
        return "When they come in"
    return _way_words(ways.get(row.way_id) if row.way_id else None)


def _way_words(way: WayToContact | None) -> str:
    if way is None:
        return ""
    words = f"{WAY_WORDS[ContactKind(way.kind)]} {', '.join(way.value.splitlines())}"
    return f"{words} ({way.note})" if way.note else words
