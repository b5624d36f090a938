"""
What happens where a list and an entry differ.

An entry is its source's only as far as nobody here has touched it. Each brought-in row keeps a
mark of every fact as its source gave it (`also["brought"]`): while the fact still has that mark,
the source may change it; once somebody here wrote it, the source may only claim.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hearth.directory.finding.words import plain
from hearth.exchange.oruk.keeping import digest

BROUGHT = "brought"


def is_nothing(value: Any) -> bool:
    """Test if a fact says nothing. An age of 0 says something."""
    return value is None or value is False or value in ("", [])


@dataclass
class Difference:
    """What a list would change of a row, and what it may only claim."""

    changes: dict[str, Any] = field(default_factory=dict)
    disputes: dict[str, Any] = field(default_factory=dict)


def differences(row: Any, facts: Mapping[str, Any], *, source: str) -> Difference:
    """Return how facts differ from what is written of a row."""
    found = Difference()
    for name, value in facts.items():
        now = getattr(row, name)
        if digest(now) == digest(value) or (is_nothing(now) and is_nothing(value)):
            continue
        where = found.changes if may_change(row, name, now, source=source) else found.disputes
        where[name] = value
    return found


def may_change(row: Any, name: str, now: Any, *, source: str) -> bool:
    """Test if a fact of a row is still just what this source made of it."""
    if not source or row.source != source:
        return False
    marks = (row.also or {}).get(BROUGHT, {})
    return bool(marks[name] == digest(now)) if name in marks else is_nothing(now)


def disputed(row: Any, found: Difference, names: Iterable[str]) -> dict[str, Any]:
    """
    Return what a list says otherwise of an organisation or a place, of these facts.

    A list that says nothing says nothing else; nor does one that only writes it another way.
    """
    return {
        name: value
        for name, value in found.disputes.items()
        if name in names
        and not is_nothing(value)
        and plain(str(value)) != plain(str(getattr(row, name) or ""))
    }


def mark(row: Any, facts: Mapping[str, Any]) -> None:
    """Keep a mark of facts as the source gave them. The row is still to be saved."""
    marks = {name: digest(value) for name, value in facts.items()}
    row.also = {**row.also, BROUGHT: {**row.also.get(BROUGHT, {}), **marks}}


def proper(facts: Mapping[str, Any], model: Any) -> dict[str, Any]:
    """Return facts as a new row may have them: where nothing is said, the field's own default."""
    fields = {each.name: each for each in model._meta.concrete_fields}
    return {
        name: value
        for name, value in facts.items()
        if name in fields and (value is not None or fields[name].null)
    }
