"""Confirming a sheet, and bringing its good rows in."""

import datetime
import json
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from django.db import transaction

from hearth.design.words import short_day
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.actions.bringing_in import Arrived, bring_in
from hearth.frontdoor.models import Source
from hearth.frontdoor.moments import in_london
from hearth.sheets.actions.keeping import SAYS, let_go_of_the_good
from hearth.sheets.actions.turns import (
    AT_ONCE,
    Apart,
    NoLongerMine,
    SheetChanged,
    SheetRefused,
    begin,
    held,
    one_at_a_time,
    still_mine,
)
from hearth.sheets.checking import Becomes, known_as
from hearth.sheets.columns import Column
from hearth.sheets.models import Sheet, SheetRow, State
from hearth.sheets.naming import Decided, Known, same
from hearth.sheets.queries import decided_about, in_the_way_of, names_known_at, same_sheet
from hearth.sheets.words import Wrong


@transaction.atomic
def confirm_sheet(
    *, by: Actor, sheet: Sheet, now: datetime.datetime, leaves_there: bool = True
) -> Sheet:
    """
    Confirm that a sheet may be brought in. Its good rows then are, by `bring_in_sheet`.

    :param leaves_there: leave out the rows that say the same as a visit that is there already
    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetChanged: if another sheet was brought in since this one was read
    :raises SheetRefused: if it has not been read, has nothing to bring in, the same was brought
        in before, or another is under way
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    one_at_a_time(sheet.site)
    sheet = held(sheet, State.READ, or_else="This sheet is not waiting to be confirmed.")
    if same_one := same_sheet(sheet):
        raise SheetRefused(
            f"{same_one.brought_by.name} has already brought in a sheet that says just the same, "
            f"on {short_day(same_one.confirmed_at)}. Nothing was added."
        )
    if other := in_the_way_of(sheet):
        if other.state in (State.BRINGING_IN, State.TAKING_BACK):
            raise SheetRefused("Another sheet is under way here. Try again when it is done.")
        raise SheetChanged(
            "Another sheet was done here since this one was read, so it was read again. "
            "Look it over once more."
        )
    sheet.leaves_there = leaves_there
    if not sheet.rows_to_do:
        raise SheetRefused("There is nothing in this sheet to bring in.")
    sheet.state, sheet.run = State.BRINGING_IN, None
    sheet.confirmed_by_id, sheet.confirmed_at = by.id, now
    sheet.rows_done = sheet.done_to = 0
    sheet.save()
    audit.note(by=by, verb="confirmed a sheet", subject=sheet, place=sheet.site)
    return sheet


def bring_in_sheet(
    *, by: Actor, sheet: Sheet, now: datetime.datetime, apart: Apart = nullcontext
) -> None:
    """
    Bring in the good rows of a confirmed sheet, a thousand at a time.

    Who a name is, is looked up once more: a row that turns out to need a
    person's decision is left out, and says why. Every visit's id is made from
    the sheet and the row: stopped half way and begun again, nothing comes
    twice. At the end the sheet's own copy of the rows is let go; only the
    wrong ones stay, to be put right.

    :param apart: opens a transaction for each thousand rows, so that a page can say how far it is
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    with suppress(NoLongerMine):
        with apart():
            run = begin(sheet, State.BRINGING_IN)
            known = names_known_at(sheet.site, actor=by)
            coming = _Coming(by, sheet, run, known, decided_about(sheet))
        while True:
            with apart(), transaction.atomic():
                if not coming.bring_in_some():
                    break
        with apart(), transaction.atomic():
            still_mine(sheet, run, State.BRINGING_IN)
            let_go_of_the_good(sheet)
            sheet.state, sheet.done_at = State.BROUGHT_IN, now
            sheet.save(update_fields=[*SAYS, "done_at", "state"])
            audit.note(by=by, verb="brought in a sheet", subject=sheet, place=sheet.site)


@dataclass
class _Coming:
    """Brings rows in, in turn."""

    by: Actor
    sheet: Sheet
    run: UUID
    known: Known
    decided: Decided
    met: set[UUID] = field(default_factory=set)
    """Who was met on an earlier row, and need not be met again."""

    def bring_in_some(self) -> bool:
        """Bring in the next thousand rows, and say whether there were any."""
        sheet = self.sheet
        still_mine(sheet, self.run, State.BRINGING_IN)
        good = sheet.read_rows.filter(is_wrong=False, number__gt=sheet.done_to)
        if sheet.leaves_there:
            good = good.filter(is_there=False)
        part = list(good.order_by("number")[:AT_ONCE])
        if not part:
            return False
        rows = [arrived for row in part if (arrived := self._arrived(row))]
        source = Source(sheet.source)
        bring_in(by=self.by, site=sheet.site, sheet_id=sheet.id, rows=rows, source=source)
        self.met |= {row.person_id for row in rows if row.person_id}
        sheet.done_to = part[-1].number
        sheet.rows_done += len(rows)
        sheet.rows_wrong += len(part) - len(rows)
        sheet.save(update_fields=["done_to", "rows_done", "rows_wrong"])
        return True

    def _arrived(self, row: SheetRow) -> Arrived | None:
        try:
            says = known_as(Becomes.from_json(row.said), self.known, self.decided)
        except Wrong as why:
            row.is_wrong, row.is_first_of_name, row.why = True, False, str(why)
            row.said = json.dumps(_cells_again(self.sheet, Becomes.from_json(row.said)))
            row.save()
            return None
        arrived = arrival_of(self.sheet.id, row.number, says)
        return replace(arrived, new_name="") if arrived.person_id in self.met else arrived


def _cells_again(sheet: Sheet, says: Becomes) -> list[str]:
    """Return a row's cells as far as they were matched, for somebody to put right."""
    there = in_london(says.moment)
    said = {
        Column.DATE: there.date().isoformat(),
        Column.TIME: f"{there:%H:%M}",
        Column.NAME: says.name,
        Column.NOTE: says.note,
    }
    cells = [""] * (1 + max(sheet.matching.values(), default=0))
    for column, words in said.items():
        if column.value in sheet.matching:
            cells[sheet.matching[column.value]] = words
    return cells


def arrival_of(sheet_id: UUID, number: int, says: Becomes) -> Arrived:
    """Return what the front door is told of one row. Somebody new is one person in one sheet."""
    person_id = UUID(says.person_id) if says.person_id else None
    if says.is_new:
        person_id = uuid5(sheet_id, f"person {same(says.name)}")
    return Arrived(
        id=uuid5(sheet_id, f"row {number}"),
        arrived_at=says.moment,
        person_id=person_id,
        new_name=says.name if says.is_new else "",
        how_many=says.how_many,
        what=says.what,
        brought=(says.brought,) if says.brought else (),
        note=says.note,
    )
