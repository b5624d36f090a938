"""
Means and medians beside a table: none of few people, and none by which one of few is worked out.

A mean times its number of people is a sum, and sums can be taken from one another as counts can.
The least and the most are somebody's own answer, and are never printed.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from hearth.disclosure.protecting import Protected
from hearth.disclosure.tables import Average, Place, Table
from hearth.disclosure.worlds import Sums

NEVER = ("least", "most", "min", "max")


def averages_of(protected: Protected, table: Table) -> list[dict[str, Any]]:
    """Return each average that was asked for, or that it is hidden."""
    shown: dict[str, set[int]] = {}
    for measure in {average.measure for average in table.averages}:
        shown[measure] = _shown(protected, measure)
    return [_said(protected, table, average, shown[average.measure]) for average in table.averages]


def _position(protected: Protected, table: Table, average: Average) -> int | None:
    """Return the number that it is the average of, if that is printed by itself."""
    place = Place(table.name, average.row, average.column)
    there = [n for n, each in enumerate(protected.numbers.numbers) if each.place == place]
    return there[0] if there and protected.value(there[0]) is not None else None


def _said(protected: Protected, table: Table, average: Average, shown: set[int]) -> dict[str, Any]:
    n = _position(protected, table, average)
    printed = n is not None and n in shown
    policy = protected.release.policy
    answer: dict[str, Any] = {
        "of": average.measure, "row": average.row, "column": average.column,
        "n": protected.value(n) if n is not None else None, "hidden": not printed,
    }  # fmt: skip
    for name, value in average.figures.items():
        open_to_all = printed and name not in NEVER and value is not None
        answer[name] = _rounded(value, policy.average_places) if open_to_all else None
    return answer


def _rounded(value: Decimal | int | None, places: int) -> Decimal | None:
    step = Decimal(1).scaleb(-places)
    return None if value is None else Decimal(value).quantize(step, rounding=ROUND_HALF_UP)


def _shown(protected: Protected, measure: str) -> set[int]:
    """Return the numbers of which this average is printed."""
    sums = Sums(protected.numbers)
    groups, always = sums.of_groups.toarray(), sums.come_to_nothing.toarray()
    counts, fewest = protected.known.counts, protected.release.policy.average_of_at_least
    asked = [
        n
        for table in protected.release.tables
        for average in table.averages
        if average.measure == measure and (n := _position(protected, table, average)) is not None
    ]
    shown = {n for n in asked if counts[n] >= fewest}
    few = [n for n in range(len(counts)) if 0 < counts[n] < fewest]
    while (told := _tells(groups, counts, shown, few, fewest, always)) is not None:
        shown.discard(told)
    return shown


def _tells(
    groups: npt.NDArray[np.int64],
    counts: npt.NDArray[np.int64],
    shown: set[int],
    few: list[int],
    fewest: int,
    always: npt.NDArray[np.int64],
) -> int | None:
    """
    Return a number whose average, beside the others, gives away one of few people.

    :param always: what comes to nothing because tables are linked
    """
    by_size = sorted(shown, key=lambda n: (-int(counts[n]), n))
    for n in by_size:
        rest, held = groups[n].copy(), int(counts[n])
        for part in sorted(shown, key=lambda n: (int(counts[n]), n)):
            if part != n and bool((groups[part] <= rest).all()) and groups[part].any():
                rest, held = rest - groups[part], held - int(counts[part])
                if 0 < held < fewest:
                    return n
    if not by_size:
        return None
    spans = np.vstack([groups[by_size], always]).astype(float)
    for n in few:
        weights, *_ = np.linalg.lstsq(spans.T, groups[n].astype(float), rcond=None)
        if np.allclose(weights @ spans, groups[n]):
            used = np.flatnonzero(np.abs(weights[: len(by_size)]) > 1e-6)
            if len(used):
                return by_size[int(used[0])]
    return None
