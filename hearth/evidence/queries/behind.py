"""The visits and headcounts behind a number."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Sum

from hearth.design.words import DAYS, clock
from hearth.evidence import definitions
from hearth.evidence.period import Period
from hearth.evidence.queries.cutting import QUESTIONS
from hearth.evidence.queries.scope import Scope
from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.models import ArrivalQuerySet, Brought, Headcount, Visit
from hearth.frontdoor.queries import Shown, shown
from hearth.people.queries import own_records, sight_of

PAGE = 50
WHO = {
    "": "",
    "named": "by people known by name",
    "unnamed": "without a name",
    "new": "by new people",
    "returning": "by returning people",
    "regular": "by regulars, in the 13 weeks in which they were regulars",
    "weekly": "by regulars who came weekly, in those 13 weeks",
}

FIND = """
    SELECT visit_id, visits, people FROM evidence_visits_behind(
        %(sites)s, %(first)s, %(last)s, %(who)s, %(weekday)s::int, %(hour)s::int, %(question)s,
        %(answer)s, %(skip)s, %(take)s)
"""


@dataclass(frozen=True)
class Which:
    """Which of the visits at some sites, in a period, a number counts."""

    who: str = ""
    """One of WHO."""
    weekday: int | None = None
    """0 is Monday."""
    hour: int | None = None
    question: str = ""
    """One of QUESTIONS; then `answer` is the code of an answer, empty for not asked."""
    answer: str = ""

    @property
    def counts_people(self) -> bool:
        return self.who not in ("", "unnamed")

    @property
    def has_headcounts(self) -> bool:
        """Nobody in a headcount is known, or was asked anything."""
        return not self.who and not self.question

    @property
    def words(self) -> list[str]:
        """Return what it comes to, such as ["by new people", "on Mondays", "from 9am to 10am"]."""
        words = [WHO[self.who]] if self.who else []
        if self.weekday is not None:
            words.append(f"on {DAYS[self.weekday]}s")
        if self.hour is not None:
            ends = (self.hour + 1) % 24
            words.append(f"from {clock(datetime.time(self.hour))} to {clock(datetime.time(ends))}")
        for name, title, choices, _ in QUESTIONS:
            if name == self.question:
                said = dict(choices.choices).get(self.answer, definitions.NOT_ASKED_ROW)
                words.append(f"{title[:1].lower()}{title[1:]}: {str(said).lower()}")
        return words


@dataclass(frozen=True)
class VisitRow:
    """One visit in a list."""

    id: UUID
    arrived_at: datetime.datetime
    site: str
    who: Shown
    brought: tuple[str, ...]
    """Nothing of a colleague's visit without a reason, nor of the reader's own."""


@dataclass(frozen=True)
class HeadcountRow:
    """One headcount in a list."""

    id: UUID
    arrived_at: datetime.datetime
    site: str
    how_many: int
    what: str


@dataclass(frozen=True)
class VisitsBehind:
    """One page of the visits behind a number, and how many there are altogether."""

    visits: int
    people: int
    """How many different people; 0 where that is not what was counted."""
    headcounts: int
    counted: int
    """How many people were in the headcounts."""
    rows: tuple[VisitRow, ...] = ()
    headcount_rows: tuple[HeadcountRow, ...] = ()


def visits_behind(
    scope: Scope, period: Period, which: Which, *, page: int, actor: Actor, show_headcounts: bool
) -> VisitsBehind:
    """
    Return a page of 50 visits (or headcounts) behind a number, newest first, counted from 1.

    What a colleague said at a visit, and the actor, is not told: visits that are chosen by what was
    answered are neither listed nor counted if they are theirs (see ADR 15).

    :raises NotAllowed: if the actor may not see visits, or read reports, at one of the sites
    """
    for site in scope.sites:
        require(actor, Permission.READ_REPORTS, at=site)
        require(actor, Permission.SEE_VISITS, at=site)
    opened = sight_of(actor).opened
    skip = PAGE * (page - 1)
    values: dict[str, Any] = {
        "sites": scope.ids, "first": period.first, "last": period.last, "who": which.who,
        "weekday": which.weekday, "hour": which.hour, "question": which.question,
        "answer": which.answer, "skip": skip, "take": 0 if show_headcounts else PAGE,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        (_, visits, people), *found = cursor.fetchall()
    headcounts = _headcounts(scope, period, which)
    counted = headcounts.aggregate(n=Count("id"), people=Sum("how_many"))
    return VisitsBehind(
        visits=visits,
        people=people if which.counts_people else 0,
        headcounts=counted["n"] or 0,
        counted=counted["people"] or 0,
        rows=_visit_rows([visit_id for visit_id, *_ in found], opened),
        headcount_rows=_headcount_rows(headcounts, skip) if show_headcounts else (),
    )


def _visit_rows(ids: list[UUID], opened: Collection[UUID]) -> tuple[VisitRow, ...]:
    """Read visits, and the names of whoever this reader may see, through their own walls."""
    if not ids:
        return ()
    visits = Visit.objects.filter(id__in=ids).select_related("site", "person").in_bulk()
    brought, own = dict(Brought.choices), set(own_records())

    def is_closed(visit: Visit) -> bool:
        works_here = visit.person is not None and visit.person.worker_id is not None
        return visit.person_id in own or (works_here and visit.person_id not in opened)

    return tuple(
        VisitRow(
            visit.id,
            visit.arrived_at,
            visit.site.name,
            shown(visit),
            tuple(str(brought.get(code, code)) for code in visit.brought if not is_closed(visit)),
        )
        for visit_id in ids
        if (visit := visits.get(visit_id))
    )


def _headcount_rows(headcounts: ArrivalQuerySet, skip: int) -> tuple[HeadcountRow, ...]:
    newest_first = headcounts.select_related("site").order_by("-arrived_on", "-arrived_at", "id")
    return tuple(
        HeadcountRow(h.id, h.arrived_at, h.site.name, h.how_many, h.what)
        for h in newest_first[skip : skip + PAGE]
    )


def _headcounts(scope: Scope, period: Period, which: Which) -> ArrivalQuerySet:
    if not which.has_headcounts:
        return Headcount.objects.none()
    found = Headcount.objects.standing().filter(
        site__in=scope.ids, arrived_on__range=(period.first, period.last)
    )
    if which.weekday is not None:
        found = found.filter(arrived_on__iso_week_day=which.weekday + 1)
    if which.hour is not None:
        found = found.filter(arrived_hour=which.hour)
    return found
