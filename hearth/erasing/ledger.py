"""
A list of what was erased, beside the keys and outside the database.

A backup that is brought back brings back whoever was erased since. This list says who that is, by
ids alone, so that it is done again (see actions/again.py). It says what the stub of it said too, by
ids and days, as the backup may be older than that. A line is written once the erasing is committed;
one that could not be is written by night, from the stub.
"""

import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hearth.erasing.models import Decision, Erasure
from hearth.foundation.schema import schema_in_hand


@dataclass(frozen=True)
class Erased:
    """One erasing: of the stub, whose, of which holders (all if none) and kinds (all if none)."""

    erasure: str
    whose: str
    holders: list[str] | None
    kinds: list[str]
    linked: list[str] = field(default_factory=list)
    """The records that were linked with it, and went with it."""
    stub: dict[str, Any] = field(default_factory=dict, compare=False)
    """What the stub says: why, for and by whom, when, who decided, and to whom it had gone."""

    @property
    def records(self) -> list[UUID]:
        """Whose it was, and the records that were linked with that."""
        return [UUID(each) for each in (self.whose, *self.linked)]


def ledger_path(schema: str) -> Path:
    """Return where a partnership's list is kept: with its keys, never in the data folder."""
    return Path(settings.HEARTH_KEYS) / f"{schema}.erased"


def line_of(row: Erasure, holders: Collection[UUID] | None) -> Erased:
    """Return the line of what was erased of these holders, or of all of it."""
    of = None if holders is None else sorted(map(str, holders))
    kinds = [] if holders is None else sorted(row.kinds)
    return Erased(str(row.id), str(row.whose), of, kinds, [*map(str, row.linked)], _stub(row))


def _stub(row: Erasure) -> dict[str, Any]:
    """Return what the stub says, by ids and days alone."""
    decided = row.decisions.filter(decision=Decision.ERASE).order_by("holder")
    went = row.went_to.order_by("on", "id").values_list("what", "to_id", "on")
    return {
        "why": row.why, "asked_for": row.asked_for, "asked_by": str(row.asked_by_id),
        "asked_at": row.asked_at.isoformat(),
        "decided": [
            [str(each.holder_id), str(each.decided_by_id), each.decided_at.isoformat(), each.left]
            for each in decided if each.decided_at
        ],
        "went": [[what, str(to_id) if to_id else None, str(on)] for what, to_id, on in went],
    }  # fmt: skip


def write_after_commit(row: Erasure, holders: Collection[UUID] | None) -> None:
    """Add a line once what is being erased is really gone."""
    transaction.on_commit(partial(add_line, schema_in_hand(), line_of(row, holders)))


def add_line(schema: str, erased: Erased) -> None:
    """Add a line to a partnership's list, whole or not at all, and make sure that it is on disk."""
    line = json.dumps(asdict(erased)) + "\n"
    flags = os.O_CREAT | os.O_APPEND | os.O_WRONLY
    with os.fdopen(os.open(ledger_path(schema), flags, 0o600), "a") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def lines_of(schema: str) -> list[Erased]:
    """Return what a partnership's list says, oldest first; nothing, if it has none."""
    try:
        text = ledger_path(schema).read_text()
    except FileNotFoundError:
        return []
    return [Erased(**json.loads(line)) for line in text.splitlines() if line]
