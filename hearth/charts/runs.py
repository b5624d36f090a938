"""
Whether numbers over time have shifted, or only vary as numbers do.

The two rules are those of Anhøj and Olesen, *Run charts revisited* (PLoS ONE 2014;9(11):e113825,
CC BY): a run that is longer, or crossings of the median that are fewer, than chance alone would
give in about one chart of twenty, however many points it has. A rule about trends is left out: the
same study found it next to useless.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from scipy.stats import binom

ENOUGH = 10
"""Points off the median below which nothing is said."""


@dataclass(frozen=True)
class Runs:
    """
    What the rules say of a row of numbers.

    `longest` and `crossings` are counted without the points on the median; `at_most` and `at_least`
    are what chance would leave them within. `shifted` are the places, from 0, of the points in runs
    that are too long.
    """

    median: float
    useful: int
    longest: int
    at_most: int
    crossings: int
    at_least: int
    shifted: tuple[int, ...]

    @property
    def enough(self) -> bool:
        """Whether there are enough points to say anything."""
        return self.useful >= ENOUGH

    @property
    def has_shifted(self) -> bool:
        """Whether it is more than chance, by either rule."""
        too_few = self.crossings < self.at_least
        return self.enough and (self.longest > self.at_most or too_few)


def runs_of(values: Sequence[float | None]) -> Runs | None:
    """Return what the rules say of numbers in order of time, None where one is missing or hidden.

    A missing number does not end a run. None if there are no numbers.
    """
    known = [value for value in values if value is not None]
    if not known:
        return None
    middle = median(known)
    off = [
        (place, value > middle)
        for place, value in enumerate(values)
        if value is not None and value != middle
    ]
    runs = [[place for place, _ in run] for _, run in groupby(off, key=lambda point: point[1])]
    useful = len(off)
    at_most = round(math.log2(useful)) + 3 if useful else 0
    long = [place for run in runs if len(run) > at_most for place in run]
    return Runs(
        median=middle,
        useful=useful,
        longest=max((len(run) for run in runs), default=0),
        at_most=at_most,
        crossings=max(len(runs) - 1, 0),
        at_least=int(binom.ppf(0.05, useful - 1, 0.5)) if useful > 1 else 0,
        shifted=tuple(long) if useful >= ENOUGH else (),
    )
