"""Invented rows of each fact, a block at a time, drawn from one generator."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from hearth.lake import star
from hearth.lake.star import AGE_BANDS, HUBS, SERVICES, Table

PEOPLE_OF_A_HUB = 900
NEEDS = ("", "Debt advice", "Somewhere to live", "Talking therapy", "Transport", "Work")
SERVICES_OF_A_PARTNERSHIP = 40


@dataclass
class Draw:
    """What one block of rows is drawn from."""

    chance: np.random.Generator
    hub: int
    first: datetime.date
    days: int
    count: int
    busy: float
    """How many times as busy as usual a hub is: so many times as many people come."""
    seed: int

    @property
    def hubs(self) -> pa.Array:
        return pa.repeat(hub_id(self.hub), self.count)

    def nobody(self) -> pa.Array:
        return pa.nulls(self.count, pa.string())

    def every_day(self) -> list[datetime.date]:
        return [self.first + datetime.timedelta(days=back) for back in range(self.days)]

    def day(self) -> pa.Array:
        back = np.sort(self.chance.integers(0, self.days, self.count))
        days = np.datetime64(self.first) + back.astype("timedelta64[D]")
        return pa.array(days, pa.date32())

    def people(self) -> tuple[np.ndarray, np.ndarray]:
        """Return who it is, and their number among the hub's: few come often, most seldom."""
        drawn = self.chance.random(self.count) ** 3
        among = np.floor(drawn * PEOPLE_OF_A_HUB * self.busy).astype(np.uint64)
        whole = among + np.uint64(self.hub) * np.uint64(2**32) + np.uint64(self.seed)
        return _scattered(whole).astype(np.int64), among

    def named(self, share: float = 0.8) -> tuple[pa.Array, pa.Array, pa.Array]:
        """Return whether they are named, who they are, and their age band."""
        people, among = self.people()
        unnamed = self.chance.random(self.count) >= share
        bands = np.array(["", *AGE_BANDS])[(among % np.uint64(9)).astype(int)]
        return (
            pa.array(~unnamed), pa.array(people, pa.int64(), mask=unnamed),
            pa.array(np.where(unnamed, "", bands), pa.string()),
        )  # fmt: skip

    def whole(self, low: int, high: int, missing: float = 0.0) -> pa.Array:
        values = self.chance.integers(low, high, self.count, endpoint=True)
        return pa.array(values, pa.int32(), mask=self.chance.random(self.count) < missing)

    def yes(self, share: float) -> pa.Array:
        return pa.array(self.chance.random(self.count) < share)

    def one_of(self, *codes: str) -> pa.Array:
        chosen = np.array(codes)[self.chance.integers(0, len(codes), self.count)]
        return pa.array(chosen, pa.string())


def _scattered(numbers: np.ndarray) -> np.ndarray:
    """Return numbers that look like chance, one for one (splitmix64's finish)."""
    with np.errstate(over="ignore"):
        mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def rows_of(table: Table, draw: Draw) -> pa.RecordBatch:
    """Return invented rows of a fact, all at one hub."""
    return pa.RecordBatch.from_arrays([draw.hubs, *_DRAWN[table.name](draw)], schema=table.schema)


def _visits(draw: Draw) -> list[pa.Array]:
    return [draw.day(), draw.whole(8, 19), *draw.named()]


def _headcounts(draw: Draw) -> list[pa.Array]:
    return [draw.day(), draw.whole(8, 19), draw.whole(2, 40)]


def _waits(draw: Draw) -> list[pa.Array]:
    came = draw.whole(0, 60, missing=0.1)
    return [draw.day(), came, came.is_null()]


def _conversations(draw: Draw) -> list[pa.Array]:
    return [draw.day(), *draw.named(1.0)[1:]]


def _contacts(draw: Draw) -> list[pa.Array]:
    how = draw.one_of("ONE_TO_ONE", "PHONE", "TEXT", "GROUP", "AT_HOME", "WALKING")
    return [draw.day(), how, draw.whole(5, 90, missing=0.2), *draw.named(0.9)]


