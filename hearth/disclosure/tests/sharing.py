"""Two tables by chance that count the same people in two ways, attacked together."""

import random
from collections import Counter
from typing import Any

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.disclosure.tests.attacker import NOT_PRINTED, RULES, STAR, meaning
from hearth.disclosure.tests.chance import grid, is_small, truth
from hearth.disclosure.tests.overlapping import MOST, Known


def shared(seed: int) -> Counter[str]:
    """Return what became of hubs by two questions, whose totals by hub are the same people."""
    chance = random.Random(seed)
    policy = chance.choice(sorted(RULES))
    height = chance.randint(2, 3)
    first = [[_people(chance) for _ in range(2)] for _ in range(height)]
    second = [_split(chance, sum(line), 3) for line in first]
    tables = [_table("first", first), _table("second", second)]
    links = [{"whole": _total("first", n), "parts": _total("second", n)} for n in range(height)]
    seen = Counter({"pairs": 1})
    alone = _lost(policy, tables, [])
    seen["pairs given away without the link"] = bool(alone["recovered"])
    seen.update(_lost(policy, tables, links))
    return Counter({f"{policy}: {what}": number for what, number in seen.items()})


def _people(chance: random.Random) -> int:
    return chance.choice([chance.randint(0, 12), chance.randint(0, 40)])


def _split(chance: random.Random, whole: int, parts: int) -> list[int]:
    ends = sorted(chance.randint(0, whole) for _ in range(parts - 1))
    return [after - before for before, after in zip([0, *ends], [*ends, whole], strict=True)]


def _table(name: str, counts: list[list[int]]) -> dict[str, Any]:
    columns = [f"{name} {n}" for n in range(len(counts[0]))]
    rows = [f"r{n}" for n in range(len(counts))]
    return {"name": name, "rows": rows, "columns": columns, "counts": counts, "may_merge": []}


def _total(name: str, row: int) -> dict[str, str]:
    return {"table": name, "row": f"r{row}"}


def _lost(policy: str, tables: list[dict[str, Any]], links: list[dict[str, Any]]) -> Counter[str]:
    """Publish both, add everything up, and count what can be only what it is."""
    asked = {"policy": policy, "tables": tables, "links": links}
    answer = publication(protect(read_release(asked)))
    height, widths = len(tables[0]["rows"]), [len(table["columns"]) for table in tables]
    known = Known(height * sum(widths))
    attacked, seen = [], Counter(recovered=0, hidden=0, numbers=0)
    for table, said, start in zip(tables, answer["tables"], (0, height * widths[0]), strict=True):
        if said["withheld"]:
            seen["withheld"] += 1
            continue
        printed, true = grid(said), truth(table, said)
        width = len(table["columns"])
        for i, line in enumerate(printed):
            for j, symbol in enumerate(line):
                members = [
                    start + row * width + column
                    for row in (range(height) if i == height else [i])
                    for column in (range(width) if j == width else [j])
                ]
                low, high = meaning(symbol, RULES[policy])
                known.learn(members, low, min(high, MOST))
                seen["numbers"] += symbol is not NOT_PRINTED
                seen["hidden"] += symbol == STAR
                if symbol == STAR or is_small(policy, true[i][j]):
                    attacked.append((members, true[i][j]))
    for row in range(height):
        one = [row * widths[0] + n for n in range(widths[0])]
        other = [height * widths[0] + row * widths[1] + n for n in range(widths[1])]
        known.learn(one, 0, 0, less=other)
    seen["recovered"] = sum(known.is_recovered(members, truly) for members, truly in attacked)
    return seen
