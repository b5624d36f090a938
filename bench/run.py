"""
Run every benchmark and write bench/results.json: python -m bench.run [NAME ...]

What is promised is a ratio, measured in one run beside what it names. A goal
that is missed is printed as missed; nothing here fails because a machine is slow.
"""

import json
import os
import platform
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

ROOMS = [
    "door",
    "search",
    "story",
    "told",
    "introductions",
    "pages",
    "handover",
    "report",
    "sheets",
    "services",
    "oruk",
    "subject_access",
    "scoring",
    "value",
    "disclosure",
    "lake",
]
RESULTS = Path(__file__).with_name("results.json")


class Report:
    """What was measured, kept and printed as it comes."""

    def __init__(self) -> None:
        self.rooms: dict[str, dict[str, Any]] = {}

    def add(self, room: str, what: str, figures: dict[str, Any]) -> None:
        """Keep a figure that stands beside others."""
        self.rooms.setdefault(room, {})[what] = figures
        words = ", ".join(f"{name} {value}" for name, value in figures.items())
        print(f"  {what}: {words}", flush=True)  # noqa: T201

    def ratio(self, room: str, what: str, value: float, *, goal: float | None, better: str) -> None:
        """Keep a ratio (or another figure with a goal), and say whether the goal was reached."""
        reached = None if goal is None else (value >= goal if better == "more" else value <= goal)
        self.rooms.setdefault(room, {})[what] = {
            "value": round(value, 3),
            "goal": goal if goal is None else round(goal, 3),
            "better": better,
            "reached": reached,
        }
        said = "" if reached is None else (", reached" if reached else ", NOT reached")
        aim = (
            ""
            if goal is None
            else f" (goal {'at least' if better == 'more' else 'at most'} {goal:.3g}{said})"
        )
        print(f"  {what}: {value:.3g}{aim}", flush=True)  # noqa: T201


def as_the_owner() -> None:
    """Work as the database's owner, and keep the web's address for what is measured."""
    os.environ["HEARTH_BENCH_WEB_URL"] = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = os.environ["DATABASE_OWNER_URL"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    sys.path.insert(0, str(RESULTS.parents[1]))


def main(names: list[str]) -> None:
    """Run the benchmarks named, or all."""
    as_the_owner()
    import django

    django.setup()
    report = Report()
    for name in names or ROOMS:
        print(f"{name}", flush=True)  # noqa: T201
        started = time.monotonic()
        import_module(f"bench.{name}").run(report)
        print(f"  took {time.monotonic() - started:.0f} s", flush=True)  # noqa: T201
    kept = json.loads(RESULTS.read_text()) if names and RESULTS.exists() else {}
    rooms = {**kept.get("rooms", {}), **report.rooms}
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    written = {"machine": machine, "measured_on": time.strftime("%Y-%m-%d"), "rooms": rooms}
    RESULTS.write_text(json.dumps(written, indent=2) + "\n")
    print("Written to bench/results.json", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