def _introductions(draw: Draw) -> list[pa.Array]:
    became = draw.one_of("MET", "MET", "MET", "GOING", "STOPPED", "OTHER_WAY")
    met = np.array(became.to_pylist()) == "MET"
    days = draw.chance.integers(0, 60, draw.count)
    said = np.array(["YES", "YES", "PARTLY", "NO", ""])[days % 5]
    return [
        draw.day(), draw.one_of("TOLD", "IN_TOUCH", "ALONG"),
        draw.one_of(*(service_id(one) for one in range(SERVICES_OF_A_PARTNERSHIP))),
        draw.nobody(), draw.one_of(*NEEDS), became, pa.array(days, pa.int32(), mask=~met),
        pa.array(np.where(met, said, ""), pa.string()), *draw.named(1.0)[1:],
    ]  # fmt: skip


def _unmet_needs(draw: Draw) -> list[pa.Array]:
    told = draw.one_of("SEARCH", "NOT_THIS", "WORKER", "INTRODUCTION")
    return [draw.day(), draw.one_of(*NEEDS), told, draw.yes(0.2), draw.yes(0.1)]


def _hellos(draw: Draw) -> list[pa.Array]:
    late = draw.whole(-2, 3, missing=0.1)
    answered = draw.chance.random(draw.count) < 0.8
    said = late.is_valid().to_numpy(zero_copy_only=False)
    return [draw.day(), late, pa.array(answered & said), *draw.named(1.0)[1:]]


def _goals(draw: Draw) -> list[pa.Array]:
    state = draw.one_of("WORKING", "WORKING", "PAUSED", "REACHED")
    return [draw.day(), state, draw.whole(0, 6), draw.whole(2, 10), *draw.named(1.0)[1:]]


def _openings(draw: Draw) -> list[pa.Array]:
    open_on = [day for day in draw.every_day() if day.weekday() < 5]
    return [pa.array(open_on, pa.date32()), draw.whole(240, 600)]


_DRAWN: Mapping[str, Callable[[Draw], list[pa.Array]]] = MappingProxyType(
    {
        star.VISITS.name: _visits,
        star.HEADCOUNTS.name: _headcounts,
        star.WAITS.name: _waits,
        star.CONVERSATIONS.name: _conversations,
        star.CONTACTS.name: _contacts,
        star.INTRODUCTIONS.name: _introductions,
        star.UNMET_NEEDS.name: _unmet_needs,
        star.HELLOS.name: _hellos,
        star.GOALS.name: _goals,
        star.OPENINGS.name: _openings,
    }
)


def hub_id(number: int) -> str:
    """Return the id of a hub of so many."""
    return f"00000000-0000-4000-8000-{number:012d}"


def service_id(number: int) -> str:
    """Return the id of a service of so many."""
    return f"00000000-0000-4000-9000-{number:012d}"


def hubs_of(hubs: range) -> pa.Table:
    """Return invented hubs, by their numbers."""
    return pa.Table.from_pylist(
        [
            {
                "hub": hub_id(number), "name": f"Neighbourhood {number + 1:,}", "kind": "HUB",
                "tier": ("UNIVERSAL", "TARGETED", "SPECIALIST", "")[number % 4],
                "opened_on": None, "part_of": None, "run_by": f"Charity {number % 7 + 1}",
            }
            for number in hubs
        ],
        HUBS.schema,
    )  # fmt: skip


def services() -> pa.Table:
    """Return invented services."""
    return pa.Table.from_pylist(
        [
            {
                "service": service_id(number), "name": f"Service {number + 1}",
                "offer": NEEDS[number % len(NEEDS)] or "Company", "internal": number % 5 == 0,
            }
            for number in range(SERVICES_OF_A_PARTNERSHIP)
        ],
        SERVICES.schema,
    )  # fmt: skip
