"""Reading every row of a sheet, to show what each would become. Nothing of it is a visit yet."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from itertools import islice
from uuid import UUID

from django.db import transaction

from hearth.foundation.actors import Actor, Permission, require
from hearth.foundation.sealing import blind_index
from hearth.sheets.actions.keeping import SAYS, let_go
from hearth.sheets.actions.turns import AT_ONCE, Apart, NoLongerMine, begin, held, still_mine
from hearth.sheets.checking import Becomes, becomes
from hearth.sheets.models import Sheet, SheetRow, State
from hearth.sheets.naming import Decided, Known, Unclear, same
from hearth.sheets.queries import (
    Preview,
    bring_out,
    decided_about,
    names_known_at,
    shape_of,
    there_already,
)
from hearth.sheets.reading import Fingerprint, Shape, rows_under
from hearth.sheets.words import CannotRead, Cells, Wrong


def read_sheet(
    *, by: Actor, sheet: Sheet, now: datetime.datetime, apart: Apart = nullcontext
) -> None:
    """
    Read every row, and keep what each becomes or why it cannot. Read again, it is read anew.

    A file that turns out to be unreadable further down says so, and is let go.
    If somebody sets the sheet aside meanwhile, or reads it anew, this ends.

    :param apart: opens a transaction for each thousand rows, so that a page can say how far it is
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    with suppress(NoLongerMine):
        with apart():
            run = begin(sheet, State.READING)
            shape, content = shape_of(sheet), bring_out(sheet)
            known = names_known_at(sheet.site, actor=by)
            reader = _Reader(by, sheet, now, known, decided_about(sheet))
            sheet.read_rows.all().delete()
            sheet.rows_read = sheet.rows_wrong = sheet.rows_there = 0
            sheet.read_at = now
        try:
            _read_all(reader, run, content, shape, apart)
        except CannotRead as trouble:
            with apart(), transaction.atomic():
                still_mine(sheet, run, State.READING)
                let_go(sheet)
                sheet.state, sheet.trouble = State.UNREADABLE, str(trouble)
                sheet.save(update_fields=[*SAYS, "state", "trouble"])


def _read_all(reader: "_Reader", run: UUID, content: bytes, shape: Shape, apart: Apart) -> None:
    sheet, fingerprint = reader.sheet, Fingerprint()
    rows: Iterator[tuple[int, Cells]] = rows_under(content, shape)
    while part := list(islice(rows, AT_ONCE)):
        for _, cells in part:
            fingerprint.add(cells)
        with apart(), transaction.atomic():
            still_mine(sheet, run, State.READING)
            read = reader.read(part)
            SheetRow.objects.bulk_create(read)
            sheet.rows_read += len(read)
            sheet.rows_wrong += sum(row.is_wrong for row in read)
            sheet.rows_there += sum(row.is_there for row in read)
            sheet.save(update_fields=["rows_read", "rows_wrong", "rows_there"])
    with apart(), transaction.atomic():
        still_mine(sheet, run, State.READING)
        sheet.rows, sheet.state = sheet.rows_read, State.READ
        sheet.fingerprint = blind_index("sheets.says", fingerprint.words).hex()
        sheet.counts = reader.preview.as_dict()
        sheet.unclear = json.dumps(reader.unclear) if reader.unclear else ""
        sheet.save(
            update_fields=["rows", "state", "fingerprint", "counts", "read_at", "unclear_sealed"]
        )


@transaction.atomic
def read_again(*, by: Actor, sheet: Sheet) -> Sheet:
    """
    Have a sheet read again as it was matched: what it was read against has changed.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if it is too late
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    sheet = held(sheet, State.READ, or_else="This sheet is not waiting to be confirmed.")
    return read_anew(sheet)


def read_anew(sheet: Sheet) -> Sheet:
    """Have a sheet that is held read from its first row."""
    sheet.state, sheet.run = State.READING, None
    sheet.rows_read = sheet.rows_wrong = sheet.rows_there = 0
    sheet.save()
    return sheet


@dataclass
class _Reader:
    """Reads rows in turn, and counts what they come to."""

    by: Actor
    sheet: Sheet
    now: datetime.datetime
    known: Known
    decided: Decided
    unclear: dict[str, int] = field(default_factory=dict)
    """Names about which a person must decide, as they are first written, and on how many rows."""
    spelt: dict[str, str] = field(default_factory=dict)
    there: Counter[tuple[object, ...]] = field(default_factory=Counter)
    days: set[datetime.date] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    visits: int = 0
    unnamed: int = 0
    headcounts: int = 0
    counted: int = 0

    @property
    def preview(self) -> Preview:
        return Preview(
            visits=self.visits, unnamed=self.unnamed, people_known=len(self.people),
            people_new=len(self.names), headcounts=self.headcounts, counted=self.counted,
        )  # fmt: skip

    def read(self, part: list[tuple[int, Cells]]) -> list[SheetRow]:
        """Return what some rows become."""
        said = [(number, cells, self._becomes(cells)) for number, cells in part]
        self._look_up({says.day for _, _, says in said if isinstance(says, Becomes)})
        return [self._row(number, cells, says) for number, cells, says in said]

    def _becomes(self, cells: Cells) -> Becomes | Wrong:
        sheet = self.sheet
        try:
            return becomes(
                cells,
                sheet.matching,
                only_day=sheet.only_day,
                now=self.now,
                known=self.known,
                decided=self.decided,
            )
        except Unclear as why:
            name = self.spelt.setdefault(same(why.name), why.name)
            self.unclear[name] = self.unclear.get(name, 0) + 1
            return why
        except Wrong as why:
            return why

    def _look_up(self, days: set[datetime.date]) -> None:
        if new := days - self.days:
            self.days |= new
            self.there += there_already(self.sheet.site, new, actor=self.by)

    def _row(self, number: int, cells: Cells, says: Becomes | Wrong) -> SheetRow:
        row = SheetRow(sheet=self.sheet, site_id=self.sheet.site_id, number=number)
        if isinstance(says, Wrong):
            row.is_wrong, row.why, row.said = True, str(says), json.dumps(cells)
            return row
        row.said = says.as_json()
        if self.there[says.says] > 0:
            self.there[says.says] -= 1
            row.is_there = True
        else:
            row.is_first_of_name = says.is_new and same(says.name) not in self.names
            self._count(says)
        return row

    def _count(self, says: Becomes) -> None:
        if says.how_many:
            self.headcounts, self.counted = self.headcounts + 1, self.counted + says.how_many
            return
        self.visits += 1
        if says.person_id:
            self.people.add(says.person_id)
        elif says.name:
            self.names.add(same(says.name))
        else:
            self.unnamed += 1
