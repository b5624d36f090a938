"""
A million readings of one measure scored at once, in numpy; equal to scoring each by itself.

Sums are of whole numbers, so that no digit is lost; a mean is the float64 nearest to the exact one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hearth.foundation.errors import Refused
from hearth.outcomes.measures.measure import (
    Answered,
    Comparison,
    Kind,
    Measure,
    SafetyItem,
    Score,
    Scorer,
    Threshold,
)

Answers = NDArray[np.float64]
"""Shape (readings, items), in the order of the items; NaN for an answer that is missing."""
COMPARE = {
    Comparison.AT_LEAST: np.greater_equal,
    Comparison.MORE: np.greater,
    Comparison.AT_MOST: np.less_equal,
    Comparison.LESS: np.less,
}


@dataclass(frozen=True)
class ManyScored:
    """
    One score of many readings; each array has one value for a reading.

    :param values: points, float64; NaN if there is no score
    :param prorated: whether it was made up for items that were not answered
    :param band: which of the published bands, from 0; -1 if there is none
    """

    score: Score
    values: NDArray[np.float64]
    prorated: NDArray[np.bool_]
    band: NDArray[np.int8]


@dataclass(frozen=True)
class ManyReadings:
    """
    All the scores of many readings of one measure.

    :param told: whether an answer must be told to the duty role at once, one for a reading
    """

    measure: Measure
    scores: Mapping[str, ManyScored]
    told: NDArray[np.bool_]


def score_many(
    measure: Measure, answers: Answers, *, answered: Answered | None = None
) -> ManyReadings:
    """
    Score readings of one measure.

    :param answered: how answers are written down; as the measure's data says, if None
    :raises Refused: if there are more or fewer items, or an answer is out of its range: the first
        such reading and item are named
    """
    if answers.ndim != 2 or answers.shape[1] != len(measure.items):
        raise Refused(f"{measure.name} has {len(measure.items)} items; give one column for each")
    columns = _checked(measure, answers)
    for number in measure.turned(answered or measure.answers_are):
        item = measure.items[number]
        columns[number] = item.lowest + item.highest - columns[number]
    told = np.zeros(len(answers), dtype=np.bool_)
    for safety in measure.safety:
        told |= _told(safety, columns)
    scores = {score.key: _scored(score, columns) for score in measure.scores}
    return ManyReadings(measure, scores, told)


def _checked(measure: Measure, answers: Answers) -> dict[int, NDArray[np.float64]]:
    columns = {}
    for number, item in measure.items.items():
        column = np.ascontiguousarray(answers[:, number - 1], dtype=np.float64)
        wrong = (column < item.lowest) | (column > item.highest) | (column != np.floor(column))
        wrong &= ~np.isnan(column)
        if wrong.any():
            row = int(np.argmax(wrong))
            raise Refused(
                f"Reading {row + 1}: item {number} of {measure.name} takes a whole number from "
                f"{item.lowest} to {item.highest}, not {column[row]:g}"
            )
        columns[number] = column
    return columns


def _told(item: SafetyItem, columns: Mapping[int, NDArray[np.float64]]) -> NDArray[np.bool_]:
    """Compare as scored; NaN, an answer that is missing, is never one to be told."""
    told: NDArray[np.bool_] = COMPARE[item.comparison](columns[item.item], item.value)
    return told


def _scored(score: Score, columns: Mapping[int, NDArray[np.float64]]) -> ManyScored:
    size = len(next(iter(columns.values())))
    total, known = np.zeros(size), np.zeros(size)
    for number in score.items:
        column = columns[number]
        missing = np.isnan(column)
        total += np.where(missing, 0.0, column)
        known += ~missing
    of = len(score.items)
    enough = known >= of - score.missing.at_most
    values = np.full(size, np.nan)
    values[enough] = _values(score, total[enough], known[enough])
    return ManyScored(score, values, enough & (known < of), _bands(score, values))


def _values(
    score: Score, total: NDArray[np.float64], known: NDArray[np.float64]
) -> NDArray[np.float64]:
    of = len(score.items)
    if score.scorer in {Scorer.MEAN, Scorer.ITEM}:
        return total / known
    if score.scorer is Scorer.TABLE:
        lowest = min(score.table)
        table = np.array([float(score.table[key]) for key in sorted(score.table)])
        looked_up: NDArray[np.float64] = table[total.astype(np.int64) - lowest]
        return looked_up
    times = 10 if score.scorer is Scorer.MEAN_TIMES_TEN else of
    if not score.missing.rounded:
        return total * times / known
    # Half up, in whole numbers: floor(x + 1/2) of x = total * times / known.
    rounded: NDArray[np.float64] = np.floor_divide(2 * total * times + known, 2 * known)
    return rounded


def _bands(score: Score, values: NDArray[np.float64]) -> NDArray[np.int8]:
    band = np.full(len(values), -1, dtype=np.int8)
    for place, one in enumerate(score.of_kind(Kind.BAND)):
        band[_met(one, values)] = place
    return band


def _met(threshold: Threshold, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    met: NDArray[np.bool_] = COMPARE[threshold.comparison](values, float(threshold.value))
    return met
