"""Where people were at first and where they were at last: bands, and who met which threshold."""

from collections.abc import Iterator
from typing import Any

from hearth.outcomes.change.intervals import Share, share_of
from hearth.outcomes.change.results import Result
from hearth.outcomes.measures.measure import Kind, Scorer, Threshold


def bands_of(result: Result) -> list[dict[str, Any]]:
    """Return how many of those paired were in each published band, at first and at last."""
    first = [result.score.band_of(pair.first.value) for pair in result.pairs]
    latest = [result.score.band_of(pair.latest.value) for pair in result.pairs]
    return [
        {"name": one.name, "first": first.count(one), "latest": latest.count(one)}
        for one in result.score.of_kind(Kind.BAND)
    ]


def distribution_of(result: Result) -> list[dict[str, Any]] | None:
    """Return how many had each score, of a score that is a whole number and has no bands."""
    score = result.score
    if score.of_kind(Kind.BAND) or score.scorer not in {Scorer.SUM, Scorer.ITEM}:
        return None
    first = [int(pair.first.value) for pair in result.pairs]
    latest = [int(pair.latest.value) for pair in result.pairs]
    return [
        {"value": value, "first": first.count(value), "latest": latest.count(value)}
        for value in range(int(score.lowest), int(score.highest) + 1)
    ]


def crossing_of(result: Result) -> Iterator[tuple[Threshold, Share, Share]]:
    """Return for each cut-off how many of those paired met it, at first and at last."""
    of = len(result.pairs)
    for one in result.score.thresholds:
        if one.kind in {Kind.BAND, Kind.RELIABLE_CHANGE}:
            continue
        first = sum(one.met_by(pair.first.value) for pair in result.pairs)
        latest = sum(one.met_by(pair.latest.value) for pair in result.pairs)
        yield one, share_of(first, of), share_of(latest, of)
