"""
When a change is more than chance, by two rules that are never run together.

NHS England's: a change of at least so many points. Jacobson and Truax (1991, Journal of Consulting
and Clinical Psychology 59:12-19): a change divided by its standard error, beyond 1.96 or 1.645.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from hearth.outcomes.change.pairing import Pair
from hearth.outcomes.measures.measure import (
    Better,
    Comparison,
    Kind,
    Norm,
    Score,
    Source,
    Status,
    Threshold,
)

Z = {95: 1.96, 90: 1.645}
"""How far an index must go, by confidence in per cent."""
ENOUGH_PEOPLE = 30
"""First readings from which a standard deviation may be taken where none is published."""


class Outcome(StrEnum):
    """What one rule says of one pair."""

    RELIABLY_IMPROVED = "reliably improved"
    NO_RELIABLE_CHANGE = "no reliable change"
    RELIABLY_WORSE = "reliably worse"


@dataclass(frozen=True)
class AtLeast:
    """NHS England's rule: reliable is a change of a threshold's value, in either direction."""

    threshold: Threshold
    better: Better
    cut_off: Threshold | None

    def outcome(self, pair: Pair) -> Outcome:
        """Return what it says of a pair."""
        enough = self.threshold.comparison.holds(abs(pair.change), self.threshold.value)
        return _outcome(gain(pair, self.better), reliable=enough)


@dataclass(frozen=True)
class Index:
    """
    Jacobson and Truax's rule: reliable is an index beyond z.

    :param sd: standard deviation of first scores that it rests on, in points; None with an SEM
    :param se: standard error of measurement, SD √(1 - r), in points
    :param s_diff: standard error of a difference, √2 SE, in points
    """

    norm: Norm
    better: Better
    cut_off: Threshold | None
    sd: float | None
    se: float
    s_diff: float
    z: float

    @property
    def least_change(self) -> float:
        """The change that must be exceeded, in points."""
        return self.z * self.s_diff

    def index(self, pair: Pair) -> float:
        """Return the reliable change index of a pair: below 0 if the score fell."""
        return float(pair.change) / self.s_diff

    def outcome(self, pair: Pair) -> Outcome:
        """Return what it says of a pair."""
        return _outcome(gain(pair, self.better), reliable=abs(self.index(pair)) > self.z)


Rule = AtLeast | Index


class RuleName(StrEnum):
    """The two rules."""

    NHS_ENGLAND = "nhs-england"
    JACOBSON_TRUAX = "jacobson-truax"


def gain(pair: Pair, better: Better) -> Fraction:
    """Return by how many points somebody is better; below 0 if worse."""
    return pair.change if better is Better.HIGHER else -pair.change


def _outcome(gained: Fraction, *, reliable: bool) -> Outcome:
    if not reliable or gained == 0:
        return Outcome.NO_RELIABLE_CHANGE
    return Outcome.RELIABLY_IMPROVED if gained > 0 else Outcome.RELIABLY_WORSE


def in_range(rule: Rule, value: Fraction) -> bool | None:
    """Return whether a score is on the side of the cut-off where people come for help."""
    return None if rule.cut_off is None else rule.cut_off.met_by(value)


def recovered(rule: Rule, pair: Pair) -> bool | None:
    """
    Return whether somebody improved reliably and crossed the cut-off.

    None if there is no cut-off, or they were not on that side of it at first.
    """
    if not in_range(rule, pair.first.value):
        return None
    crossed = not in_range(rule, pair.latest.value)
    return crossed and rule.outcome(pair) is Outcome.RELIABLY_IMPROVED


def worse_past_cut_off(rule: Rule, pair: Pair) -> bool | None:
    """
    Return whether somebody got reliably worse and crossed the cut-off.

    None if there is no cut-off, or they were past it at first.
    """
    if in_range(rule, pair.first.value) is not False:
        return None
    crossed = in_range(rule, pair.latest.value) is True
    return crossed and rule.outcome(pair) is Outcome.RELIABLY_WORSE


def thresholds_of(score: Score) -> list[AtLeast]:
    """Return NHS England's rule with each threshold that the score's data holds."""
    reliable = score.of_kind(Kind.RELIABLE_CHANGE)
    return [AtLeast(one, score.better, score.recovery) for one in reliable]


def index_of(score: Score, norm: Norm, *, sd: float | None = None) -> Index:
    """
    Return Jacobson and Truax's rule for a norm.

    :param sd: in points, if the norm says none
    """
    spread = float(norm.sd) if norm.sd is not None else sd
    if norm.sem is not None:
        se = float(norm.sem)
    else:
        assert norm.r is not None
        assert spread is not None
        se = spread * sqrt(1 - norm.r)
    return Index(
        norm=norm,
        better=score.better,
        cut_off=cut_off_of(score, norm),
        sd=None if norm.sem is not None else spread,
        se=se,
        s_diff=sqrt(2) * se,
        z=Z[norm.confidence],
    )


def cut_off_of(score: Score, norm: Norm) -> Threshold | None:
    """
    Return the cut-off for recovery.

    That which was set for it; else c if both groups are known; else the measure's; else a or b.
    """
    found, set_here = cut_offs(norm, score.better), score.recovery
    if set_here is not None and set_here.source.status is Status.STATED_HERE:
        return set_here
    if "c" in found:
        return _cut(score, norm, "c")
    if score.recovery is not None:
        return score.recovery
    return _cut(score, norm, next(iter(found))) if found else None


def _cut(score: Score, norm: Norm, name: str) -> Threshold:
    """Return a cut-off of which whoever is exactly on it has not crossed it."""
    comparison = Comparison.AT_LEAST if score.better is Better.LOWER else Comparison.AT_MOST
    value = cut_offs(norm, score.better)[name]
    words = f"Jacobson and Truax 1991, cut-off {name}; {norm.source.words}"
    source = Source(words, norm.source.status)
    return Threshold(Kind.CUT_OFF, f"cut-off {name}", comparison, value, source, True)


def cut_offs(norm: Norm, better: Better) -> dict[str, Fraction]:
    """
    Return Jacobson and Truax's cut-offs as far as the groups are known, in points.

    a: two standard deviations from the mean of those who come for help, towards better;
    b: two from the mean of the others, towards worse; c: between both, weighted.
    """
    towards = 1 if better is Better.HIGHER else -1
    found = {}
    if norm.clinical and norm.general:
        (ill, ill_sd), (well, well_sd) = norm.clinical, norm.general
        found["c"] = (well_sd * ill + ill_sd * well) / (ill_sd + well_sd)
    if norm.clinical:
        found["a"] = norm.clinical[0] + towards * 2 * norm.clinical[1]
    if norm.general:
        found["b"] = norm.general[0] - towards * 2 * norm.general[1]
    return found
