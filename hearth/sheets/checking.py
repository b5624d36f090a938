"""
From a row's cells to what it becomes, or to why it cannot.

Pure: it is told what day it is, and which names the site knows. A row becomes
a visit (named or not) or a headcount, never both.
"""

import datetime
import json
import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import UUID

from hearth.frontdoor.models import Brought
from hearth.frontdoor.moments import in_london
from hearth.sheets.columns import Column, Matching
from hearth.sheets.naming import LONGEST_NAME, NOBODY, Decided, Known, same, tidy
from hearth.sheets.when import arrival_of
from hearth.sheets.words import Cells, Wrong

LARGEST_GROUP = 5000
LONGEST_WHAT = 200
LONGEST_NOTE = 2000
FAULTS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
"""What a spreadsheet writes where its own sums went wrong."""

NEVER_TYPED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BROUGHT = {same(code.label): code.value for code in Brought}


@dataclass(frozen=True)
class Becomes:
    """What a good row becomes."""

    arrived_at: str
    """The moment, in ISO 8601."""
    name: str = ""
    person_id: str = ""
    """Somebody the site knows by just this name; empty for somebody new, or no one."""
    how_many: int = 0
    """More than none makes it a headcount."""
    what: str = ""
    brought: str = ""
    note: str = ""

    def as_json(self) -> str:
        return json.dumps({name: value for name, value in vars(self).items() if value})

    @classmethod
    def from_json(cls, text: str) -> "Becomes":
        return cls(**json.loads(text))

    @property
    def moment(self) -> datetime.datetime:
        return datetime.datetime.fromisoformat(self.arrived_at)

    @property
    def day(self) -> datetime.date:
        return in_london(self.moment).date()

    @property
    def is_new(self) -> bool:
        """Whether it is somebody whom nobody at the site knows by this name."""
        return bool(self.name and not self.person_id)

    @property
    def says(self) -> tuple[object, ...]:
        """What two rows that say the same have in common: when, and who or how many."""
        return says(self.moment, self.person_id or same(self.name), self.how_many, self.what)


def says(
    moment: datetime.datetime, who: UUID | str | None, how_many: int, what: str
) -> tuple[object, ...]:
    """Return what is the same of two visits, or two headcounts, that may be one."""
    return (moment.timestamp(), str(who or ""), how_many, same(what) if how_many else "")


def becomes(
    cells: Cells,
    matching: Matching,
    *,
    only_day: datetime.date | None,
    now: datetime.datetime,
    known: Known,
    decided: Decided = MappingProxyType({}),
) -> Becomes:
    """
    Return what a row becomes.

    :param decided: what somebody decided about names that fit several people
    :raises Wrong: if it cannot be brought in, saying why
    """
    row = _read(cells, matching)
    if not any(row.values()):
        raise Wrong("There is nothing in the columns that were matched")
    if fault := next((cell for cell in row.values() if cell in FAULTS), None):
        raise Wrong(f"The spreadsheet has a fault here: {fault}")
    moment = arrival_of(row[Column.DATE], row[Column.TIME], only_day=only_day, now=now)
    name = tidy(f"{row[Column.NAME]} {row[Column.FAMILY_NAME]}")
    how_many, what, note = _number(row[Column.HOW_MANY]), row[Column.WHAT], row[Column.NOTE]
    if name and how_many > 1:
        raise Wrong("A row is one person's name, or a number of people, but not both")
    if len(name) > LONGEST_NAME:
        raise Wrong(f"The name is longer than {LONGEST_NAME} letters")
    arrived_at = moment.isoformat()
    if how_many and not name:
        if note:
            raise Wrong("A group has no note. Leave it out, or say it where the group is named")
        if len(what) > LONGEST_WHAT:
            raise Wrong(f"What the group is, is longer than {LONGEST_WHAT} letters")
        return Becomes(arrived_at, how_many=how_many, what=what)
    brought = _BROUGHT.get(same(what), "")
    if what and not brought:
        note = f"{what}. {note}" if note else what
    if len(note) > LONGEST_NOTE:
        raise Wrong(f"The note is longer than {LONGEST_NOTE:,} letters")
    return known_as(Becomes(arrived_at, name=name, brought=brought, note=note), known, decided)


def known_as(says: Becomes, known: Known, decided: Decided) -> Becomes:
    """
    Return what a row becomes now that we look up who it is.

    :raises Unclear: if a person must decide who it is
    """
    if not says.name:
        return says
    choice = decided.get(same(says.name), "")
    if choice == NOBODY:
        return replace(says, name="", person_id="")
    who = known.who(says.name, says.day, choice)
    return replace(says, person_id=str(who) if who else "")


def _read(cells: Cells, matching: Matching) -> dict[Column, str]:
    def cell(column: Column) -> str:
        number = matching.get(column.value)
        there = cells[number] if number is not None and number < len(cells) else ""
        return NEVER_TYPED.sub("", there).strip()

    return {column: cell(column) for column in Column}


def _number(text: str) -> int:
    if not text:
        return 0
    plain = text.replace(",", "")
    if not (plain.isascii() and plain.isdecimal()):
        raise Wrong(f"How many must be a whole number, not “{text[:40]}”")
    if not 1 <= len(plain) <= 9 or not 1 <= int(plain) <= LARGEST_GROUP:
        raise Wrong(f"How many must be from 1 to {LARGEST_GROUP:,}")
    return int(plain)
