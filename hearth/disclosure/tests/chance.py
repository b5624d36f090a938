"""Tables by chance (noughts, ties, skew, one big), and what stands in an answer."""

import random
from typing import Any

from hearth.disclosure.tests.attacker import NOT_PRINTED, RULES, STAR

KINDS = ("small", "mixed", "noughts", "one big", "ties", "skew")


def document(chance: random.Random, policy: str, *, height: int, width: int) -> dict[str, Any]:
    """Return a document with one table; each kind of total is there nearly always."""
    kind = chance.choice(KINDS)
    counts = [[_count(chance, kind) for _ in range(width)] for _ in range(height)]
    if kind == "one big":
        counts[chance.randrange(height)][chance.randrange(width)] = chance.randint(100, 300)
    there = {key: chance.random() < 0.85 for key in ("rows", "columns", "grand")}
    return {
        "policy": policy,
        "tables": [
            {
                "name": "t",
                "rows": [f"r{n}" for n in range(height)],
                "columns": [f"c{n}" for n in range(width)],
                "counts": counts,
                "totals": there,
            }
        ],
    }


def _count(chance: random.Random, kind: str) -> int:
    if kind == "small":
        return chance.randint(0, 9)
    if kind == "mixed":
        return chance.choice([chance.randint(0, 12), chance.randint(0, 60)])
    if kind == "noughts":
        return chance.choice([0, 0, 0, chance.randint(0, 30)])
    if kind == "ties":
        return chance.choice([1, 4, 5, 7, 8, 10, 12])
    if kind == "skew":
        return int(chance.paretovariate(0.6)) % 200
    return chance.randint(0, 6)


def grid(table: dict[str, Any]) -> list[list[int | str | None]]:
    """Return a table of an answer with its totals in the last row and column, as printed."""
    rows, columns = len(table["rows"]), len(table["columns"])
    lines = [
        [*line, table["row_totals"][n] if table["row_totals"] else None]
        for n, line in enumerate(table["cells"])
    ]
    lines.append([*(table["column_totals"] or [None] * columns), table["grand_total"]])
    assert len(lines) == rows + 1
    return [[_symbol(number) for number in line] for line in lines]


def _symbol(number: dict[str, Any] | None) -> int | str | None:
    if number is None:
        return NOT_PRINTED
    return STAR if number["hidden"] else number["value"]


def truth(asked: dict[str, Any], table: dict[str, Any]) -> list[list[int]]:
    """Return what is behind each number of such a grid."""
    at = {name: n for axis in ("rows", "columns") for n, name in enumerate(asked[axis])}
    cells = [
        [
            sum(asked["counts"][at[a]][at[b]] for a in row.split(" + ") for b in col.split(" + "))
            for col in table["columns"]
        ]
        for row in table["rows"]
    ]
    lines = [[*line, sum(line)] for line in cells]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


def bare(policy: str, true: list[list[int]]) -> list[list[int | str | None]]:
    """Return the same with the policy's rule for single numbers, and nothing beside it."""
    rule = RULES[policy]

    def symbol(count: int) -> int | str:
        if rule.least_hidden <= count < rule.small_below:
            return STAR if rule.small_as is None else rule.small_as
        return round(count / rule.rounds_to) * rule.rounds_to

    return [[symbol(count) for count in line] for line in true]


def is_small(policy: str, count: int) -> bool:
    """Return whether a policy protects so few."""
    return RULES[policy].least_hidden <= count < RULES[policy].small_below
