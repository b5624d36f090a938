"""What each hub spent, month by month, with where each figure is from, and what nobody recorded."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from hearth.commissioning.models import (
    FIGURES,
    Figure,
    FigureSource,
    Kept,
    MonthFigure,
    Part,
)
from hearth.commissioning.queries.hubs import hubs_seen
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site

NOT_RECORDED = "not recorded"
"""What is told of a figure that nobody typed. Never nought."""


@dataclass(frozen=True)
class Cost:
    """One figure of one hub in one month. `value` is None where nobody recorded it."""

    site_id: UUID
    month: datetime.date
    figure: Figure
    kept: Kept
    value: Decimal | None
    source: FigureSource | None

    @property
    def in_words(self) -> str:
        return NOT_RECORDED if self.value is None else f"{self.value:,.2f}"


@dataclass(frozen=True)
class Spent:
    """What a hub spent in a month, as far as it was recorded."""

    month: datetime.date
    value: Decimal | None
    """The sum of what was recorded; None if nothing was."""
    budget: Decimal | None
    missing: tuple[Figure, ...]
    """The kinds of costs that nobody recorded."""
    sources: tuple[FigureSource, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class HubSpent:
    site: Site
    months: tuple[Spent, ...]
    """In the order of the months that were asked for."""

    @property
    def total(self) -> Decimal | None:
        recorded = [month.value for month in self.months if month.value is not None]
        return sum(recorded, Decimal()) if recorded else None

    @property
    def how_many_recorded(self) -> int:
        return sum(1 for month in self.months if month.value is not None)


def costs(
    actor: Actor,
    *,
    sites: Iterable[UUID],
    months: Sequence[datetime.date],
    kept: Kept = Kept.ACTUAL,
) -> list[Cost]:
    """
    Return every figure of these hubs and months, those that nobody recorded too.

    For reports and evidence: one question, whatever the size.

    :raises NotAllowed: if the actor may see money nowhere
    """
    require_somewhere(actor, Permission.SEE_MONEY)
    site_ids = list(sites)
    found = {
        (row.site_id, row.month, row.figure): row
        for row in MonthFigure.objects.filter(site__in=site_ids, month__in=months, kept=kept)
    }
    return [
        _cost(found.get((site, month, figure.value)), site, month, figure, kept)
        for site in site_ids
        for month in months
        for figure in Figure
    ]


def _cost(
    row: MonthFigure | None, site: UUID, month: datetime.date, figure: Figure, kept: Kept
) -> Cost:
    if row is None or row.value is None:
        return Cost(site, month, figure, kept, None, None)
    return Cost(site, month, figure, kept, row.value, FigureSource(row.source))


def spent_by_month(
    actor: Actor, *, sites: Sequence[Site], months: Sequence[datetime.date]
) -> list[HubSpent]:
    """
    Return what each hub spent in each month: two questions.

    :raises NotAllowed: if the actor may see money nowhere
    """
    ids = [site.id for site in sites]
    actual, planned = (
        {(cost.site_id, cost.month, cost.figure): cost
         for cost in costs(actor, sites=ids, months=months, kept=kept)}
        for kept in (Kept.ACTUAL, Kept.BUDGET)
    )  # fmt: skip
    return [
        HubSpent(
            site,
            tuple(
                _spent(
                    month,
                    [actual[site.id, month, figure] for figure in FIGURES[Part.SPENT]],
                    [planned[site.id, month, figure] for figure in FIGURES[Part.SPENT]],
                )
                for month in months
            ),
        )
        for site in sites
    ]


def _spent(month: datetime.date, actual: list[Cost], planned: list[Cost]) -> Spent:
    recorded = [cost for cost in actual if cost.value is not None]
    return Spent(
        month=month,
        value=_sum(recorded),
        budget=_sum([cost for cost in planned if cost.value is not None]),
        missing=tuple(cost.figure for cost in actual if cost.value is None),
        sources=tuple(sorted({cost.source for cost in recorded if cost.source})),
    )


def _sum(recorded: list[Cost]) -> Decimal | None:
    return sum((cost.value or Decimal() for cost in recorded), Decimal()) if recorded else None


def spent_at_hubs_seen(
    actor: Actor, *, months: Sequence[datetime.date], first: int = 0, count: int = 50
) -> list[HubSpent]:
    """Return what the hubs spent whose money somebody sees, a page of them at a time."""
    hubs = list(hubs_seen(actor)[first : first + count])
    return spent_by_month(actor, sites=hubs, months=months)
