"""
Filling the lake: what changed since the last time is read from the database and written anew.

Exactly that, and how it is known:
- Of visits a month is read again if a mark says that it changed (migrations/_marking.py), or if it
  holds one of the last days before the last filling, whose visits leave no marks.
- All else is read again each time: it is a small part of the whole.
- What was read is written if its digest is another. The same rows are the same file.
- All of it is read again if the database does not know the last filling (it was brought back from a
  backup, or the filling was stopped after the manifest), or if the keys of pseudonyms changed.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor
from hearth.foundation.identifiers import uuid7
from hearth.foundation.schema import schema_in_hand
from hearth.lake import openings
from hearth.lake.actions import note_filled
from hearth.lake.migrations._marking import LATELY
from hearth.lake.pseudonyms import mark_of
from hearth.lake.reading import Source, source
from hearth.lake.star import DAYS, DIMENSIONS, FACTS, OPENINGS, Table
from hearth.lake.store import (
    LakeRefused,
    Manifest,
    Part,
    only_one,
    read_manifest,
    take_away_others,
    write_manifest,
    write_part,
)
from hearth.lake.volume import how_encrypted

INVENTED = "nothing: all of it is invented"
Reach = tuple[datetime.date, datetime.date] | None
UNMARKED = datetime.timedelta(days=LATELY + 1)


@dataclass
class Filled:
    """What one filling did."""

    partnership: str
    whole: bool
    """Everything was read again."""
    read: int = 0
    """Months of facts that were read."""
    written: list[Part] = field(default_factory=list)
    kept: int = 0
    """Files that stayed as they were."""
    taken_away: int = 0
    rows: int = 0
    """Of all that the lake holds now."""


def lake_folder() -> Path:
    """
    Return the folder of the lake.

    :raises LakeRefused: if none is named
    """
    if not settings.HEARTH_LAKE:
        raise LakeRefused("There is no lake: name its folder in HEARTH_LAKE")
    return Path(settings.HEARTH_LAKE)


def publish(*, by: Actor, folder: Path, whole: bool = False) -> Filled:
    """
    Fill the lake of the partnership in hand with what changed since the last time.

    Whatever stops it, the lake is as it was before, or as it should be; what was written already is
    not written again.

    :param whole: read everything again
    :raises LakeRefused: if it is being filled already, or holds what was invented
    :raises NotEncrypted: if the folder is on no encrypted volume, outside the demonstration
    """
    partnership = schema_in_hand()
    with only_one(folder, partnership), source() as rows:
        encrypted_by = (
            INVENTED
            if settings.DEMONSTRATION
            else how_encrypted(folder, said=settings.HEARTH_LAKE_ENCRYPTED_BY)
        )
        before = read_manifest(folder, partnership)
        if before and before.encrypted_by == INVENTED != encrypted_by:
            raise LakeRefused(
                f"{folder} holds what was invented for {partnership}: remove it first"
            )
        marks = rows.marks()
        fresh = whole or before is None or not _is_known(before, rows)
        filled = Filled(partnership, whole=fresh)
        with acting_as(by):
            filling = _Filling(folder, before, rows, marks.values(), filled, by)
            parts = list(filling.parts())
        manifest = Manifest(
            partnership=partnership, filling=str(uuid7()), read_at=rows.read_at.isoformat(),
            pseudonyms=mark_of(rows.key), encrypted_by=encrypted_by, parts=tuple(parts),
        )  # fmt: skip
        write_manifest(folder, manifest)
        filled.taken_away = take_away_others(folder, manifest)
    with acting_as(by):
        note_filled(by=by, filling=UUID(manifest.filling), answered=marks)
    filled.rows = sum(part.rows for part in parts)
    return filled


def _is_known(before: Manifest, rows: Source) -> bool:
    """Test if a lake is what this database last filled, with the same pseudonyms."""
    last = rows.one("SELECT id::text FROM lake_filling")
    return last == [(before.filling,)] and before.pseudonyms == mark_of(rows.key)


Read = tuple[str, pa.Table]
"""A month, or "" for a dimension, and its rows."""


@dataclass
class _Filling:
    """One filling: what is read again, and what stays as it was."""

    folder: Path
    before: Manifest | None
    rows: Source
    marked: Iterable[datetime.date]
    filled: Filled
    by: Actor

    def parts(self) -> Iterator[Part]:
        """Yield the files that count from now on, and write those that are not there."""
        reach = self.rows.reach()
        there = {} if self.before is None else self.before.by_place
        for table in (*FACTS, *DIMENSIONS):
            again = self._months_again(table, reach)
            for (name, month), part in there.items():
                if name == table.name and month not in again and _reaches(reach, month):
                    self.filled.kept += 1
                    yield part
            for month, read in self._read(table, reach, again):
                self.filled.read += 1
                if not read.num_rows and table.is_fact:
                    continue
                part = write_part(self.folder, self.filled.partnership, table.name, month, read)
                if there.get((table.name, month)) == part:
                    self.filled.kept += 1
                else:
                    self.filled.written.append(part)
                yield part

    def _months_again(self, table: Table, reach: Reach) -> set[str]:
        """Return which months of a table are read again."""
        if not table.is_fact:
            return {""}
        months = set(months_between(*reach)) if reach else set()
        if self.before is None or self.filled.whole or not table.only_marked:
            return months
        lately = _month(self.before.read_on - UNMARKED)
        marked = {_month(day) for day in self.marked}
        return {month for month in months if month >= lately or month in marked}

    def _read(self, table: Table, reach: Reach, months: set[str]) -> Iterator[Read]:
        today = self.rows.read_at.date()
        if table is DAYS:
            yield "", openings.days(*reach) if reach else DAYS.schema.empty_table()
        elif not table.is_fact:
            yield "", self.rows.read(table, today, today)
        elif reach and table is OPENINGS:
            last = min(reach[1], today)
            yield from by_month(openings.openings(reach[0], last, actor=self.by))
        elif reach and table.only_marked:
            for month in sorted(months):
                yield month, self.rows.read(table, *days_of(month))
        elif reach:
            yield from by_month(self.rows.read(table, *reach))


def _reaches(reach: Reach, month: str) -> bool:
    return reach is not None and month in months_between(*reach)


def by_month(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    """Yield each month that rows are of, and its rows."""
    months = pc.strftime(table["day"], format="%Y-%m")
    for month in sorted(pc.unique(months).to_pylist()):
        yield month, table.filter(pc.equal(months, month))


def months_between(first: datetime.date, last: datetime.date) -> list[str]:
    """Return each month from that of one day to that of another, such as "2026-03"."""
    count = 12 * (last.year - first.year) + last.month - first.month
    months = (divmod(first.month - 1 + back, 12) for back in range(count + 1))
    return [f"{first.year + years:04d}-{month + 1:02d}" for years, month in months]


def days_of(month: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a month."""
    first = datetime.date.fromisoformat(f"{month}-01")
    following = (first + datetime.timedelta(days=31)).replace(day=1)
    return first, following - datetime.timedelta(days=1)


def _month(day: datetime.date) -> str:
    return f"{day:%Y-%m}"
