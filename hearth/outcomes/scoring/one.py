"""One reading scored, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from hearth.foundation.errors import Refused
from hearth.outcomes.measures.measure import Measure, SafetyItem, Score, Scorer, Threshold
from hearth.outcomes.scoring.entered import Entered


@dataclass(frozen=True)
class Scored:
    """
    One score of one reading.

    :param value: in points, exact; None if there is none
    :param why_none: why there is none, in a sentence; empty if there is one
    :param answered: of how many of its items there is an answer; None of a score entered alone
    :param prorated: whether it was made up for items that were not answered
    :param impossible: whether there is none because something is out of its range
    """

    score: Score
    value: Fraction | None
    why_none: str = ""
    answered: int | None = None
    prorated: bool = False
    impossible: bool = False

    @property
    def band(self) -> Threshold | None:
        """The published band that the value is in."""
        return None if self.value is None else self.score.band_of(self.value)


@dataclass(frozen=True)
class SafetyAnswer:
    """
    What somebody answered to an item that somebody on duty must know of at once.

    :param answer: as scored; None if it is not known
    :param told: whether it is one of the answers to be told
    """

    item: SafetyItem
    answer: int | None
    told: bool


@dataclass(frozen=True)
class Reading:
    """
    All the scores of one reading, and its safety items.

    :param turned: the items whose answers were turned round to be scored
    """

    measure: Measure
    turned: frozenset[int]
    scores: tuple[Scored, ...]
    safety: tuple[SafetyAnswer, ...]

    def scored(self, key: str) -> Scored:
        """Return the score of a key."""
        return next(one for one in self.scores if one.score.key == key)

    @property
    def tell_the_duty_role_now(self) -> bool:
        """Whether an answer must be told at once. It says nothing of how likely anything is."""
        return any(one.told for one in self.safety)


def score_one(measure: Measure, entered: Entered) -> Reading:
    """
    Score one reading, by its measure's own rules.

    :raises Refused: if anything in it is out of its range, with the item and the range
    """
    if entered.impossible:
        raise Refused("; ".join(entered.impossible.values()))
    return score_what_can_be(measure, entered)


def score_what_can_be(measure: Measure, entered: Entered) -> Reading:
    """Score one reading; a score that rests on something out of range has no value, and says so."""
    turned = measure.turned(entered.answered) if entered.answers else frozenset()
    values = {
        number: measure.items[number].lowest + measure.items[number].highest - answer
        if number in turned
        else answer
        for number, answer in entered.answers.items()
    }
    if entered.totals or not measure.items or _is_a_total(entered):
        scores = tuple(_alone(score, entered, measure) for score in measure.scores)
    else:
        scores = tuple(_of_answers(score, values, entered) for score in measure.scores)
    return Reading(measure, turned, scores, tuple(_safety(item, values) for item in measure.safety))


def _is_a_total(entered: Entered) -> bool:
    return any(isinstance(key, str) for key in entered.impossible)


def _of_answers(score: Score, values: Mapping[int, int], entered: Entered) -> Scored:
    for number in score.items:
        if number in entered.impossible:
            return Scored(score, None, entered.impossible[number], impossible=True)
    answers = [values[number] for number in score.items if number in values]
    of, missing = len(score.items), len(score.items) - len(answers)
    if missing > score.missing.at_most:
        return Scored(score, None, _too_few(score, missing), len(answers))
    value = _value(score, Fraction(sum(answers), len(answers)), of)
    if score.missing.rounded:
        value = Fraction(floor(value + Fraction(1, 2)))
    return Scored(score, value, "", len(answers), prorated=missing > 0)


def _value(score: Score, mean: Fraction, of: int) -> Fraction:
    if score.scorer in {Scorer.MEAN, Scorer.ITEM}:
        return mean
    if score.scorer is Scorer.MEAN_TIMES_TEN:
        return mean * 10
    return score.table[int(mean * of)] if score.scorer is Scorer.TABLE else mean * of


def _too_few(score: Score, missing: int) -> str:
    if len(score.items) == 1:
        return "It was not answered"
    may = score.missing.at_most
    allowed = "none may be" if not may else f"{may} may be"
    return f"{missing} of {len(score.items)} answers are missing; {allowed}"


def _alone(score: Score, entered: Entered, measure: Measure) -> Scored:
    """Return a score that was entered by itself, or is looked up by one that was."""
    if score.key in entered.impossible:
        return Scored(score, None, entered.impossible[score.key], impossible=True)
    if score.key in entered.totals:
        return Scored(score, entered.totals[score.key])
    for other in measure.scores:
        value = entered.totals.get(other.key)
        if value is None or other.items != score.items:
            continue
        if score.scorer is Scorer.TABLE and other.scorer is Scorer.SUM:
            return Scored(score, score.table[int(value)])
        if score.scorer is Scorer.SUM and other.scorer is Scorer.TABLE:
            by_value = {looked_up: total for total, looked_up in other.table.items()}
            return Scored(score, Fraction(by_value[value]))
    if any(
        other.key in entered.impossible and other.items == score.items for other in measure.scores
    ):
        return Scored(
            score, None, "The score that it rests on is out of its range", impossible=True
        )
    return Scored(score, None, "It was not entered")


def _safety(item: SafetyItem, values: Mapping[int, int]) -> SafetyAnswer:
    answer = values.get(item.item)
    told = answer is not None and item.comparison.holds(Fraction(answer), Fraction(item.value))
    return SafetyAnswer(item, answer, told)
