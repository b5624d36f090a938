"""
What must stay possible for whoever adds everything up: the promise, number by number.

*The promise.* Let W be the worlds that agree with all that is public, and V(c) the values that a
number c has in them. With small numbers from s to T-1:

1. c small and hidden, or not printed: {s, …, T} is within V(c).
2. c small and printed as a small number: {s, …, T-1} is within V(c).
   (Where noughts are shown, s of a total is the number of its cells that are not nought.)
3. Told which hidden numbers are small: V(c) still holds two values of each small c, and of each
   hidden c that is not small one that it would not have been printed as.
4. c hidden by an earlier release, and not certainly large: V(c) loses nothing of {s, …, T}.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hearth.disclosure.knowledge import Flags, Knowledge, noughts_shown
from hearth.disclosure.numbers import Everything
from hearth.disclosure.policies import Policy
from hearth.disclosure.worlds import Reals, Sums, Wholes

BITS = 62
"""Values under this fit into one number as bits."""


@dataclass(frozen=True)
class Target:
    """A number is to be within these in some world; any of several ranges will do."""

    number: int
    ranges: tuple[tuple[float, float], ...]
    told: bool = False
    must: bool = True
    """Whether nothing is printed if this cannot be."""

    def is_met(self, seen: "Seen") -> bool:
        """Return whether it is in one of these, in some world."""
        return any(seen.within(self.number, least, most) for least, most in self.ranges)


class Seen:
    """What each number is in some worlds, kept ready for many questions."""

    def __init__(self, worlds: Iterable[Wholes]) -> None:
        self.worlds = list(worlds)
        self.least: list[int] = []
        self.most: list[int] = []
        self.few: list[int] = []
        """For each number, as bits, which values under BITS it has in some world."""
        if self.worlds:
            every = np.array(self.worlds)
            self.least, self.most = every.min(axis=0).tolist(), every.max(axis=0).tolist()
            self.few = np.bitwise_or.reduce(_bits(every), axis=0).tolist()

    def add(self, world: Wholes) -> None:
        """Take one more into account."""
        first = not self.worlds
        self.worlds.append(world)
        self.few = (_bits(world) if first else np.bitwise_or(self.few, _bits(world))).tolist()
        self.least = world.tolist() if first else np.minimum(self.least, world).tolist()
        self.most = world.tolist() if first else np.maximum(self.most, world).tolist()

    def within(self, number: int, least: float, most: float) -> bool:
        """Return whether a number is between two in one of the worlds."""
        if not self.worlds or self.most[number] < least or self.least[number] > most:
            return False
        if self.most[number] <= most or self.least[number] >= least:
            return True
        if least >= 0 and most < BITS:
            return bool(self.few[number] >> int(least) & (1 << int(most - least + 1)) - 1)
        return any(least <= world[number] <= most for world in self.worlds)


def _bits(values: Wholes) -> Wholes:
    return np.where(values < BITS, np.left_shift(1, np.minimum(values, BITS)), 0)


@dataclass(frozen=True)
class Need:
    """A number must be able to be anything from `low` to `high`."""

    number: int
    low: int
    high: int

    def targets(self, *, ends_suffice: bool) -> list[Target]:
        """
        Return where it must get to.

        :param ends_suffice: whether all between two whole numbers that are possible is possible
        """
        if ends_suffice:
            least, most = (-np.inf, float(self.low)), (float(self.high), np.inf)
            return [Target(self.number, (least,)), Target(self.number, (most,))]
        each = range(self.low, self.high + 1)
        return [Target(self.number, ((float(value), float(value)),)) for value in each]


@dataclass(frozen=True)
class Promise:
    """What is promised of the numbers of a release under a policy."""

    known: Knowledge
    policy: Policy
    kept: tuple[Need, ...]
    """Of numbers whose count is not known here, or about which all is said already."""
    apart: frozenset[int]
    """These: nothing more is promised of them."""
    ends_suffice: bool
    """Whether all between two whole numbers that are possible is possible."""
    least: dict[int, int]
    """The least that a small number can be, where that is more than the policy's smallest."""

    def targets(self, hidden: Flags) -> list[Target]:
        """Return everything that must stay possible while these are hidden."""
        small = [int(n) for n in np.flatnonzero(self.known.small) if int(n) not in self.apart]
        wanted = [*self.kept, *(self._need(n, hidden) for n in small)]
        every = [each for need in wanted for each in need.targets(ends_suffice=self.ends_suffice)]
        every += [self._another(n, float(self.known.counts[n])) for n in small]
        for n in np.flatnonzero(hidden & ~self.known.small):
            least, most = self.known.printed[0][n], self.known.printed[1][n]
            every.append(_outside(int(n), least, most, must=False))
        return every

    def _need(self, n: int, hidden: Flags) -> Need:
        seen = not hidden[n] and np.isfinite(self.known.printed[1][n])
        least = self.least.get(n, self.policy.smallest)
        most = self.policy.small_below - int(seen)
        return Need(n, least, most if most > least else self.policy.small_below)

    def _another(self, n: int, count: float) -> Target:
        return _outside(n, count, count, must=True)


def _outside(n: int, least: float, most: float, *, must: bool) -> Target:
    return Target(n, ((most + 1, np.inf), (-np.inf, least - 1)), told=True, must=must)


def least_with_noughts_shown(
    sums: Sums, everything: Everything, known: Knowledge, policy: Policy
) -> dict[int, int]:
    """Return the least that each small total can be, if noughts are shown."""
    if policy.nought_is_small:
        return {}
    bounds = noughts_shown(everything, known)
    sums_of_many = [
        int(n) for n in np.flatnonzero(known.small) if len(everything.numbers[n].made_of) > 1
    ]
    return {n: max(policy.smallest, _end(sums, *bounds, n, 1) or 0) for n in sums_of_many}


def kept_needs(sums: Sums, known: Knowledge, policy: Policy, about: list[int]) -> list[Need]:
    """
    Return what must be kept of numbers whose count is not known, or about which all is said.

    What was possible before this release stays possible, of what is small: unless the counts
    known here make it certain that the number is not small.
    """
    exactly = np.where(known.counts >= 0, known.counts.astype(float), known.printed[0])
    at_most = np.where(known.counts >= 0, known.counts.astype(float), known.printed[1])
    everything_hidden = known.may_hide | known.must_hide
    before = known.bounds(everything_hidden)
    needs = []
    for n in about:
        truly = _end(sums, exactly, at_most, n, 1)
        if truly is None or truly >= policy.small_below:
            continue
        least, most = _end(sums, *before, n, 1), _most(sums, *before, n, policy.small_below)
        wholly_small = known.printed[1][n] < policy.small_below
        low = max(policy.smallest, policy.smallest if least is None else least)
        high = min(policy.small_below - int(wholly_small), most)
        if low < high:
            needs.append(Need(n, low, high))
    return needs


def _end(sums: Sums, low: Reals, high: Reals, number: int, sign: int) -> int | None:
    weight = np.zeros(sums.numbers)
    weight[number] = sign
    world = sums.world(low, high, least=weight)
    return None if world is None else int(world[number])


def _most(sums: Sums, low: Reals, high: Reals, number: int, at_most: int) -> int:
    """Return the most that a number can be, up to `at_most`."""
    capped = high.copy()
    capped[number] = min(capped[number], float(at_most))
    if capped[number] < low[number]:
        return at_most
    found = _end(sums, low, capped, number, -1)
    return -1 if found is None else found
