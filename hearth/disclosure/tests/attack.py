"""One attack on one answer, counted: in short by the tests, at length by bench/disclosure.py."""

import random
from collections import Counter
from typing import Any

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.disclosure.tests.attacker import NOT_PRINTED, RULES, STAR, Riddle, riddle
from hearth.disclosure.tests.chance import bare, document, grid, is_small, truth

Grid = list[list[Any]]


def attacked(seed: int, *, largest: int = 4) -> Counter[str]:
    """
    Return what became of one table by chance: how much was hidden, and what was recovered.

    The first line of defence is the policy by itself (“bare”), the second what is printed.
    """
    chance = random.Random(seed)
    policy = chance.choice(sorted(RULES))
    size = {"height": chance.randint(1, largest), "width": chance.randint(2, largest)}
    asked = document(chance, policy, **size)
    table = publication(protect(read_release(asked)))["tables"][0]
    seen: Counter[str] = Counter(tables=1, withheld=table["withheld"], merged=bool(table["merged"]))
    if table["withheld"]:
        return _of(policy, seen)
    printed, true = grid(table), truth(asked["tables"][0], table)
    seen.update(_counted(printed, true, policy))
    seen.update(_recovered(printed, true, policy))
    if not table["merged"]:
        alone = [
            [NOT_PRINTED if was is NOT_PRINTED else now for was, now in zip(*lines, strict=True)]
            for lines in zip(printed, bare(policy, true), strict=True)
        ]
        told = riddle(alone, policy, told=_told(true, policy))
        seen["tables given away by the bare rule"] = _gives_away(
            riddle(alone, policy), alone, true, policy
        )
        seen["tables given away by it to one told what is small"] = _gives_away(
            told, alone, true, policy
        )
    return _of(policy, seen)


def _of(policy: str, seen: Counter[str]) -> Counter[str]:
    return Counter({f"{policy}: {what}": number for what, number in seen.items()})


def _counted(printed: Grid, true: Grid, policy: str) -> Counter[str]:
    seen: Counter[str] = Counter()
    for shown, counts, rule in zip(printed, true, bare(policy, true), strict=True):
        for symbol, count, by_rule in zip(shown, counts, rule, strict=True):
            if symbol is not NOT_PRINTED:
                seen["printed against the rule"] += symbol not in (STAR, by_rule)
                seen["numbers"] += 1
                seen["small"] += is_small(policy, count)
                seen["hidden"] += symbol == STAR
    return seen


def _recovered(printed: Grid, true: Grid, policy: str) -> Counter[str]:
    """Return how many hidden or small numbers were found out, and how many were narrowed."""
    outside = riddle(printed, policy)
    told = riddle(printed, policy, told=_told(true, policy))
    return Counter(
        {
            "recovered": len(_undone(outside, printed, true, policy)),
            "recovered if told what is small": len(_undone(told, printed, true, policy)),
            "small numbers narrowed": _narrowed(outside, printed, true, policy),
        }
    )


def _told(true: Grid, policy: str) -> list[list[bool]]:
    return [[is_small(policy, count) for count in line] for line in true]


def _cells(true: Grid) -> list[int]:
    return [count for line in true[:-1] for count in line[:-1]]


def _undone(puzzle: Riddle, printed: Grid, true: Grid, policy: str) -> list[tuple[int, int]]:
    """Return the numbers, hidden or small, that can be only what they are."""
    world = _cells(true)
    return [
        (i, j)
        for i, line in enumerate(printed)
        for j, symbol in enumerate(line)
        if symbol == STAR or is_small(policy, true[i][j])
        if puzzle.is_recovered((i, j), world)
    ]


def _gives_away(puzzle: Riddle, printed: Grid, true: Grid, policy: str) -> bool:
    """Return whether any small number can be only what it is, as far as one step shows."""
    return any(
        is_small(policy, count) and puzzle.is_alone((i, j), _cells(true))
        for i, line in enumerate(true)
        for j, count in enumerate(line)
    )


def _narrowed(puzzle: Riddle, printed: Grid, true: Grid, policy: str) -> int:
    """Return how many small numbers cannot be something that the promise says they can."""
    world, rule, narrowed = _cells(true), RULES[policy], 0
    for i, line in enumerate(true):
        for j, count in enumerate(line):
            if is_small(policy, count):
                seen = isinstance(printed[i][j], int)
                parts = sum(world[n] > 0 for n in puzzle.places[i, j])
                least = 0 if rule.least_hidden == 0 else max(1, parts)
                most = rule.small_below - seen
                narrowed += not puzzle.reaches((i, j), world, least, max(least, most))
    return narrowed
