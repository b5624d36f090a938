"""Bringing in what was written down elsewhere: a sheet's worth of visits and headcounts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, QuerySet

from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.actions.arriving import arrival_at
from hearth.frontdoor.models import Headcount, Source, Visit
from hearth.frontdoor.moments import in_london
from hearth.people.actions import (
    Newcomer,
    Welcome,
    meet_people,
    note_welcomes,
    take_back_welcome,
)
from hearth.people.models import Person
from hearth.places.models import Site

PEOPLE_AT_ONCE = 100
"""People told of in one transaction that a sheet was taken back: some six questions for each."""


@dataclass(frozen=True)
class Arrived:
    """One row of a sheet: a visit, unless it counts several."""

    id: UUID
    """Made from the sheet and the row, so that the same row again is the same visit."""
    arrived_at: datetime.datetime
    person_id: UUID | None = None
    new_name: str = ""
    """The name of somebody new, who is to be met; their person_id is the one they will have."""
    how_many: int = 0
    what: str = ""
    brought: tuple[str, ...] = ()
    note: str = ""


@transaction.atomic
def bring_in(
    *, by: Actor, site: Site, sheet_id: UUID, rows: Sequence[Arrived], source: Source
) -> None:
    """
    Write down a part of a sheet. What is there already stays as it is.

    A constant number of statements. The sheet itself stands in the audit trail,
    once, and on every visit.

    :raises NotAllowed: if the actor may not bring in sheets at this site, or
        may not see somebody whom a row says came
    """
    require(by, Permission.IMPORT_SHEET, at=site)
    written = {"sheet_id": sheet_id, "source": source}
    visits = [row for row in rows if not row.how_many]
    if newcomers := _newcomers(visits):
        meet_people(by=by, site=site, newcomers=newcomers)
    if welcomes := _welcomes(visits):
        note_welcomes(by=by, site=site, welcomes=welcomes)
    Visit.objects.bulk_create(
        [_visit(row, arrival_at(by, site, row.arrived_at) | written) for row in visits],
        ignore_conflicts=True,
    )
    Headcount.objects.bulk_create(
        [
            Headcount(
                id=row.id, how_many=row.how_many, what=row.what,
                **arrival_at(by, site, row.arrived_at), **written,
            )
            for row in rows
            if row.how_many
        ],
        ignore_conflicts=True,
    )  # fmt: skip


@transaction.atomic
def take_back_sheet(*, by: Actor, site: Site, sheet_id: UUID, now: datetime.datetime) -> int:
    """
    Take back every visit and headcount of a sheet: they stay written down, and never count.

    That the site welcomed those people is then unsaid by `unsay_welcomes`.

    :returns: how many people were named on it
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=site)
    for model in (Visit, Headcount):
        rows = model.objects.at(site).standing().filter(sheet_id=sheet_id)
        rows.update(taken_back_at=now)
    return _named_on(site, sheet_id).values("person").distinct().count()


@transaction.atomic
def unsay_welcomes(
    *, by: Actor, site: Site, sheet_id: UUID, after: UUID | None, now: datetime.datetime
) -> list[UUID]:
    """
    Tell people when the site last welcomed some of those on a sheet that was taken back.

    :param after: the last person of those told before, in the order of their ids
    :returns: the people told now; none when all are
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=site)
    named = _named_on(site, sheet_id)
    if after:
        named = named.filter(person__gt=after)
    people = list(
        named.order_by("person").values_list("person", flat=True).distinct()[:PEOPLE_AT_ONCE]
    )
    standing = Visit.objects.at(site).standing().filter(person__in=people).order_by()
    last = dict(standing.values_list("person").annotate(Max("arrived_on")))
    today = in_london(now).date()
    for person_id in people:
        person, last_on = Person(id=person_id), last.get(person_id)
        take_back_welcome(by=by, person=person, site=site, last_on=last_on, today=today)
    return people


def _named_on(site: Site, sheet_id: UUID) -> "QuerySet[Visit, Any]":
    on_sheet = Visit.objects.at(site).filter(sheet_id=sheet_id, taken_back_at__isnull=False)
    return on_sheet.filter(person__isnull=False)


def _visit(row: Arrived, arrival: dict[str, Any]) -> Visit:
    visit = Visit(id=row.id, person_id=row.person_id, brought=list(row.brought), **arrival)
    visit.note = row.note
    return visit


def _newcomers(visits: Sequence[Arrived]) -> list[Newcomer]:
    first: dict[UUID, Newcomer] = {}
    for row in sorted(visits, key=lambda row: row.arrived_at):
        if row.new_name and row.person_id:
            day = in_london(row.arrived_at).date()
            first.setdefault(row.person_id, Newcomer(row.person_id, row.new_name, day))
    return list(first.values())


def _welcomes(visits: Sequence[Arrived]) -> list[Welcome]:
    days: dict[UUID, list[datetime.date]] = {}
    for row in visits:
        if row.person_id:
            days.setdefault(row.person_id, []).append(in_london(row.arrived_at).date())
    return [Welcome(person, first_on=min(on), last_on=max(on)) for person, on in days.items()]
