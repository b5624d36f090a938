"""One hub's month as its page shows it: what stands there, and what it said before."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from hearth.commissioning.models import (
    PART_OF,
    Figure,
    FigureSource,
    Kept,
    MoneyBefore,
    MonthFigure,
    Part,
)
from hearth.foundation.actors import Actor, Permission, require
from hearth.places.models import Site

Named = tuple[Kept, Figure]
Figures = Mapping[Named, Decimal | None]


@dataclass(frozen=True)
class MonthSaid:
    """All that is typed of a month."""

    figures: Figures
    sources: Mapping[Part, FigureSource | None]

    def facts(self) -> dict[str, str | None]:
        """Return it as a page carries it, by the names of its form's boxes."""
        said: dict[str, str | None] = {
            box(kept, figure): None if value is None else f"{value:.2f}"
            for (kept, figure), value in self.figures.items()
        }
        sources = {
            source_box(part): source.value if source else ""
            for part, source in self.sources.items()
        }
        return said | sources


@dataclass(frozen=True)
class FigureBefore:
    """What a figure said before."""

    words: str
    kept: Kept
    value: Decimal | None
    source: str
    changed_by: str
    changed_at: datetime.datetime


def box(kept: Kept, figure: Figure) -> str:
    """Return the name of the box that a figure is typed in."""
    return f"{kept.lower()}_{figure.lower()}"


def source_box(part: Part) -> str:
    return f"source_{part.lower()}"


def typed_figures() -> list[Named]:
    """Return every figure that is typed of a month: what happened, and the budget of costs."""
    return [(Kept.ACTUAL, figure) for figure in Figure] + [
        (Kept.BUDGET, figure) for figure in Part.SPENT.figures
    ]


def month_said(site: Site, month: datetime.date) -> MonthSaid:
    """Return what stands in a hub's month."""
    rows = {
        (Kept(row.kept), Figure(row.figure)): row
        for row in MonthFigure.objects.filter(site=site, month=month)
    }
    sources: dict[Part, FigureSource | None] = dict.fromkeys(Part)
    for (kept, figure), row in rows.items():
        if kept == Kept.ACTUAL and row.value is not None:
            sources[PART_OF[figure]] = FigureSource(row.source)
    figures = {named: rows[named].value if named in rows else None for named in typed_figures()}
    return MonthSaid(figures, sources)


def month_before(site: Site, month: datetime.date, *, actor: Actor) -> list[FigureBefore]:
    """
    Return what a month's figures said before, the newest first.

    :raises NotAllowed: if the actor may not see the hub's money itself
    """
    require(actor, Permission.SEE_MONEY, at=site)
    rows: dict[UUID, MonthFigure] = MonthFigure.objects.filter(site=site, month=month).in_bulk()
    then = MoneyBefore.objects.filter(row_id__in=rows).select_related("changed_by")
    found = []
    for before in then.order_by("-recorded_at", "-id"):
        row, was = rows[before.row_id], json.loads(before.was)
        found.append(
            FigureBefore(
                words=Figure(row.figure).label,
                kept=Kept(row.kept),
                value=None if was["value"] is None else Decimal(was["value"]),
                source=FigureSource(was["source"]).label,
                changed_by=before.changed_by.name,
                changed_at=before.recorded_at,
            )
        )
    return found
