"""
Whole-number tables that somebody outside cannot tell from the true one: *worlds*.

Found by linear programming (HiGHS through scipy), and believed only once whole numbers have been
put back into every sum and were right there.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, hstack, identity, vstack

from hearth.disclosure.numbers import Everything

Reals = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]
NEAR = 1e-5
"""How far from a whole number what the solver gives may lie."""


class Sums:
    """The numbers of a release as sums of groups of people, ready to be solved."""

    def __init__(self, everything: Everything) -> None:
        names = sorted({name for number in everything.numbers for name, _ in number.made_of})
        at = {name: n for n, name in enumerate(names)}
        self.groups, self.numbers = len(names), len(everything.numbers)
        entries = [
            (row, at[name], times)
            for row, number in enumerate(everything.numbers)
            for name, times in number.made_of
        ]
        rows, columns, times = (np.array(part, dtype=int) for part in zip(*entries, strict=True))
        self.of_groups = csc_array((times, (rows, columns)), shape=(self.numbers, self.groups))
        signs = np.zeros((len(everything.equalities), self.numbers), dtype=int)
        for row, equality in enumerate(everything.equalities):
            for number_at, sign in equality.terms:
                signs[row, number_at] += sign
        self.come_to_nothing = csc_array(csc_array(signs) @ self.of_groups)
        self.known_whole = everything.in_one_table
        self._rows = csc_array(vstack([self.of_groups, self.come_to_nothing]).astype(float))
        slack = csc_array(
            vstack([identity(self.numbers), csc_array((len(everything.equalities), self.numbers))])
        )
        self.solved = 0
        """How many linear programs were solved by now."""
        self._loose = csc_array(hstack([self._rows, slack, -slack]))

    def world(self, low: Reals, high: Reals, *, least: Reals | None = None) -> Wholes | None:
        """
        Return the numbers of a world within bounds, or None if there is none.

        :param low: for each number the least it may be; `high` the most
        :param least: a weight for each number; their weighted sum is made as small as can be
        """
        cost = np.zeros(self.groups) if least is None else self.of_groups.T @ least
        found = self._solve(self._rows, cost, low, high, np.full(self.groups, np.inf))
        if found is None:
            return None
        numbers = self.of_groups @ found
        return numbers if bool(((numbers >= low) & (numbers <= high)).all()) else None

    def nearest_world(
        self, low: Reals, high: Reals, *, below: Reals, above: Reals, cost: Reals
    ) -> Wholes | None:
        """
        Return the numbers of the world that leaves the bounds where that costs least, or None.

        :param below: how far each number may fall under its `low`; `above` over its `high`
        :param cost: what it costs, for each person
        """
        costs = np.concatenate([np.zeros(self.groups), cost, cost])
        most = np.concatenate([np.full(self.groups, np.inf), below, above])
        found = self._solve(self._loose, costs, low, high, most)
        if found is None:
            return None
        numbers = self.of_groups @ found
        within = (numbers >= low - below) & (numbers <= high + above)
        return numbers if bool(within.all()) else None

    def _solve(self, rows: Any, cost: Reals, low: Reals, high: Reals, most: Reals) -> Wholes | None:
        """Return how many people are in each group, in whole numbers."""
        nothing = np.zeros(self.come_to_nothing.shape[0])
        limits = LinearConstraint(
            rows, np.concatenate([low, nothing]), np.concatenate([high, nothing])
        )
        self.solved += 1
        for whole in (0, 1):
            integrality = np.zeros(len(cost), dtype=int)
            integrality[: self.groups] = whole
            solved = milp(
                cost, integrality=integrality, bounds=Bounds(np.zeros(len(cost)), most),
                constraints=limits,
            )  # fmt: skip
            if solved.x is None:
                return None
            groups = np.rint(solved.x[: self.groups])
            if np.abs(groups - solved.x[: self.groups]).max() < NEAR:
                found: Wholes = groups.astype(np.int64)
                return found if not (self.come_to_nothing @ found).any() else None
        return None
