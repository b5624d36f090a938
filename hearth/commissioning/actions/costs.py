"""Typing what a hub cost in a month, and showing a hub's money to the others."""

import datetime
from decimal import Decimal

from django.db import transaction

from hearth.commissioning.actions.refusing import MoneyRefused, before_of
from hearth.commissioning.models import (
    PART_OF,
    Figure,
    FigureSource,
    Fund,
    FundReport,
    FundShare,
    Kept,
    MoneyBefore,
    MonthFigure,
    OpenMoney,
    Part,
)
from hearth.commissioning.months import month_of
from hearth.commissioning.queries.month import MonthSaid, box, month_said, source_box
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.places.models import Site
from hearth.places.versions import insist_unchanged

MOST = Decimal(100_000_000)
HOURS_MOST = Decimal(100_000)


@transaction.atomic
def type_month(
    *, by: Actor, site: Site, month: datetime.date, said: MonthSaid, seen: str | None = None,
    today: datetime.date,
) -> int:  # fmt: skip
    """
    Write down what a hub cost in a month, or put it right; what it said before is kept.

    A figure of None is one that nobody recorded, and never nought.

    :param seen: what the page showed; None if there was no page
    :return: how many figures are new or said otherwise
    :raises NotAllowed: if the actor keeps no costs there
    :raises MoneyRefused: if a figure cannot be one, or nobody says where it is from
    :raises ChangedMeanwhile: if somebody else changed the month since the page was drawn
    """
    require(by, Permission.KEEP_COSTS, at=site)
    Site.objects.select_for_update().get(id=site.id)  # one at a time types of a hub
    insist_unchanged(seen, month_said(site, month).facts())
    _insist_it_can_be(said, month=month, today=today)
    there = {
        (Kept(row.kept), Figure(row.figure)): row
        for row in MonthFigure.objects.filter(site=site, month=month)
    }
    shared = OpenMoney.objects.filter(site=site).exists()
    new, changed, before = [], [], []
    for (kept, figure), value in said.figures.items():
        source = FigureSource.PLAN if kept == Kept.BUDGET else said.sources.get(PART_OF[figure])
        row = there.get((kept, figure))
        if row is None and value is not None:
            assert source is not None
            new.append(
                MonthFigure(
                    site=site,
                    month=month,
                    figure=figure,
                    kept=kept,
                    value=value,
                    source=source,
                    shared=shared,
                    written_by_id=by.id,
                )
            )
        elif row is not None and _says_otherwise(row, value, source):
            was = {"value": row.value, "source": row.source}
            before.append(before_of(row.id, was, by=by, sites=[site.id]))
            row.value, row.written_by_id = value, by.id
            row.source = source or row.source
            changed.append(row)
    MonthFigure.objects.bulk_create(new)
    MoneyBefore.objects.bulk_create(before)
    for row in changed:
        row.save()
    if new or changed:
        audit.note(by=by, verb="typed the costs of", subject=site, place=site)
    return len(new) + len(changed)


def _says_otherwise(row: MonthFigure, value: Decimal | None, source: FigureSource | None) -> bool:
    if row.value is None and value is None:
        return False
    return row.value != value or (value is not None and row.source != source)


def _insist_it_can_be(said: MonthSaid, *, month: datetime.date, today: datetime.date) -> None:
    for (kept, figure), value in said.figures.items():
        if value is None:
            continue
        part, name = PART_OF[figure], box(kept, figure)
        if kept == Kept.ACTUAL and month > month_of(today):
            raise MoneyRefused(
                "That month has not begun. You can type its budget already", about=name
            )
        if kept == Kept.ACTUAL and said.sources.get(part) is None:
            raise MoneyRefused(f"Say where “{part.label}” is from", about=source_box(part))
        if value < 0:
            raise MoneyRefused("This cannot be less than nought", about=name)
        if value >= (HOURS_MOST if part == Part.HOURS else MOST):
            raise MoneyRefused("That is more than one hub can have in a month", about=name)


@transaction.atomic
def show_money(*, by: Actor, site: Site, shown: bool) -> None:
    """
    Let the partnership's other hubs see what pays for a hub and what it costs, or take that back.

    :raises NotAllowed: if the actor keeps no costs there
    """
    require(by, Permission.KEEP_COSTS, at=site)
    Site.objects.select_for_update().get(id=site.id)
    if OpenMoney.objects.filter(site=site).exists() == shown:
        return
    if shown:
        OpenMoney.objects.create(site=site, opened_by_id=by.id)
    else:
        OpenMoney.objects.filter(site=site).delete()
    MonthFigure.objects.filter(site=site).update(shared=shown)
    FundShare.objects.filter(site=site).update(shared=shown)
    say_who_sees_funds(site)
    audit.note(by=by, verb="showed the money of" if shown else "stopped showing the money of",
               subject=site, place=site)  # fmt: skip


def say_who_sees_funds(site: Site) -> None:
    """Let each fund that pays a hub be seen by all hubs if one of its hubs shows its money."""
    shown = set(OpenMoney.objects.values_list("site_id", flat=True))
    for fund in Fund.objects.filter(sites__contains=[site.id]):
        shared = bool(shown & set(fund.sites))
        Fund.objects.filter(id=fund.id).update(shared=shared)
        FundReport.objects.filter(fund=fund).update(shared=shared)
