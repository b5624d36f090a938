"""
A list of what was erased, beside the keys and outside the database.

A backup that is brought back brings back whoever was erased since. This list says who that is, by
ids alone, so that it is done again (see actions/again.py). A line is written once the erasing
is committed; one that could not be is written by night, from the stub.
"""

import json
import os
from collections.abc import Collection
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from hearth.foundation.schema import schema_in_hand


@dataclass(frozen=True)
class Erased:
    """One erasing: of the stub, whose, of which holders (all if none) and kinds (all if none)."""

    erasure: str
    whose: str
    holders: list[str] | None
    kinds: list[str]


def ledger_path(schema: str) -> Path:
    """Return where a partnership's list is kept: with its keys, never in the data folder."""
    return Path(settings.HEARTH_KEYS) / f"{schema}.erased"


def write_after_commit(
    erasure: UUID, whose: UUID, holders: Collection[UUID] | None, kinds: Collection[str]
) -> None:
    """Add a line once what is being erased is really gone."""
    of = None if holders is None else sorted(map(str, holders))
    line = Erased(str(erasure), str(whose), of, sorted(kinds))
    transaction.on_commit(partial(add_line, schema_in_hand(), line))


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
