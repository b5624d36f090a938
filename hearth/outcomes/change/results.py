"""What changed by one score of one measure: the funnel, the means, and each rule by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from hearth.outcomes.change.intervals import Mean, Share, mean_of, share_of
from hearth.outcomes.change.pairing import Pair, Paired
from hearth.outcomes.change.rules import (
    ENOUGH_PEOPLE,
    Outcome,
    Rule,
    RuleName,
    gain,
    index_of,
    recovered,
    thresholds_of,
    worse_past_cut_off,
)
from hearth.outcomes.measures.measure import Measure, Score

NO_NORM = "It has no published reliability and standard deviation here; set a norm to use this rule"


@dataclass(frozen=True)
class Rate:
    """
    How many of those with a first and a latest score, and of all who could have had them.

    :param of_eligible: the same number over everybody eligible (NHS England's `_alt`); None if it
        is not recorded how many those are
    """

    of_paired: Share
    of_eligible: Share | None


@dataclass(frozen=True)
class Funnel:
    """How many people are left at each step; eligible is None if it is not recorded."""

    eligible: int | None
    first: int
    paired: int


@dataclass(frozen=True)
class AnyChange:
    """Which way scores went at all, chance or not."""

    improved: Rate
    same: Rate
    worse: Rate


@dataclass(frozen=True)
class RuleResult:
    """
    What one rule says; its outcomes add up to everybody paired.

    :param rule: None if it cannot be used; `why_none` then says why not
    :param recovered: of those on the side of the cut-off where people come for help, at first
    :param worse_past_cut_off: of the others
    """

    name: RuleName
    rule: Rule | None
    why_none: str = ""
    improved: Rate | None = None
    no_change: Rate | None = None
    worse: Rate | None = None
    recovered: Rate | None = None
    worse_past_cut_off: Rate | None = None


@dataclass(frozen=True)
class Means:
    """Means of those who are paired; the effect size is mean change / SD of first scores."""

    first: Mean
    latest: Mean
    change: Mean
    effect_size: float | None


@dataclass(frozen=True)
class Result:
    """
    What changed by one score.

    :param first_only: the first scores of those with no later one, beside the others'
    """

    measure: Measure
    score: Score
    paired: Paired
    funnel: Funnel
    means: Means
    first_only: Mean
    any_change: AnyChange
    rules: tuple[RuleResult, ...]

    @property
    def pairs(self) -> list[Pair]:
        """Each person's first and latest score."""
        return list(self.paired.pairs.values())


def result_of(measure: Measure, found: Paired, eligible: int | None) -> Result:
    """
    Return what changed by one score.

    :param eligible: how many people could have had two readings; None if it is not recorded
    """
    pairs = list(found.pairs.values())
    counted = _Counted(pairs, eligible)
    gains = [gain(pair, found.score.better) for pair in pairs]
    return Result(
        measure=measure,
        score=found.score,
        paired=found,
        funnel=Funnel(eligible, len(found.firsts), len(pairs)),
        means=_means(pairs),
        first_only=mean_of([point.value for point in found.first_only]),
        any_change=AnyChange(
            improved=counted.rate([one > 0 for one in gains]),
            same=counted.rate([one == 0 for one in gains]),
            worse=counted.rate([one < 0 for one in gains]),
        ),
        rules=tuple(_rules(found, counted)),
    )


class _Counted:
    """Rates over pairs and over everybody eligible."""

    def __init__(self, pairs: Sequence[Pair], eligible: int | None) -> None:
        self.pairs = pairs
        self.eligible = eligible

    def rate(self, said: Sequence[bool | None]) -> Rate:
        """Return how many are true, of those of whom anything is said."""
        n = sum(one is True for one in said)
        of = sum(one is not None for one in said)
        every = None if self.eligible is None else share_of(n, self.eligible)
        return Rate(share_of(n, of), every)

    def by(self, name: RuleName, rule: Rule) -> RuleResult:
        """Return what a rule says."""
        outcomes = [rule.outcome(pair) for pair in self.pairs]
        crossing = rule.cut_off is not None
        return RuleResult(
            name=name,
            rule=rule,
            improved=self.rate([one is Outcome.RELIABLY_IMPROVED for one in outcomes]),
            no_change=self.rate([one is Outcome.NO_RELIABLE_CHANGE for one in outcomes]),
            worse=self.rate([one is Outcome.RELIABLY_WORSE for one in outcomes]),
            recovered=self.rate([recovered(rule, one) for one in self.pairs]) if crossing else None,
            worse_past_cut_off=(
                self.rate([worse_past_cut_off(rule, one) for one in self.pairs])
                if crossing
                else None
            ),
        )


def _rules(found: Paired, counted: _Counted) -> list[RuleResult]:
    score = found.score
    nhs, index = RuleName.NHS_ENGLAND, RuleName.JACOBSON_TRUAX
    by_threshold = [counted.by(nhs, rule) for rule in thresholds_of(score)]
    if not by_threshold:
        by_threshold = [RuleResult(nhs, None, "No size of a reliable change is agreed for it")]
    by_index = [_by_index(found, counted, number) for number in range(len(score.norms))]
    if not by_index:
        by_index = [RuleResult(index, None, NO_NORM)]
    return by_threshold + by_index


def _by_index(found: Paired, counted: _Counted, number: int) -> RuleResult:
    name = RuleName.JACOBSON_TRUAX
    norm = found.score.norms[number]
    firsts = mean_of([point.value for point in found.firsts.values()])
    if norm.sem is None and norm.sd is None:
        if firsts.n < ENOUGH_PEOPLE:
            return RuleResult(
                name,
                None,
                f"A standard deviation is not taken from {firsts.n} first readings: "
                f"at least {ENOUGH_PEOPLE} are needed",
            )
        if not firsts.sd:
            return RuleResult(name, None, "All first readings are the same: there is no deviation")
    return counted.by(name, index_of(found.score, norm, sd=firsts.sd))


def _means(pairs: Sequence[Pair]) -> Means:
    first = mean_of([pair.first.value for pair in pairs])
    change = mean_of([pair.change for pair in pairs])
    effect = change.mean / first.sd if change.mean is not None and first.sd else None
    return Means(first, mean_of([pair.latest.value for pair in pairs]), change, effect)


def outcome_words(result: Result, pair: Pair) -> list[tuple[str | None, bool | None]]:
    """Return for each rule what it says of a pair, and whether that is recovery."""
    return [
        (None, None)
        if one.rule is None
        else (one.rule.outcome(pair).value, recovered(one.rule, pair))
        for one in result.rules
    ]
