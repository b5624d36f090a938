"""Shares, means and how sure they are. The statistics are scipy's."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import numpy as np
from scipy import stats

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """
    So many of so many.

    :param share: a fraction, 0 to 1; None of nobody
    :param low: where its Wilson interval of 95 per cent begins
    """

    n: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share_of(n: int, of: int) -> Share:
    """Return a share with its Wilson interval (E. B. Wilson 1927; scipy's, uncorrected)."""
    if of == 0:
        return Share(n, of, None, None, None)
    interval = stats.binomtest(n, of).proportion_ci(CONFIDENCE, method="wilson")
    return Share(n, of, n / of, float(interval.low), float(interval.high))


@dataclass(frozen=True)
class Mean:
    """
    The mean of several figures, in points.

    :param sd: their standard deviation (of a sample: n - 1); None of fewer than two
    """

    n: int
    mean: float | None
    sd: float | None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the mean may be, with 95 per cent (Student's t); None of fewer than two."""
        if self.mean is None or self.sd is None:
            return None
        reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, self.n - 1)) * self.sd / sqrt(self.n)
        return self.mean - reach, self.mean + reach


def mean_of(figures: Sequence[Fraction]) -> Mean:
    """Return the mean and standard deviation of figures."""
    if not figures:
        return Mean(0, None, None)
    mean = sum(figures, Fraction(0)) / len(figures)
    if len(figures) == 1:
        return Mean(1, float(mean), None)
    sd = float(np.std(np.array([float(one) for one in figures]), ddof=1))
    return Mean(len(figures), float(mean), 0.0 if len(set(figures)) == 1 else sd)
