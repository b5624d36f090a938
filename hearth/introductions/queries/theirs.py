"""Somebody's introductions, as they read them on their own pages."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.foundation.statements import ask
from hearth.introductions.models import (
    Fitted,
    Introduction,
    IntroductionLine,
    Reply,
    SharedWithThem,
)
from hearth.introductions.queries.rows import (
    A_PAGE,
    IntroductionRow,
    Line,
    Shared,
    is_silent,
    shown,
    to_name,
    with_names,
)
from hearth.introductions.queries.said import next_step_of
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of

SAID = (Reply.YES, Reply.NOT_NOW, Reply.ASKS, Reply.CAME)
"""What the other side says of whether and when; whether it fitted stands by itself."""


@dataclass(frozen=True)
class Theirs:
    """One introduction: where it is, and what left of them."""

    row: IntroductionRow
    hope: str
    fitted_says: str
    """Whether it was right for them, as they said; empty if they did not."""
    fitted_words: str
    shared: tuple[Shared, ...]
    they_said: tuple[Line, ...]
    """What the other side said, in its own words, the latest first."""
    stamp: str
    instead: tuple[tuple[UUID, str], ...] = ()
    """The other ways that were found, each by its id and to what it is."""
    instead_of: tuple[UUID, str] | None = None
    """The one that did not work, for which this is the other way."""


@dataclass(frozen=True)
class ForCarer:
    """One introduction of somebody, as a carer reads it: to where, and how it stands."""

    to: str
    state: str
    is_silent: bool
    met_on: datetime.date | None
    is_nobodys: bool
    """Nobody can look after it: the person shares their support with nobody."""


def for_carer(view_id: UUID, *, today: datetime.date) -> list[ForCarer]:
    """Return somebody's introductions, as far as a carer may read of them. One question."""
    rows = ask(
        "SELECT to_whom, state, answer_by, met_on, nobodys FROM introductions_for_carer(%s)",
        [view_id],
    ).fetchall()
    return [
        ForCarer(
            to or "", state, is_silent(state, answer_by, today=today), met_on, nobodys
        )
        for to, state, answer_by, met_on, nobodys in rows
    ]  # fmt: skip


def theirs(person: Person, *, actor: Actor, today: datetime.date) -> list[Theirs]:
    """
    Return somebody's introductions, those that go on first, then the latest. Four questions.

    :param actor: the person, on their own pages
    """
    sight = sight_of(actor)
    mine = with_names(Introduction.objects.open_to(sight).filter(person=person))
    rows = list(mine.order_by("-ended_on", "next_on", "id")[:A_PAGE])  # none has ended: first
    left = list(SharedWithThem.objects.open_to(sight).filter(introduction__in=rows).order_by("id"))
    names = workers_named({one.asked_by_id for one in left})
    of_each: dict[UUID, list[Shared]] = {}
    for one in left:
        asked_by = names.get(one.asked_by_id, "")
        said = Shared(tuple(one.lines), one.agreed_on, asked_by)
        of_each.setdefault(one.introduction_id, []).append(said)
    they_said: dict[UUID, list[Line]] = {}
    answers = IntroductionLine.objects.open_to(sight).filter(introduction__in=rows)
    for line in answers.filter(kind__in=SAID).order_by("-at", "-id"):
        words = Line(line.kind, line.at, "", line.words, line.on)
        they_said.setdefault(line.introduction_id, []).append(words)
    to = {one.id: to_name(one) for one in rows}
    return [
        Theirs(
            row=row, hope=said.hope, fitted_words=said.fitted_words,
            fitted_says=str(Fitted(said.fitted).label) if said.fitted else "",
            shared=tuple(of_each.get(said.id, ())),
            they_said=tuple(they_said.get(said.id, ())), stamp=next_step_of(said).stamp,
            instead=tuple((one.id, to[one.id]) for one in rows if one.instead_of_id == said.id),
            instead_of=(said.instead_of_id, to[said.instead_of_id])
            if said.instead_of_id and said.instead_of_id in to else None,
        )
        for said, row in zip(rows, shown(rows, today=today), strict=True)
    ]  # fmt: skip
