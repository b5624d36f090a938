"""The same comings, cut by month, site, kind of site, tier, hour and what was said at the door."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from hearth.evidence import definitions
from hearth.evidence.period import Period, whole_month
from hearth.evidence.queries.counting import Counted
from hearth.evidence.queries.figures import (
    Answer,
    Behind,
    Counts,
    Cut,
    Hour,
    Question,
    Row,
)
from hearth.evidence.queries.scope import NO_TIER, Scope
from hearth.frontdoor.models import Brought, HowCame, Otherwise
from hearth.places.models import Site, SiteKind, SiteStatus, Tier

QUESTIONS = (
    ("brought", "What brought people", Brought, "One visit can have several answers."),
    ("how_came", "How people came", HowCame, ""),
    ("otherwise", "Where people would otherwise have gone", Otherwise, ""),
)


@dataclass(frozen=True)
class Opening:
    """How numbers open to the visits behind them, for a reader who sees visits at some sites."""

    period: Period
    seen: Collection[UUID]

    def at(self, sites: Iterable[Site], address: dict[str, str]) -> Behind:
        """Return the way to all visits at these sites; None unless the reader sees every one."""
        if all(site.id in self.seen for site in sites):
            return {**address, **self.period.address}
        return None


def also(behind: Behind, **more: str) -> Behind:
    """Return the way to fewer of the visits."""
    return None if behind is None else {**behind, **more}


def by_month(period: Period, counted: Counted, behind: Behind) -> Cut:
    """Return every month from the first in which anybody came, those in which nobody did too."""
    rows = []
    begins = min(counted.months, default=period.last.replace(day=1))
    while begins <= period.last:
        rows.append(
            Row(
                period.month_words(begins),
                counted.months.get(begins, Counts()),
                people=counted.people("people in month", begins.isoformat()),
                new=counted.people("new in month", begins.isoformat()),
                behind=also(behind, **period.within_month(begins).address),
                whole=period.within_month(begins) == whole_month(begins),
            )
        )
        begins = (begins + datetime.timedelta(days=31)).replace(day=1)
    return Cut("month", "By month", "Month", tuple(rows))


def by_place(scope: Scope, counted: Counted, opening: Opening) -> Iterator[Cut]:
    """
    Yield the cuts by site, kind of site and tier; a cut into one piece is none.

    A site where nobody came has its row, unless it is only planned.
    """

    def row(words: str, figure: str, part: str, sites: list[Site], address: dict[str, str]) -> Row:
        return Row(
            words,
            counted.at(site.id for site in sites),
            people=counted.people(figure, part),
            new=None,
            behind=opening.at(sites, address),
        )

    def cut(name: str, title: str, each: str, rows: Iterable[Row]) -> Iterator[Cut]:
        if len(found := tuple(rows)) > 1:
            yield Cut(name, title, each, found)

    sites = [s for s in scope.sites if s.status != SiteStatus.PLANNED or s.id in counted.sites]
    yield from cut(
        "site", "By site", "Site",
        (row(s.name, "people at site", str(s.id), [s], {"site": s.slug}) for s in sites),
    )  # fmt: skip
    yield from cut(
        "kind", "By kind of site", "Kind of site",
        (
            row(kind.label, "people at kind", kind, of_kind, scope.address | {"kind": kind.value})
            for kind in SiteKind
            if (of_kind := [site for site in sites if site.kind == kind])
        ),
    )  # fmt: skip
    yield from cut(
        "tier", "By tier", "Tier",
        (
            row(words, "people at tier", tier, of_tier, scope.address | {"tier": tier or NO_TIER})
            for tier, words in [*Tier.choices, ("", "No tier given")]
            if (of_tier := [site for site in sites if site.tier == tier])
        ),
    )  # fmt: skip


def by_hour(counted: Counted, behind: Behind) -> Iterator[Hour]:
    """Yield the weekdays and hours in which anybody came, in order."""
    for (weekday, hour), attendances in sorted(counted.hours.items()):
        on = also(behind, weekday=str(weekday), hour=str(hour))
        yield Hour(weekday, hour, attendances, on)


def by_answer(counted: Counted, behind: Behind) -> Iterator[Question]:
    """Yield what was said at the door, question by question; "Not asked" has a row in each."""
    visits = counted.altogether.visits
    for name, title, choices, note in QUESTIONS:
        answered = counted.answers.get((name, ""), 0)
        answers = [
            Answer(
                str(words),
                said := counted.answers.get((name, code), 0),
                said / answered if answered else None,
                also(behind, question=name, answer=code),
            )
            for code, words in choices.choices
        ]
        not_asked = Answer(
            definitions.NOT_ASKED_ROW, visits - answered, None,
            also(behind, question=name, answer=""),
        )  # fmt: skip
        yield Question(name, title, answered, (*answers, not_asked), note)
