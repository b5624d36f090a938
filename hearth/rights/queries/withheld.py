"""What leaves the rows and the counts together with a line that is not given."""

import datetime
import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model

from hearth.people.models import Person
from hearth.rights.models import PackRow
from hearth.rights.queries.tables import Words, all_tables, persons

WORDS, HANGS_ON = "_words", "_hangs_on"
"""Kept with a row until it is known what is given, and in no file: its longest words, and the ids
of the rows that it hangs on."""
Facts = dict[str, Any]
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Withheld:
    """A line that is not given, as far as it shows which rows tell the same."""

    subject: str
    says: str
    on: datetime.date | None
    listed: bool
    facts: tuple[Facts, ...]


def belonging(row: Model, words: Words) -> Facts:
    """Return by what a row is known again in a line that tells of it."""
    longest = max((each for _, each in words), key=len, default="")
    hangs_on = [str(at) for name in _upwards(type(row)) if (at := getattr(row, name))]
    return {WORDS: longest, HANGS_ON: hangs_on}


@cache
def _upwards(model: type[Model]) -> tuple[str, ...]:
    """Return the columns by which a row hangs on another that is somebody's."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model in all_tables() and field.attname not in persons(model)
    )


def withheld(row: PackRow) -> Withheld:
    """Return a line of a pack that is not given."""
    facts = tuple(json.loads(row.facts)) if row.facts else ()
    return Withheld(row.app.removeprefix("hearth."), row.says, row.on, row.listed, facts)


def without(
    lines: Iterable[Withheld], facts: list[Facts], counts: Counts
) -> tuple[list[Facts], Counts]:
    """
    Return the rows and the counts without what is not given.

    The rows that tell what a withheld line tells go with it, and those that hang on them; of what
    they are not told of at all, the counts are as if there were none. A row is known by its longest
    words, or its day, where it has none. Where no row is known, all tables of that part are left
    out.
    """
    gone: dict[str, Facts] = {}
    untold: dict[str, Facts] = {}
    hidden: set[str] = set()
    for line in lines:
        found = [*line.facts, *_told_by(line, facts)]
        of_line = {fact["id"]: fact for fact in _with_what_hangs(found, facts)}
        gone |= of_line
        if not line.listed:
            untold |= of_line
        if not (line.listed or found):
            hidden.add(f"{line.subject}_")
    left = [
        {name: value for name, value in fact.items() if name not in (WORDS, HANGS_ON)}
        for fact in facts
        if fact["id"] not in gone and not fact["table"].startswith(tuple(hidden))
    ]
    return left, _fewer(counts, [fact["table"] for fact in untold.values()], tuple(hidden))


def _told_by(line: Withheld, facts: Collection[Facts]) -> list[Facts]:
    """Return the rows of the same part that say what a line says."""
    mine = [
        fact
        for fact in facts
        if fact["table"].startswith(f"{line.subject}_") and fact["table"] != Person._meta.db_table
    ]
    said = [fact for fact in mine if fact.get(WORDS) and _has(line.says, fact[WORDS])]
    if said:
        longest = max(len(fact[WORDS]) for fact in said)
        return [fact for fact in said if len(fact[WORDS]) == longest]
    if line.on is None:
        return []
    day = line.on.isoformat()
    return [fact for fact in mine if not fact.get(WORDS) and _is_of(fact, day)]


def _has(says: str, words: str) -> bool:
    """Test if words stand in others, and not within a word."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", says) is not None


def _is_of(fact: Facts, day: str) -> bool:
    return any(isinstance(value, str) and value.startswith(day) for value in fact.values())


def _with_what_hangs(found: list[Facts], facts: Collection[Facts]) -> list[Facts]:
    """Return rows with those that hang on them, and those that hang on these."""
    all_of, ids = list(found), {fact["id"] for fact in found}
    more = found
    while more:
        more = [
            fact for fact in facts if fact["id"] not in ids and ids & set(fact.get(HANGS_ON, ()))
        ]
        ids |= {fact["id"] for fact in more}
        all_of += more
    return all_of


def _fewer(counts: Counts, tables: list[str], hidden: tuple[str, ...]) -> Counts:
    left: Counts = {}
    for name, one in counts.items():
        many = tables.count(name)
        if name.startswith(hidden):
            continue
        if many < one["all"] or not many:
            left[name] = {key: max(0, value - many) for key, value in one.items()}
    return left
