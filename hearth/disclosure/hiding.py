"""
Which numbers are hidden, so that the promise of `needs` is kept: as little as can be found.

Small numbers first. Then, for everything that must stay possible and is not: the world in which
it is so and which changes the least of what would be printed, by linear programming; what it
changes is hidden. At last each number hidden beside the small ones is shown again, the dearest
first, if the promise stands without it. The problem is that of Fischetti and Salazar-González
(Management Science, 2001); it must be solved safely here, and need not be at the least cost.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from hearth.disclosure.knowledge import Flags
from hearth.disclosure.needs import Promise, Seen, Target
from hearth.disclosure.worlds import Reals, Sums, Wholes

MANY, TRIES = 3, 3
"""From so many on they are looked for together, until so many looks in a row find nothing new."""
WORTH_TRYING = 100_000
"""How many linear programs, times their size, are solved to show again what need not be hidden."""


class CannotBeSafe(Exception):
    """Whatever is hidden, this number can be worked out from what is public already."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True)
class Hidden:
    """What is hidden, and the worlds that show that it cannot be undone."""

    numbers: Flags
    worlds: Wholes
    """One row for each world, one column for each number."""


def hide(sums: Sums, promise: Promise, truth: Wholes) -> Hidden:
    """
    Return what to hide so that the promise is kept.

    :param truth: the numbers as they are, or as they may be where they are not known here
    :raises CannotBeSafe: if it cannot be kept even with everything hidden
    """
    hiding = _Hiding(sums, promise, promise.known.must_hide.copy(), [truth])
    hiding.keep_promise()
    hiding.show_again()
    return Hidden(hiding.hidden, np.array(hiding.worlds.worlds))


