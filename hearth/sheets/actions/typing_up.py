"""A paper sheet that was typed into the grid."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from hearth.design.words import short_day
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.once import insert_once
from hearth.frontdoor.actions.bringing_in import bring_in
from hearth.frontdoor.models import Source
from hearth.places.models import Site
from hearth.sheets.actions.bringing_in import arrival_of
from hearth.sheets.actions.taking_in import taken_before
from hearth.sheets.checking import Becomes
from hearth.sheets.models import Sheet, State


@transaction.atomic
def type_up(
    *,
    by: Actor,
    site: Site,
    day: datetime.date,
    rows: Sequence[tuple[int, Becomes]],
    sheet_id: UUID,
    now: datetime.datetime,
) -> Sheet:
    """
    Bring in a paper sheet that was typed into the grid: all of it, or none.

    Sent twice with one sheet_id it is one sheet.

    :param rows: what each row becomes, with its number
    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if the id is taken by another site's sheet
    """
    require(by, Permission.IMPORT_SHEET, at=site)
    number = len(rows)
    sheet = Sheet(
        id=sheet_id, site=site, held_by_id=site.run_by_id, source=Source.PAPER, only_day=day,
        rows=number, rows_read=number, rows_done=number, state=State.BROUGHT_IN,
        moved_at=now, brought_by_id=by.id, confirmed_by_id=by.id, confirmed_at=now, done_at=now,
    )  # fmt: skip
    sheet.name = f"Paper sheet of {short_day(day)}"
    if not insert_once(sheet):
        return taken_before(sheet)
    arrived = [arrival_of(sheet_id, row, says) for row, says in rows]
    bring_in(by=by, site=site, sheet_id=sheet_id, rows=arrived, source=Source.PAPER)
    audit.note(by=by, verb="typed up a sheet", subject=sheet, place=site)
    return sheet
