"""
Invented networks of any size, from one hub to all of England, in the lake's own files.

For tests and benchmarks. Every number is drawn from a seed: the same wishes make the same files,
with the same version of numpy's generator (PCG64), month by month, hub by hub. Nothing is kept but
one batch of rows, so size is a matter of time and disk. Nobody in it is real, and its manifest says
so: it is never mixed with a lake that holds people.
"""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from hearth.lake import openings
from hearth.lake.inventing import Draw, hubs_of, rows_of, services
from hearth.lake.publishing import INVENTED, days_of, months_between
from hearth.lake.star import (
    CONTACTS,
    CONVERSATIONS,
    DAYS,
    GOALS,
    HEADCOUNTS,
    HELLOS,
    HUBS,
    INTRODUCTIONS,
    OPENINGS,
    SERVICES,
    UNMET_NEEDS,
    VISITS,
    WAITS,
    Table,
)
from hearth.lake.store import (
    LakeRefused,
    Manifest,
    Part,
    only_one,
    read_manifest,
    take_away_others,
    write_manifest,
    write_part,
    writing_part,
)

HUBS_OF_A_PARTNERSHIP = 31
"""1,300 neighbourhoods are so in 42 partnerships: as many as England has integrated care boards."""
VISITS_OF_A_MONTH = 375
"""Of one hub: Lincolnshire's 107,000 attendances, in 19 months, at 15 hubs."""
PER_VISIT = {
    HEADCOUNTS: 0.01, WAITS: 0.08, CONVERSATIONS: 0.01, CONTACTS: 0.10, INTRODUCTIONS: 0.02,
    UNMET_NEEDS: 0.01, HELLOS: 0.03, GOALS: 0.01,
}  # fmt: skip
"""How many rows of each fact there are for a visit."""


@dataclass(frozen=True)
class Wished:
    """What is to be simulated."""

    hubs: int = 15
    months: int = 19
    visits: int = 0
    """In all; VISITS_OF_A_MONTH for each hub and month, if 0."""
    last: str = "2026-03"
    seed: int = 1
    chunk: int = 262_144
    """How many rows are kept until they are written, beside a block of 16,384. It changes none."""
    hubs_each: int = HUBS_OF_A_PARTNERSHIP

    @property
    def in_all(self) -> int:
        return self.visits or VISITS_OF_A_MONTH * self.hubs * self.months

    @property
    def busy(self) -> float:
        """How many times as many visits a hub has as is usual; never fewer."""
        return max(1.0, self.in_all / self.hubs / self.months / VISITS_OF_A_MONTH)

    @property
    def months_named(self) -> list[str]:
        _, last = days_of(self.last)
        first = (last.year * 12 + last.month) - self.months
        return months_between(datetime.date(first // 12, first % 12 + 1, 1), last)

    def partnerships(self) -> Iterator[tuple[str, range]]:
        """Yield each partnership and the numbers of its hubs."""
        for number, begins in enumerate(range(0, self.hubs, self.hubs_each)):
            yield f"simulated_{number:03d}", range(begins, min(begins + self.hubs_each, self.hubs))


def simulate(
    folder: Path, wished: Wished, *, told: Callable[[str], None] = lambda words: None
) -> int:
    """
    Write what is wished into a folder, and return how many rows of facts there are.

    :raises LakeRefused: if the folder holds a lake that is not invented
    """
    rows = 0
    for partnership, hubs in wished.partnerships():
        before = read_manifest(folder, partnership)
        if before and before.encrypted_by != INVENTED:
            raise LakeRefused(f"{folder} holds a lake of people: simulate into another folder")
        with only_one(folder, partnership):
            parts = list(_partnership(folder, partnership, hubs, wished))
            manifest = Manifest(
                partnership=partnership, filling="simulated", read_at=f"{wished.last}-28T00:00:00",
                pseudonyms=f"seed {wished.seed}", encrypted_by=INVENTED, parts=tuple(parts),
            )  # fmt: skip
            write_manifest(folder, manifest)
            take_away_others(folder, manifest)
        rows += sum(part.rows for part in parts if part.month)
        told(f"{partnership}: {len(hubs):,} hubs, {sum(part.rows for part in parts):,} rows")
    return rows


def _partnership(folder: Path, partnership: str, hubs: range, wished: Wished) -> Iterator[Part]:
    months = wished.months_named
    first, last = days_of(months[0])[0], days_of(months[-1])[1]
    for table, rows in (
        (HUBS, hubs_of(hubs)), (SERVICES, services()), (DAYS, openings.days(first, last)),
    ):  # fmt: skip
        yield write_part(folder, partnership, table.name, "", rows)
    for number, month in enumerate(months):
        for table in (VISITS, *PER_VISIT, OPENINGS):
            digest = _name_of(wished, partnership, table, month)
            part = Part(table.name, month, digest, 0)
            rows = 0
            with writing_part(folder, partnership, part, table.schema, group=wished.chunk) as write:
                for batch in _month(table, hubs, number, month, wished):
                    rows += batch.num_rows
                    write(batch)
            if rows:
                yield Part(table.name, month, digest, rows)


def _name_of(wished: Wished, partnership: str, table: Table, month: str) -> str:
    """Return the name of a file: the same for the same wishes, whatever the chunk."""
    said = {**asdict(wished), "chunk": 0, "what": [partnership, table.name, month]}
    return hashlib.blake2b(json.dumps(said).encode(), digest_size=16).hexdigest()


def _month(
    table: Table, hubs: range, number: int, month: str, wished: Wished
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a month, hub by hub, in batches of no more than a chunk."""
    first, last = days_of(month)
    days = (last - first).days + 1
    for hub in hubs:
        how_many = _how_many(hub, number, wished, PER_VISIT.get(table, 1.0))
        if table is OPENINGS:
            how_many = sum(_day(first, back).weekday() < 5 for back in range(days))
        for begins in range(0, how_many, BLOCK):
            count = min(BLOCK, how_many - begins)
            chance = np.random.default_rng([wished.seed, _place(table), hub, number, begins])
            draw = Draw(chance, hub, first, days, count, wished.busy, wished.seed)
            rows = rows_of(table, draw)
            for at in range(0, count, wished.chunk):
                yield rows.slice(at, wished.chunk)


BLOCK = 16_384
"""Rows that are drawn from one generator."""


def _day(first: datetime.date, back: int) -> datetime.date:
    return first + datetime.timedelta(days=back)


def _place(table: Table) -> int:
    return int.from_bytes(hashlib.blake2b(table.name.encode(), digest_size=4).digest(), "big")


def _how_many(hub: int, number: int, wished: Wished, per_visit: float) -> int:
    """Return the rows of a hub and month, so that those of all make up the whole exactly."""
    place, places = hub * wished.months + number, wished.hubs * wished.months
    whole = wished.in_all * per_visit
    return int(whole * (place + 1) / places) - int(whole * place / places)
