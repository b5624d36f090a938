"""How many people had which support at some sites, between two days. One question."""

from dataclasses import dataclass

from django.db import connection

from hearth.evidence.period import Period
from hearth.evidence.queries.scope import Scope, as_told
from hearth.foundation.actors import Actor
from hearth.support.models import StrandKind

FEW = "Fewer than 5"
COUNT = "SELECT figure, kind, name, how_many FROM evidence_support(%s, %s, %s)"


@dataclass(frozen=True)
class StrandCount:
    """How many people had a strand under way."""

    name: str
    """The hub's own, or that of the usual strand."""
    people: str


@dataclass(frozen=True)
class GoalCount:
    """How many goals people with one kind of support worked towards."""

    label: str
    goals: str


@dataclass(frozen=True)
class SupportReport:
    """What a report of support says. Numbers are in words: a small one may be protected."""

    scope: Scope
    period: Period
    strands: tuple[StrandCount, ...]
    goals: tuple[GoalCount, ...]
    conversations: str
    people: str
    is_protected: bool
    """Its reader is not of the teams it is about."""

    @property
    def is_empty(self) -> bool:
        return self.people == "0"


def support_report(scope: Scope, period: Period, *, actor: Actor) -> SupportReport:
    """
    Count support at some sites: for their own teams exactly, for others in whole months.

    To others a number from 1 to 4 is FEW, and any other is told to the nearest 5.

    :raises django.db.ProgrammingError: if the request does not hold evidence.read_reports there
    """
    own, period = as_told(scope, period, actor=actor)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [scope.ids, period.first, period.last])
        rows = cursor.fetchall()
    counts = {(figure, kind, name): how_many for figure, kind, name, how_many in rows}
    strands = []
    for kind in StrandKind:
        named = sorted(name for figure, each, name in counts if (figure, each) == ("strand", kind))
        for name in dict.fromkeys(["", *named]):
            label = name or str(kind.label)
            people = _words(counts.get(("strand", kind.value, name), 0))
            strands.append(StrandCount(label, people))
    return SupportReport(
        scope, period, tuple(strands),
        tuple(
            GoalCount(str(kind.label), _words(counts["goals", kind.value, ""]))
            for kind in StrandKind
            if ("goals", kind.value, "") in counts
        ),
        _words(counts["conversations", "", ""]), _words(counts["people", "", ""]), not own,
    )  # fmt: skip


def _words(how_many: int | None) -> str:
    return FEW if how_many is None else f"{how_many:,}"
