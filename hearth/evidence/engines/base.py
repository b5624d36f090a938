"""What every engine does alike: run a measure's expression, and say what came of it in one way."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import ibis

from hearth.evidence.measures import Asked, Kind, Measure, Star
from hearth.foundation.errors import Refused
from hearth.outcomes.change.intervals import share_of

FIRST_DAY = datetime.date(1900, 1, 1)
"""Before anything that is written down."""


class EngineRefused(Refused):
    """The engine is not there, or cannot answer what was asked."""


@dataclass(frozen=True)
class Figure:
    """
    One figure, exact: for those inside the building.

    :param cut: what it is of, by partnership, hub and month as asked
    :param n: what the measure's numerator counts
    :param of: what its denominator counts; None unless it is a share
    :param middle: the lower of the middle values; None unless the measure is a middle, or of none
    """

    cut: Mapping[str, str | None]
    n: int
    of: int | None = None
    middle: int | None = None

    def said(self) -> dict[str, Any]:
        """Return it as a command answers it: a share with its interval."""
        said: dict[str, Any] = {**self.cut, "n": self.n}
        if self.of is not None:
            share = share_of(self.n, self.of)
            return {
                **said, "of": self.of, "share": share.share, "low": share.low, "high": share.high,
            }  # fmt: skip
        return said | ({} if self.middle is None else {"middle": self.middle})


class Engine(ABC):
    """Something that runs measures over the same facts."""

    name: str
    dialect: str

    @abstractmethod
    def rows(self, question: str, measure: Measure, asked: Asked) -> Sequence[Mapping[str, Any]]:
        """Return the rows of a question of ours, in this engine's SQL."""

    def answer(self, measure: Measure, asked: Asked) -> list[Figure]:
        """
        Return the figures of a measure, in the order of what they are cut by.

        :raises EngineRefused: if the measure cannot be cut so
        """
        if wrong := [cut for cut in asked.by if cut not in measure.may_be_cut_by]:
            raise EngineRefused(f"{measure.title} cannot be told by {' and '.join(wrong)}")
        found = self.rows(question(measure, asked, self.dialect), measure, asked)
        figures = [_figure(row, measure, asked) for row in found]
        return sorted(figures, key=lambda one: tuple(one.cut[cut] or "" for cut in asked.by))


@lru_cache(maxsize=512)
def question(measure: Measure, asked: Asked, dialect: str) -> str:
    """Return a measure's question in an engine's SQL; one that was asked lately is kept."""
    return str(ibis.to_sql(measure.expression(Star(), asked), dialect=dialect))


def _figure(row: Mapping[str, Any], measure: Measure, asked: Asked) -> Figure:
    of = int(row["of"]) if measure.kind is Kind.SHARE else None
    middle = row.get("middle")
    return Figure(
        {cut: row[cut] for cut in asked.by}, int(row["n"]), of,
        None if middle is None else int(middle),
    )  # fmt: skip