class _Hiding:
    """Hiding as it goes on: what is hidden by now, and the worlds found by now."""

    def __init__(
        self, sums: Sums, promise: Promise, hidden: Flags, worlds: Iterable[Wholes]
    ) -> None:
        self.sums, self.promise, self.known = sums, promise, promise.known
        self.because: dict[int, Target] = {}
        """For the sake of what each number was hidden."""
        self.in_vain: set[Target] = set()
        """What cannot be, and need not."""
        self.take(hidden, worlds)

    def take(self, hidden: Flags, worlds: Iterable[Wholes]) -> None:
        """Take it that these are hidden, and that these worlds agree with what is printed."""
        self.hidden, self.worlds = hidden, Seen(worlds)
        self.told_bounds = self.known.bounds(hidden, told=True)
        self.worlds_told = Seen(each for each in self.worlds.worlds if self.is_told(each))
        """Those that somebody told which hidden numbers are small thinks possible."""

    def is_told(self, world: Wholes) -> bool:
        """Return whether a world agrees with which hidden numbers are small."""
        low, high = self.told_bounds
        return bool(((world >= low) & (world <= high)).all())

    def found(self, world: Wholes) -> None:
        """Keep one more world."""
        self.worlds.add(world)
        if self.is_told(world):
            self.worlds_told.add(world)

    def keep_promise(self) -> None:
        """Hide until everything that must stay possible is."""
        while unmet := self.unmet():
            unmet = self.reach_together(unmet)
            for_nothing = 0
            for target in unmet:
                if not self.meets(target):
                    for_nothing += not self.reach(target)
                if for_nothing == TRIES:
                    break  # with what is hidden by now, much of the rest is possible together

    def show_again(self) -> None:
        """Show each number that need not be hidden; in large tables, those that cost most."""
        known = self.known
        until = self.sums.solved + WORTH_TRYING // self.sums.numbers
        beside = [int(n) for n in np.flatnonzero(self.hidden & ~known.must_hide)]
        for n in sorted(beside, key=lambda n: (-known.cost[n], n)):
            without = self.hidden.copy()
            without[n] = False
            low, high = known.bounds(without)
            agree = [w for w in self.worlds.worlds if ((w >= low) & (w <= high)).all()]
            trial = _Hiding(self.sums, self.promise, without, agree)
            trial.because, trial.in_vain = self.because, self.in_vain
            if trial.stands(first=self.because.get(n), until=until):
                self.take(trial.hidden, trial.worlds.worlds)

    def stands(self, *, first: Target | None, until: int) -> bool:
        """Return whether the promise is kept with no more hidden, if that is seen in time."""
        unmet = self.unmet()
        if first in unmet and not self.reach_as_it_is(first):
            return False
        for target in self.reach_together(self.still(unmet), until=until):
            in_time = self.sums.solved <= until
            if not self.meets(target) and not (in_time and self.reach_as_it_is(target)):
                return False
        return True

    def unmet(self) -> list[Target]:
        """Return what must stay possible, and is not shown to be by any world found by now."""
        every = self.promise.targets(self.hidden)
        return self.still(target for target in every if target not in self.in_vain)

    def still(self, targets: Iterable[Target]) -> list[Target]:
        """Return those that no world found by now meets."""
        return [each for each in targets if not self.meets(each)]

    def meets(self, target: Target) -> bool:
        """Return whether a world found by now meets it."""
        return target.is_met(self.worlds_told if target.told else self.worlds)

    def reach_together(self, unmet: list[Target], *, until: float = np.inf) -> list[Target]:
        """
        Look for worlds that meet many at once, hiding nothing; return what is left.

        Numbers that come to a printed sum cannot all grow: which are to grow and which to shrink is
        drawn by lot, always the same for the same table.
        """
        lot = np.random.default_rng(0)
        for told in (False, True):
            in_vain = 0
            while in_vain < TRIES and self.sums.solved <= until:
                some = [target for target in unmet if target.told is told]
                if len(some) < MANY or (told and len(some) < len(unmet)):
                    break
                world = self.pushed(some, lot, told=told)
                left = unmet
                if world is not None:
                    self.found(world)
                    left = self.still(unmet)
                in_vain = in_vain + 1 if len(left) == len(unmet) else 0
                unmet = left
        return unmet

    def pushed(
        self, targets: list[Target], lot: np.random.Generator, *, told: bool
    ) -> Wholes | None:
        """Return the world in which each of these goes as far as can be towards where it must."""
        low, high = self.known.bounds(self.hidden, told=told)
        weight = np.zeros(self.sums.numbers)
        for at in lot.permutation(len(targets)):
            target = targets[at]
            n = target.number
            if weight[n]:
                continue
            least, most = target.ranges[lot.integers(len(target.ranges))]
            up = least > (self.worlds.worlds[0][n] if np.isfinite(most) else -np.inf)
            weight[n] = (-1 if up else 1) * lot.random() ** 3
            if up:
                high[n] = min(high[n], max(least, low[n]))
            else:
                low[n] = max(low[n], min(most, high[n]))
        return self.sums.world(low, high, least=weight)

    def reach_as_it_is(self, target: Target) -> bool:
        """Return whether it is possible with no more hidden."""
        for least, most in target.ranges:
            bounds = self.narrowed(target, least, most)
            world = None if bounds is None else self.sums.world(*bounds)
            if world is not None:
                self.found(world)
                return True
        return False

    def reach(self, target: Target) -> bool:
        """Hide as little as can be found so that it is possible; return whether more is hidden."""
        known = self.known
        ways: list[tuple[float, int, Flags, Wholes]] = []
        unbound_low, unbound_high = known.told if target.told else known.hidden
        free = known.may_hide & ~self.hidden
        for least, most in target.ranges:
            bounds = self.narrowed(target, least, most)
            if bounds is None and free[target.number]:
                bounds = self.narrowed(target, least, most, if_hidden=True)
            if bounds is None:
                continue
            low, high = bounds
            below = np.where(free, np.maximum(known.printed[0] - unbound_low, 0), 0.0)
            above = np.where(free, np.inf, 0.0)
            if target.told:
                above = np.where(free & np.isfinite(unbound_high), 0.0, above)
            below[target.number] = above[target.number] = 0
            world = self.sums.nearest_world(low, high, below=below, above=above, cost=known.cost)
            if world is not None:
                more = free & ((world < known.printed[0]) | (world > known.printed[1]))
                ways.append((float(known.cost[more].sum()), len(ways), more, world))
        if not ways:
            if target.must:
                raise CannotBeSafe(target.number)
            self.in_vain.add(target)
            return False
        _, _, more, world = min(ways, key=lambda each: each[:2])
        for n in np.flatnonzero(more):
            self.because[int(n)] = target
        if more.any():
            self.take(self.hidden | more, self.worlds.worlds)
        self.found(world)
        return bool(more.any())

    def narrowed(
        self, target: Target, least: float, most: float, *, if_hidden: bool = False
    ) -> tuple[Reals, Reals] | None:
        """Return the bounds of all numbers with this one's narrowed, or None if nothing is left."""
        hidden = self.hidden.copy()
        hidden[target.number] |= if_hidden
        low, high = self.known.bounds(hidden, told=target.told)
        n = target.number
        low[n], high[n] = max(low[n], least), min(high[n], most)
        return None if low[n] > high[n] else (low, high)
