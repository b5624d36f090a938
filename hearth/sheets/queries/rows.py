"""The rows of a sheet that has been read, so many at a time, for somebody to look over."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from hearth.foundation.actors import Actor, Permission, require
from hearth.sheets.checking import Becomes
from hearth.sheets.models import Sheet, SheetRow
from hearth.sheets.naming import Near
from hearth.sheets.queries.deciding import Candidates, candidates_for
from hearth.sheets.queries.known import names_known_at
from hearth.sheets.words import Cells

AT_A_TIME = 100

Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Rows(Generic[Shown]):
    """Some of a sheet's rows, and after which row the next ones come, if there are more."""

    rows: list[Shown]
    next_after: int | None


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot be brought in, what stands in it, and why."""

    number: int
    cells: Cells
    why: str


@dataclass(frozen=True)
class GoodRow:
    """A row that can be brought in, and what it becomes."""

    number: int
    becomes: Becomes


@dataclass(frozen=True)
class NewName:
    """A name that nobody at the site is known by, and whom it may be with a slip put right."""

    number: int
    """The first row that says it."""
    name: str
    near: Candidates


def wrong_rows(
    sheet: Sheet, *, actor: Actor, after: int = 0, at_a_time: int = AT_A_TIME
) -> Rows[WrongRow]:
    """
    Return the rows that cannot be brought in, and why, from after a row number.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(actor, Permission.IMPORT_SHEET, at=sheet.site)
    return _some(sheet.read_rows.filter(is_wrong=True), after, at_a_time, _wrong)


def good_rows(
    sheet: Sheet, *, actor: Actor, after: int = 0, at_a_time: int = AT_A_TIME
) -> Rows[GoodRow]:
    """
    Return the rows that can be brought in and are not there yet, from after a row number.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(actor, Permission.IMPORT_SHEET, at=sheet.site)
    good = sheet.read_rows.filter(is_wrong=False, is_there=False)
    return _some(good, after, at_a_time, _good)


def rows_there(
    sheet: Sheet, *, actor: Actor, after: int = 0, at_a_time: int = AT_A_TIME
) -> Rows[GoodRow]:
    """
    Return the rows that say the same as what is there already, from after a row number.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(actor, Permission.IMPORT_SHEET, at=sheet.site)
    return _some(sheet.read_rows.filter(is_there=True), after, at_a_time, _good)


def new_names(
    sheet: Sheet, *, actor: Actor, after: int = 0, at_a_time: int = AT_A_TIME
) -> Rows[NewName]:
    """
    Return the names that nobody is known by yet, each once, from after a row number.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(actor, Permission.IMPORT_SHEET, at=sheet.site)
    known = names_known_at(sheet.site, actor=actor)
    some = _some(sheet.read_rows.filter(is_first_of_name=True), after, at_a_time, _good)
    near = Near(known.spelt)
    spelt = {row.number: near.to(row.becomes.name) for row in some.rows}
    every = {name for names in spelt.values() for name in names}
    whom = candidates_for(every, known, sheet.site, actor=actor)
    rows = [
        NewName(
            row.number,
            row.becomes.name,
            {
                who: words
                for name in spelt[row.number]
                for who, words in whom[name].items()
                if who not in known.unlisted
            },
        )
        for row in some.rows
    ]
    return Rows(rows, some.next_after)


def _some(
    rows: "QuerySet[SheetRow, Any]",
    after: int,
    at_a_time: int,
    shown: Callable[[SheetRow], Shown],
) -> Rows[Shown]:
    found = list(rows.filter(number__gt=after).order_by("number")[: at_a_time + 1])
    more = len(found) > at_a_time
    return Rows([shown(row) for row in found[:at_a_time]], found[-2].number if more else None)


def _wrong(row: SheetRow) -> WrongRow:
    return WrongRow(row.number, json.loads(row.said or "[]"), row.why)


def _good(row: SheetRow) -> GoodRow:
    return GoodRow(row.number, Becomes.from_json(row.said))
