"""Rules that look at several scores of the same person: each has its own name and source."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hearth.outcomes.change.intervals import Share, share_of
from hearth.outcomes.change.pairing import Dated, Pair
from hearth.outcomes.change.results import Result
from hearth.outcomes.change.rules import AtLeast, Outcome, gain, thresholds_of
from hearth.outcomes.measures.measure import Kind, Scorer, Source, Status

TALKING = Source(
    "NHS Talking Therapies, PHQ-9 and GAD-7 as a pair, read second-hand: improved is one of them "
    "reliably better and neither reliably worse; recovered is from caseness on either to neither",
    Status.TO_BE_CONFIRMED,
)
MANY = Source(
    "NHS Digital, children and young people, several measures (GitHub NHSDigital/mental-health-"
    "monthly-statistics, commit 7b4d742): one reliably worse makes it worse, whatever improved. "
    "That rule also asks for two contacts, the first reading on or after the first of them and "
    "the latest on or after the second: whoever makes the file sees to that",
    Status.CONFIRMED,
)
GOALS = Source(
    "Hearth’s definition of “progress connected to what somebody came for”: at least one goal "
    "linked to a stated reason, with any progress, and with a reliable change, side by side",
    Status.CONFIRMED,
)
PHQ, GAD, GBO = "phq-9", "gad-7", "gbo"
NHS_DIGITAL = "NHS Digital"


@dataclass(frozen=True)
class Together:
    """
    What one rule says of people, by several of their scores.

    :param people: how many it can be said of
    :param shares: how many of them, by what is said
    """

    rule: str
    rater: str
    people: int
    shares: Mapping[str, Share]
    source: Source


def together(results: Sequence[Result], readings: Iterable[Dated]) -> list[Together]:
    """Return what every rule says for which there are the scores, for each rater."""
    found = []
    for rater in sorted({one.paired.rater for one in results}):
        mine = [one for one in results if one.paired.rater == rater]
        linked = _linked(one for one in readings if one.rater == rater)
        ways = (_talking_therapies(mine), _many_measures(mine), _goals(mine, linked))
        found += [
            Together(rule, rater, people, shares, source)
            for way in ways
            if way is not None
            for rule, people, shares, source in [way]
        ]
    return found


Said = tuple[str, int, Mapping[str, Share], Source]


def _talking_therapies(results: Sequence[Result]) -> Said | None:
    by_slug = {one.measure.slug: one for one in results}
    if not {PHQ, GAD} <= set(by_slug):
        return None
    both = [_Side(by_slug[PHQ]), _Side(by_slug[GAD])]
    people = [one for one in both[0].pairs if one in both[1].pairs]
    improved = {person for person in people if _improved(both, person)}
    cases = [person for person in people if any(side.case_at_first(person) for side in both)]
    well = {person for person in cases if not any(side.case_at_last(person) for side in both)}
    worse = {
        person
        for person in people
        if any(side.outcome(person) is Outcome.RELIABLY_WORSE for side in both)
    }
    return (
        "talking-therapies",
        len(people),
        {
            "reliably_improved": share_of(len(improved), len(people)),
            "reliably_worse": share_of(len(worse), len(people)),
            "recovered": share_of(len(well), len(cases)),
            "reliably_recovered": share_of(len(well & improved), len(cases)),
        },
        TALKING,
    )


class _Side:
    """One of the two questionnaires."""

    def __init__(self, result: Result) -> None:
        self.pairs: Mapping[str, Pair] = result.paired.pairs
        self.rule = thresholds_of(result.score)[0]
        self.cut_off = result.score.of_kind(Kind.CASENESS)[0]

    def outcome(self, person: str) -> Outcome:
        return self.rule.outcome(self.pairs[person])

    def case_at_first(self, person: str) -> bool:
        return self.cut_off.met_by(self.pairs[person].first.value)

    def case_at_last(self, person: str) -> bool:
        return self.cut_off.met_by(self.pairs[person].latest.value)


def _improved(sides: Sequence[_Side], person: str) -> bool:
    outcomes = [side.outcome(person) for side in sides]
    return Outcome.RELIABLY_IMPROVED in outcomes and Outcome.RELIABLY_WORSE not in outcomes


def _many_measures(results: Sequence[Result]) -> Said | None:
    rules = [(one, rule) for one in results if (rule := _rule_for_many(one)) is not None]
    if len(rules) < 2:
        return None
    said: dict[str, set[Outcome]] = {}
    for result, rule in rules:
        for person, pair in result.paired.pairs.items():
            said.setdefault(person, set()).add(rule.outcome(pair))
    worse = sum(Outcome.RELIABLY_WORSE in one for one in said.values())
    improved = sum(
        Outcome.RELIABLY_IMPROVED in one and Outcome.RELIABLY_WORSE not in one
        for one in said.values()
    )
    shares = {
        "improved": share_of(improved, len(said)),
        "no_change": share_of(len(said) - improved - worse, len(said)),
        "worse": share_of(worse, len(said)),
    }
    return "many-measures", len(said), shares, MANY


def _rule_for_many(result: Result) -> AtLeast | None:
    """Return NHS Digital's threshold if there is one; none of a sum that is looked up."""
    rules = thresholds_of(result.score)
    looked_up = any(
        other.scorer is Scorer.TABLE and other.items == result.score.items
        for other in result.measure.scores
        if other is not result.score
    )
    if not rules or looked_up:
        return None
    return next((one for one in rules if one.threshold.name == NHS_DIGITAL), rules[0])


def _linked(readings: Iterable[Dated]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = {}
    for dated in readings:
        if dated.reading.measure.slug == GBO and dated.linked:
            found.setdefault(dated.person, set()).update(dated.linked)
    return found


def _goals(results: Sequence[Result], linked: Mapping[str, set[int]]) -> Said | None:
    goals = [one for one in results if one.measure.slug == GBO]
    if not goals or not linked:
        return None
    pairs: dict[str, list[tuple[AtLeast, Pair]]] = {}
    for result in goals:
        [number], rule = result.score.items, thresholds_of(result.score)[0]
        for person, pair in result.paired.pairs.items():
            if number in linked.get(person, ()):
                pairs.setdefault(person, []).append((rule, pair))
    of = len(pairs)
    shares = {
        "any_progress": share_of(
            sum(any(gain(pair, rule.better) > 0 for rule, pair in one) for one in pairs.values()),
            of,
        ),
        "reliable_progress": share_of(_with(pairs.values(), Outcome.RELIABLY_IMPROVED), of),
        "reliably_worse": share_of(_with(pairs.values(), Outcome.RELIABLY_WORSE), of),
    }
    return "goals-they-came-for", of, shares, GOALS


def _with(people: Iterable[Sequence[tuple[AtLeast, Pair]]], outcome: Outcome) -> int:
    return sum(any(rule.outcome(pair) is outcome for rule, pair in one) for one in people)
