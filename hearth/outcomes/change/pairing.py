"""First and latest readings of the same person, by the same measure."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hearth.outcomes.measures.measure import Score
from hearth.outcomes.scoring.one import Reading


class LeftOut(StrEnum):
    """Why a reading is in no pair."""

    OUT_OF_RANGE = "out_of_range"
    NO_SCORE = "no_score"
    AFTER_PERIOD = "after_period"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True)
class Dated:
    """
    One reading of one person on one day.

    :param rater: who answered, if it was not the person; readings of two raters are never paired
    :param linked: of goals, the numbers of those that the person came for
    """

    person: str
    on: datetime.date
    reading: Reading
    rater: str = ""
    linked: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Point:
    """One score on one day, in points."""

    on: datetime.date
    value: Fraction


@dataclass(frozen=True)
class Pair:
    """The first score of one person, and the latest after it."""

    person: str
    first: Point
    latest: Point

    @property
    def change(self) -> Fraction:
        """Latest less first, in points: below 0 if the score fell."""
        return self.latest.value - self.first.value


@dataclass(frozen=True)
class Paired:
    """
    Everybody with a score, by one rater.

    :param firsts: the first score of each person
    :param pairs: of those who have a later one, by person
    :param left_out: how many readings are in no pair, by why
    """

    score: Score
    rater: str
    firsts: Mapping[str, Point]
    pairs: Mapping[str, Pair]
    left_out: Mapping[LeftOut, int]

    @property
    def first_only(self) -> list[Point]:
        """The first scores of those who have no later one."""
        return [point for person, point in self.firsts.items() if person not in self.pairs]


def paired(
    score: Score,
    rater: str,
    readings: Iterable[Dated],
    *,
    until: datetime.date | None = None,
    eligible: frozenset[str] | None = None,
) -> Paired:
    """
    Pair the first valid score of each person with the latest valid one on a later day.

    Where there are several on one day, the one listed first begins and the one listed last ends.

    :param readings: of the score's measure and of one rater
    :param until: the last day that counts
    :param eligible: whose readings count; everybody's, if None

    The rule is NHS England's for community mental health PROMs (nhsengland/MHSDS, dc7bf10).
    """
    left_out: Counter[LeftOut] = Counter()
    firsts: dict[str, Point] = {}
    latest: dict[str, Point] = {}
    for person, point in _valid(score, readings, until, eligible, left_out):
        if person not in firsts or point.on < firsts[person].on:
            firsts[person] = point
        if person not in latest or point.on >= latest[person].on:
            latest[person] = point
    pairs = {
        person: Pair(person, first, latest[person])
        for person, first in firsts.items()
        if latest[person].on > first.on
    }
    return Paired(score, rater, firsts, pairs, left_out)


def _valid(
    score: Score,
    readings: Iterable[Dated],
    until: datetime.date | None,
    eligible: frozenset[str] | None,
    left_out: Counter[LeftOut],
) -> Iterator[tuple[str, Point]]:
    for dated in readings:
        scored = dated.reading.scored(score.key)
        if eligible is not None and dated.person not in eligible:
            left_out[LeftOut.NOT_ELIGIBLE] += 1
        elif until is not None and dated.on > until:
            left_out[LeftOut.AFTER_PERIOD] += 1
        elif scored.impossible:
            left_out[LeftOut.OUT_OF_RANGE] += 1
        elif scored.value is None:
            left_out[LeftOut.NO_SCORE] += 1
        else:
            yield dated.person, Point(dated.on, scored.value)
