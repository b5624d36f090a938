"""
Tables by chance are published and attacked; the largest is timed.

100,000 tables up to 4 by 4 by brute force over whole numbers, and 200 up to 12 by 12 by linear
programming, under every policy; and 1,000 pairs of releases, and of tables, about the same people.
BENCH_TABLES, BENCH_LARGER and BENCH_PAIRS ask for other numbers of them. Beside it, the same tables
with nothing but each policy's rule for single numbers, and the same pairs taken one by one.
"""

import os
import random
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from hearth.disclosure.protecting import protect
from hearth.disclosure.publishing import publication
from hearth.disclosure.reading import read_release
from hearth.disclosure.tests.attack import attacked
from hearth.disclosure.tests.attacker import RULES
from hearth.disclosure.tests.chance import document
from hearth.disclosure.tests.overlapping import overlapped
from hearth.disclosure.tests.sharing import shared
from hearth.disclosure.tests.solver import attacked_by_solver

TABLES = int(os.environ.get("BENCH_TABLES", "100000"))
LARGER = int(os.environ.get("BENCH_LARGER", "200"))
PAIRS = int(os.environ.get("BENCH_PAIRS", "1000"))
ROOM = "disclosure"


def run(report: Any) -> None:
    """Measure, and tell the report what was seen."""
    for what, attack, tables in (
        ("up to 4 by 4, brute force", attacked, TABLES),
        ("up to 12 by 12, linear programming", attacked_by_solver, LARGER),
        ("two releases, whole-number programming", overlapped, PAIRS),
        ("two tables of the same people, whole-number programming", shared, PAIRS),
    ):
        began = time.monotonic()
        seen = _all_of(attack, tables)
        took = round(time.monotonic() - began)
        for policy in RULES:
            figures = {
                name.split(": ")[1]: int(number)
                for name, number in sorted(seen.items())
                if name.startswith(f"{policy}: ")
            }
            report.add(ROOM, f"{what}: {policy}", figures)
        report.add(ROOM, what, {"tables": tables, "seconds": took})
        recovered = sum(
            n
            for name, n in seen.items()
            if ": recovered" in name or "narrowed" in name or "against the rule" in name
        )
        report.ratio(
            ROOM, f"{what}: numbers recovered or narrowed", recovered, goal=0, better="less"
        )
    for policy in RULES:
        _time(report, policy)


def _all_of(attack: Any, tables: int) -> Counter[str]:
    seen: Counter[str] = Counter()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as workers:
        for one in workers.map(attack, range(tables), chunksize=20):
            seen.update(one)
    return seen


def _time(report: Any, policy: str) -> None:
    chance = random.Random(1)  # noqa: S311
    slowest = 0.0
    for _ in range(5):
        release = read_release(document(chance, policy, height=50, width=20))
        began = time.perf_counter()
        publication(protect(release))
        slowest = max(slowest, time.perf_counter() - began)
    report.ratio(
        ROOM, f"seconds for a table of 50 by 20, the slowest of five: {policy}",
        slowest, goal=10, better="less",
    )  # fmt: skip
