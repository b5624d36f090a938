"""
Tables by chance are published and attacked: nothing is recovered.

A short form of bench/disclosure.py, which does the same 100,000 times.
"""

from collections import Counter

import pytest

from hearth.disclosure.tests.attack import attacked
from hearth.disclosure.tests.overlapping import overlapped
from hearth.disclosure.tests.sharing import shared
from hearth.disclosure.tests.solver import attacked_by_solver

LOST = (
    "recovered",
    "recovered if told what is small",
    "small numbers narrowed",
    "printed against the rule",
)


@pytest.mark.parametrize("first", range(0, 200, 10))
def test_brute_force_recovers_nothing(first):
    for seed in range(first, first + 10):
        seen = attacked(seed)
        assert not [(seed, what) for what, n in seen.items() if n and what.split(": ")[1] in LOST]


@pytest.mark.parametrize("seed", range(3))
def test_linear_programming_recovers_nothing_of_larger_tables(seed):
    seen = attacked_by_solver(seed, largest=8)

    assert not [what for what, n in seen.items() if n and what.split(": ")[1] in LOST]
    assert sum(seen.values()) > 2  # there were numbers to attack


@pytest.mark.parametrize("first", range(0, 20, 5))
def test_two_releases_together_recover_nothing(first):
    for seed in range(first, first + 5):
        seen = overlapped(seed)
        assert not [(seed, what) for what, n in seen.items() if n and what.split(": ")[1] in LOST]


@pytest.mark.parametrize("first", range(0, 16, 4))
def test_two_tables_of_the_same_people_recover_nothing(first):
    for seed in range(first, first + 4):
        seen = shared(seed)
        assert not [(seed, what) for what, n in seen.items() if n and what.split(": ")[1] in LOST]


def test_without_the_ledger_two_releases_give_people_away():
    """Otherwise the attack above would prove nothing."""
    seen = sum((overlapped(seed) for seed in range(8)), Counter())

    assert seen["threshold_10: pairs given away without the ledger"] > 0
