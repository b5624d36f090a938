"""How many of those who were introduced have met, how long it took, and who carries how much."""

import datetime
import statistics
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from hearth.accounts.queries import who_may_at, workers_named
from hearth.directory.models import Service, Term
from hearth.evidence.period import Period
from hearth.evidence.queries.scope import Scope, as_told
from hearth.evidence.queries.supporting import FEW
from hearth.foundation.actors import Actor, Permission
from hearth.introductions.models import Way
from hearth.places.models import Site

COUNT = "SELECT * FROM evidence_introductions(%s, %s, %s)"
CARRIED = "SELECT * FROM evidence_carried(%s, %s)"
MUCH = 2
"""
Whoever carries more than so many times what is usual among the others here carries much. It is our
own choice: no source says how many introductions are too many for one worker.
"""
A_FEW = 5
"""Fewer than so many are never much, as few beside fewer tell nothing. Our own choice too."""


@dataclass(frozen=True)
class Introduced:
    """What became of introductions. Numbers are in words: a small one may be protected."""

    label: str
    begun: str
    met: str
    other_way: str
    """It could not happen, and another way was found."""
    stopped: str
    """The person stopped it."""
    going: str
    fitted: str
    """Of those who said whether it fitted, how many said yes."""
    asked: str
    """How many said whether it fitted."""
    middle_days: int | None
    """Half of those who met had met after so many days."""
    most_days: int | None
    """Nine in ten of those who met had met after so many days."""


NOBODYS = "Nobody: what people share with nobody now"


@dataclass(frozen=True)
class Carried:
    """How much one worker looks after at these sites; or how much nobody can look after."""

    name: str
    going: int
    late: int
    """Their next step, or an answer, was due on a day that is past."""
    since: datetime.date
    """When the oldest of them was begun."""
    is_much: bool
    has_left: bool
    """They work at none of these sites any more: somebody has to take these on."""
    is_nobodys: bool = False
    """Nobody may read them until they are shared again."""


@dataclass(frozen=True)
class IntroductionsReport:
    """What a report of introductions says."""

    scope: Scope
    period: Period
    all: Introduced
    by_whereto: tuple[Introduced, ...]
    by_need: tuple[Introduced, ...]
    by_way: tuple[Introduced, ...]
    is_protected: bool
    """Its reader is not of the teams it is about."""

    @property
    def is_empty(self) -> bool:
        return self.all.begun == "0"


def introductions_report(scope: Scope, period: Period, *, actor: Actor) -> IntroductionsReport:
    """
    Count introductions begun on these days at some sites, as they stand now. Four questions.

    To their own teams exactly; to others in whole months, a number from 1 to 4 as FEW, any other to
    the nearest 5, and how long it took only where at least five met.

    :raises django.db.ProgrammingError: if the request does not hold evidence.read_reports there
    """
    own, period = as_told(scope, period, actor=actor)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [scope.ids, period.first, period.last])
        rows = cursor.fetchall()
    names = _names({row[1] for row in rows if row[1]})
    return IntroductionsReport(
        scope, period, _counted(next(row for row in rows if row[0] == "all"), "All"),
        _table(rows, "whereto", names, without="A colleague or a volunteer"),
        _table(rows, "need", names, without="Not said"),
        tuple(
            _counted(row, str(way.label).partition(":")[0])
            for way in Way
            for row in rows
            if (row[0], row[2]) == ("way", way.value)
        ),
        not own,
    )  # fmt: skip


def carried(scope: Scope, *, actor: Actor, today: datetime.date) -> tuple[Carried, ...] | None:
    """
    Return who looks after how many introductions that go on, those with most first.

    Only for whoever keeps the workers of every one of these sites; None for others. Three
    questions.
    """
    if not set(scope.ids) <= set(actor.places_where(Permission.KEEP_WORKERS)):
        return None
    with connection.cursor() as cursor:
        cursor.execute(CARRIED, [scope.ids, today])
        rows = cursor.fetchall()
    nobodys = [
        Carried(NOBODYS, going, late, oldest, is_much=False, has_left=False, is_nobodys=True)
        for owner_id, going, late, oldest in rows
        if owner_id is None
    ]
    rows = [row for row in rows if row[0]]
    names = workers_named({row[0] for row in rows})
    here = who_may_at(Permission.CHANGE_PEOPLE, scope.ids, today=today)
    working = set(here.values_list("id", flat=True))
    carry = {row[0]: row[1] for row in rows}
    found = (
        Carried(
            names.get(owner_id, ""), going, late, oldest,
            is_much=_is_much(owner_id, carry, working), has_left=owner_id not in working,
        )
        for owner_id, going, late, oldest in rows
    )  # fmt: skip
    return (*sorted(found, key=lambda one: (-one.going, one.name)), *nobodys)


def _is_much(owner_id: UUID, going: dict[UUID, int], working: Collection[UUID]) -> bool:
    """
    Test if one carries much beside the others: what is in the middle of what these carry.

    Where nobody else works it is said of nobody.
    """
    others = [count for other, count in going.items() if other != owner_id]
    if not others and not set(working) - {owner_id}:
        return False
    usual = statistics.median(others) if others else 0
    return going[owner_id] >= A_FEW and going[owner_id] > MUCH * usual


def _names(ids: Collection[UUID]) -> dict[UUID, str]:
    asked: Iterable[type[Service] | type[Site] | type[Term]] = (Service, Site, Term)
    return {
        row_id: name
        for model in asked
        for row_id, name in model._default_manager.filter(id__in=ids).values_list("id", "name")
    }


def _table(
    rows: list[tuple[Any, ...]], figure: str, names: dict[UUID, str], *, without: str
) -> tuple[Introduced, ...]:
    """Return the rows of one cut: most begun first, and last what names nothing."""
    found = [row for row in rows if row[0] == figure]
    found.sort(key=lambda row: (row[1] is None, -(row[3] or 0), names.get(row[1], "")))
    return tuple(_counted(row, names.get(row[1], without)) for row in found)


def _counted(row: tuple[Any, ...], label: str) -> Introduced:
    begun, met, other_way, stopped, going, fitted, asked = map(_words, row[3:10])
    return Introduced(label, begun, met, other_way, stopped, going, fitted, asked, row[10], row[11])


def _words(how_many: int | None) -> str:
    return FEW if how_many is None else f"{how_many:,}"
