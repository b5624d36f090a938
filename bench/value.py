"""
A model of forty outcomes, every assumption uncertain: 100,000 draws, and the whole answer.

Beside it the same draws in bare numpy: as many numbers from numpy's own triangle, multiplied.
"""

import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from bench.run import Report
from hearth.value.answer import answer_to
from hearth.value.case import case_of
from hearth.value.document import read
from hearth.value.draws import drawn

OUTCOMES, DRAWS, YEARS, TIMES = 40, 100_000, 5, 3
UNCERTAIN = ("deadweight", "displacement", "attribution_to_others", "leakage", "drop_off")


def run(report: Report) -> None:
    """Measure, and tell the report what was seen."""
    for shape in ("triangular", "pert"):
        document = model(shape)
        read_ = read(document)
        one, rules = read_.models[0], read_.rules
        case = case_of(one, rules.discounting)
        seconds = _median(lambda: drawn(one, rules, case))  # noqa: B023 (called at once)
        report.ratio(
            "value", f"seconds for {DRAWS:,} draws of {OUTCOMES} outcomes, {shape}", seconds,
            goal=2.0, better="less",
        )  # fmt: skip
        if shape == "triangular":
            report.ratio(
                "value", "draws to bare numpy", seconds / _median(_bare), goal=None, better="less"
            )
    whole = _median(lambda: answer_to(model("triangular")))
    report.add("value", "the whole answer, with every break-even", {"seconds": round(whole, 2)})


def model(shape: str) -> dict[str, Any]:
    """Return a document in which every number has a low and a high."""
    return {
        "name": "Forty outcomes",
        "price_year": "2024-25",
        "discounting": {"rate": _about("0.035")},
        "draws": {"how_many": DRAWS, "seed": 1, "shape": shape},
        "outcomes": [
            {
                "name": f"Outcome {number}",
                "stakeholder": "People who come in",
                "quantity": _about("100") | {"how": "records"},
                "proxy": _about("50") | {"source": "a study", "price_year": "2024-25"},
                **{name: _about("0.2") for name in UNCERTAIN},
                "duration": {"value": 3, "low": 1, "high": YEARS},
            }
            for number in range(OUTCOMES)
        ],
        "inputs": [
            {"name": "Grant", "kind": "cash", "amount": _about("100000")},
            {
                "name": "Volunteers", "kind": "volunteer_time",
                "hours": _about("3000"), "value_per_hour": _about("13"),
            },
        ],
    }  # fmt: skip


def _about(value: str) -> dict[str, Decimal]:
    central = Decimal(value)
    return {"value": central, "low": central / 2, "high": central * 2}


def _bare() -> None:
    chance = np.random.default_rng(1)
    total = np.zeros(DRAWS)
    for _ in range(OUTCOMES):
        net = np.ones(DRAWS)
        for _ in range(8):
            net *= chance.triangular(0.5, 1.0, 2.0, DRAWS)
        total += net


def _median(act: Callable[[], object]) -> float:
    """Return the median of several, in seconds, after one to warm up."""
    act()
    times = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return statistics.median(times)
