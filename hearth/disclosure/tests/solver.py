"""
Somebody outside with a solver: the least and the most that each hidden number can be.

A linear program knows of no whole numbers, so what it leaves open may be less open in truth; for a
table with its totals it is not (its corners are whole), and what it finds closed is closed.
"""

import random
from collections import Counter
from typing import Any

import numpy as np
from scipy.optimize import linprog

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.disclosure.tests.attacker import RULES, STAR, Riddle, riddle
from hearth.disclosure.tests.chance import document, grid, is_small, truth


def attacked_by_solver(seed: int, *, largest: int = 12) -> Counter[str]:
    """Return what became of one larger table by chance."""
    chance = random.Random(seed)
    policy = chance.choice(sorted(RULES))
    size = {"height": chance.randint(5, largest), "width": chance.randint(5, largest)}
    asked = document(chance, policy, **size)
    asked["tables"][0]["totals"] = True
    table = publication(protect(read_release(asked)))["tables"][0]
    seen: Counter[str] = Counter(tables=1, withheld=table["withheld"], merged=bool(table["merged"]))
    if not table["withheld"]:
        printed, true = grid(table), truth(asked["tables"][0], table)
        puzzle = riddle(printed, policy)
        for i, line in enumerate(printed):
            for j, symbol in enumerate(line):
                small = is_small(policy, true[i][j])
                seen["numbers"] += 1
                seen["small"] += small
                seen["hidden"] += symbol == STAR
                if symbol == STAR or small:
                    seen.update(_ends(puzzle, (i, j), symbol, policy, small=small))
    return Counter({f"{policy}: {what}": number for what, number in seen.items()})


def _ends(
    puzzle: Riddle, place: tuple[int, int], symbol: Any, policy: str, *, small: bool
) -> dict[str, int]:
    rule = RULES[policy]
    least, most = interval(puzzle, place)
    parts = len(puzzle.places[place]) if rule.least_hidden else 0
    from_ = max(rule.least_hidden, parts)  # at most so many of its cells are not nought
    to = rule.small_below if symbol == STAR else rule.small_below - 1
    narrowed = small and (least > max(from_, rule.least_hidden) + 1e-6 or most < to - 1e-6)
    return {"recovered": int(most - least < 1 - 1e-6), "small numbers narrowed": int(narrowed)}


def interval(puzzle: Riddle, place: tuple[int, int]) -> tuple[float, float]:
    """Return the least and the most that a number can be, whole or not."""
    rows = np.zeros((2 * len(puzzle.sums), len(puzzle.least)))
    ends = np.zeros(2 * len(puzzle.sums))
    for n, (members, low, high) in enumerate(puzzle.sums):
        rows[2 * n, list(members)], ends[2 * n] = 1, high
        rows[2 * n + 1, list(members)], ends[2 * n + 1] = -1, -low
    asked = np.zeros(len(puzzle.least))
    asked[list(puzzle.places[place])] = 1
    bounds = list(zip(puzzle.least, puzzle.most, strict=True))
    found = [
        linprog(sign * asked, A_ub=rows, b_ub=ends, bounds=bounds, method="highs").fun
        for sign in (1, -1)
    ]
    return float(found[0]), -float(found[1])
