"""
A million PHQ-9s scored at once, beside adding up the same numbers in bare numpy.

Scoring checks every answer, makes up what may be missing, finds the band and whom to tell.
"""

import statistics
import time
from collections.abc import Callable

import numpy as np

from bench.run import Report
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.catalogue import Catalogue
from hearth.outcomes.scoring.entered import Entered
from hearth.outcomes.scoring.many import score_many
from hearth.outcomes.scoring.one import score_one

READINGS = 1_000_000
ONE_BY_ONE = 20_000
TIMES = 5


def run(report: Report) -> None:
    """Measure, and tell the report what was seen."""
    chance = np.random.default_rng(6)
    for slug in ("phq-9", "core-10", "dialog", "swemwbs"):
        measure = Catalogue().named(Place(slug, "measure"))
        lowest = [item.lowest for item in measure.items.values()]
        highest = [item.highest for item in measure.items.values()]
        answers = chance.integers(lowest, highest, (READINGS, len(lowest)), endpoint=True).astype(
            np.float64
        )
        answers[chance.random(answers.shape) < 0.01] = np.nan
        took = _seconds(lambda measure=measure, answers=answers: score_many(measure, answers))
        bare = _seconds(lambda answers=answers: np.nansum(answers, axis=1))
        report.ratio(
            "scoring", f"seconds for {READINGS:,} {measure.name}", took, goal=5.0, better="less"
        )
        report.ratio(
            "scoring",
            f"{measure.name}: scoring to adding up",
            took / bare,
            goal=None,
            better="less",
        )
    phq = Catalogue().named(Place("phq-9", "measure"))
    readings = [
        Entered(dict(enumerate(row, start=1)), {}, phq.answers_are)
        for row in chance.integers(0, 4, (ONE_BY_ONE, 9)).tolist()
    ]
    took = _seconds(lambda: [score_one(phq, one) for one in readings])
    report.add(
        "scoring", "one PHQ-9 by itself", {"microseconds": round(took / ONE_BY_ONE * 1e6, 1)}
    )


def _seconds(act: Callable[[], object]) -> float:
    """Return the median of several, after one to warm up."""
    act()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)
