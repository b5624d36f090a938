"""
Two releases about the same people, by chance, attacked together with whole-number programming.

The first prints hubs by month, or from the start until a month, and the network; the second goes on
for a month. Who was new in that month is then the difference of two numbers.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.disclosure.tests.attacker import RULES, STAR, meaning
from hearth.disclosure.tests.chance import is_small

MOST = 10_000


@dataclass
class Known:
    """What somebody outside knows of sums of groups: the least and the most of each."""

    groups: int
    rows: list[Any] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def learn(
        self, members: list[int], low: float, high: float, *, less: list[int] | None = None
    ) -> None:
        """Take in how much a sum, less another, can be."""
        row = np.zeros(self.groups)
        np.add.at(row, members, 1)
        np.add.at(row, less or [], -1)
        self.rows.append(row)
        self.least.append(low)
        self.most.append(high)

    def can_be(self, members: list[int], low: float, high: float) -> bool:
        """Return whether there is a table that agrees with one sum between two numbers."""
        asked = np.zeros(self.groups)
        np.add.at(asked, members, 1)
        found = milp(
            np.zeros(self.groups), integrality=np.ones(self.groups), bounds=Bounds(0, MOST),
            constraints=LinearConstraint(
                np.array([*self.rows, asked]), [*self.least, low], [*self.most, high]
            ),
        )  # fmt: skip
        return found.x is not None

    def is_recovered(self, members: list[int], truly: int) -> bool:
        """Return whether a sum can be nothing else."""
        above = self.can_be(members, truly + 1, MOST)
        return not above and not self.can_be(members, 0, truly - 1)


def overlapped(seed: int) -> Counter[str]:
    """Return what became of two releases: how much was hidden, and what was recovered."""
    chance = random.Random(seed)
    policy = chance.choice(sorted(RULES))
    hubs, months = chance.randint(2, 3), chance.randint(2, 3)
    people = [[_people(chance) for _ in range(months + 1)] for _ in range(hubs)]
    first = _release("first", policy, people, months, by_month=chance.random() < 0.5)
    answers = [publication(protect(read_release(first)))]
    second = _release("second", policy, people, months + 1, by_month=False)
    alone = publication(protect(read_release(second)))
    second["earlier"] = [answers[0]["ledger"]]
    answers.append(publication(protect(read_release(second))))
    seen = Counter({"pairs": 1})
    lost = _lost(policy, people, [(first, answers[0]), (second, alone)])
    seen["pairs given away without the ledger"] = bool(lost["recovered"])
    seen.update(_lost(policy, people, [(first, answers[0]), (second, answers[1])]))
    return Counter({f"{policy}: {what}": number for what, number in seen.items()})


def _people(chance: random.Random) -> int:
    return chance.choice([chance.randint(0, 12), chance.randint(0, 40)])


def _release(
    name: str, policy: str, people: list[list[int]], months: int, *, by_month: bool
) -> dict[str, Any]:
    """Return hubs by month or until a month, and the network until that month."""
    hubs = [f"h{n}" for n in range(len(people))]
    columns = [[n] for n in range(months)] if by_month else [[*range(months)]]
    table = {
        "name": "hubs", "rows": hubs, "columns": [f"c{n}" for n in range(len(columns))],
        "counts": [[sum(line[n] for n in column) for column in columns] for line in people],
        "made_of": [[[f"{hub} {n}" for n in column] for column in columns] for hub in hubs],
        "totals": {"rows": True, "columns": False, "grand": True},
    }  # fmt: skip
    return {"release": name, "policy": policy, "tables": [table], "note": columns}


def _lost(
    policy: str, people: list[list[int]], releases: list[tuple[dict[str, Any], dict[str, Any]]]
) -> Counter[str]:
    """Add everything up, and count what can be only what it is."""
    width = len(people[0])
    known = Known(len(people) * width)
    attacked: list[tuple[list[int], int]] = []
    seen: Counter[str] = Counter(recovered=0, hidden=0, numbers=0)
    for asked, answer in releases:
        table = answer["tables"][0]
        if table["withheld"] or table["merged"]:
            seen["withheld or merged"] += 1
            continue
        for members, number in _numbers(asked["note"], table, people):
            symbol = STAR if number["hidden"] else number["value"]
            low, high = meaning(symbol, RULES[policy])
            known.learn(members, low, min(high, MOST))
            truly = sum(people[n // width][n % width] for n in members)
            seen["numbers"] += 1
            seen["hidden"] += symbol == STAR
            if symbol == STAR or is_small(policy, truly):
                attacked.append((members, truly))
    attacked += [
        ([n], count)
        for n, count in enumerate(count for line in people for count in line)
        if is_small(policy, count)
    ]
    seen["recovered"] = sum(known.is_recovered(members, truly) for members, truly in attacked)
    return seen


def _numbers(
    columns: list[list[int]], table: dict[str, Any], people: list[list[int]]
) -> list[tuple[list[int], dict[str, Any]]]:
    """Return each printed number with the groups of people that it is the sum of."""
    width = len(people[0])
    found, everybody = [], []
    for hub in range(len(people)):
        whole = []
        for column, months in enumerate(columns):
            members = [hub * width + n for n in months]
            found.append((members, table["cells"][hub][column]))
            whole += members
        found.append((whole, table["row_totals"][hub]))
        everybody += whole
    return [*found, (everybody, table["grand_total"])]
