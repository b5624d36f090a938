"""The attacker can do what it is there for; otherwise that it fails would say nothing."""

import itertools
import random
from dataclasses import replace

import pytest

from hearth.disclosure.tests import chance
from hearth.disclosure.tests.attacker import RULES, riddle
from hearth.disclosure.tests.solver import interval

STAR, FEW = "*", 12


def test_rounding_alone_gives_away_1_8_and_8_by_their_total():
    printed = [[5, 10, 10, 15], [5, 10, 10, 15]]

    puzzle = riddle(printed, "hes_1to7")

    assert list(puzzle.worlds((0, 0), 0, 1000)) == [[1, 8, 8]]
    assert all(puzzle.is_recovered((0, n), [1, 8, 8]) for n in range(4))


def test_hiding_and_rounding_gives_away_4_beside_22_and_52():
    printed = [[STAR, 20, 50, 80], [None, None, None, None]]

    puzzle = riddle(printed, "mhsds_5_5")

    assert puzzle.can_be((0, 0), 0, 3) is None
    told = riddle(printed, "mhsds_5_5", told=[[True, False, False, False], [None] * 4])
    assert told.is_recovered((0, 0), [4, 22, 52])


def test_one_hidden_number_beside_an_exact_total_is_recovered():
    printed = [[STAR, 20, 23], [None, None, None]]

    assert riddle(printed, "threshold_10").is_recovered((0, 0), [3, 20])


def test_two_hidden_numbers_beside_an_exact_total_are_not():
    printed = [[STAR, STAR, 23], [None, None, None]]

    assert not riddle(printed, "threshold_10").is_recovered((0, 0), [3, 20])


@pytest.mark.parametrize("seed", range(12))
def test_it_finds_every_table_that_there_is_and_no_other(seed):
    lot = random.Random(seed)
    policy = lot.choice(sorted(RULES))
    asked = chance.document(lot, policy, height=2, width=2)["tables"][0]
    cells = [[count % FEW for count in line] for line in asked["counts"]]
    asked = {**asked, "counts": cells}
    true = chance.truth(asked, asked)
    puzzle = riddle(chance.bare(policy, true), policy)
    puzzle = replace(puzzle, most=[min(most, FEW) for most in puzzle.most])

    spans = [range(low, high + 1) for low, high in zip(puzzle.least, puzzle.most, strict=True)]
    by_hand = {world for world in itertools.product(*spans) if puzzle.agrees(world)}

    assert {tuple(world) for world in puzzle.worlds((0, 0), 0, FEW)} == by_hand


@pytest.mark.parametrize("seed", range(40))
def test_step_by_step_it_comes_as_far_as_linear_programming(seed):
    """Two ways that have nothing in common, on what the bare rule prints."""
    lot = random.Random(seed)
    policy = lot.choice(sorted(RULES))
    asked = chance.document(lot, policy, height=lot.randint(2, 4), width=3)["tables"][0]
    true = chance.truth(asked, asked)
    puzzle = riddle(chance.bare(policy, true), policy)
    world = [count for line in asked["counts"] for count in line]

    for place in ((0, 0), (1, 2), (0, 3), (2, 1)):
        least, most = interval(puzzle, place)
        ends = []
        for step in (-1, 1):
            here = world
            while (there := puzzle.nudged(here, place, step)) is not None:
                here = there
            ends.append(puzzle.value(place, here))
        assert ends == pytest.approx([least, most])
