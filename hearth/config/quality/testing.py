"""
Every test there is: make test.

All Python tests run on the PostgreSQL that Hearth brings. Beside them run, one after another: those
that ask a database, on the oldest of the system's own that Hearth promises to run on, if there is
one; the pages in a browser; and the journeys, in which a browser visits a real server with the
demonstration in it. Databases are thrown away and made anew; the ones that make start uses, or
DATABASE_URL names, are never touched.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

from hearth.config import environment, system_packages
from hearth.config.embedded import Cluster, programs
from hearth.config.embedded.cluster import FORGETFUL
from hearth.config.environment import ROOT, VAR
from hearth.config.quality.steps import BIN, Outcome, log, run, summary
from hearth.config.start import prepare
from hearth.config.terminal import Trouble, run_to_the_end, say

JOURNEYS = "Journeys in a browser"
IN_A_BROWSER = "*/tests/test_*in_a_browser.py"
WITHOUT_THIS_SERVER = [
    "--ignore-glob=*/config/tests/test_cluster.py",
    "--ignore-glob=*/config/tests/test_start.py",
    "--ignore-glob=*/hearth/tests/test_who_may_see_what.py",
    "--ignore-glob=*/hearth/tests/test_every_page.py",
    f"--ignore-glob={IN_A_BROWSER}",
    "--with-a-database-only",
    "--one-of-each",
]
"""Tests that start servers of their own, need none, or ask of each page whether its address opens,
would say nothing new on another, nor would the same questions with other words in them. That the
walls stand there is asked of each table."""
ORDINARY = "Arial|Liberation Sans|Arimo|Helvetica"
"""Fonts whose letters are as wide as most people's."""


def main() -> int:
    """Run every test, go on when some fail, and answer whether all passed."""
    parser = argparse.ArgumentParser("make test", description=__doc__)
    parser.add_argument("--journeys", action="store_true", help="only those")
    only = parser.parse_args()
    chromium = find_chromium()
    find_fonts()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "HEARTH_KEYS"):
        if os.environ.pop(name, None):
            say(f"{name} is set, and is not used: tests have their own")
    if only.journeys:
        return summary([journeys(chromium)])

    found = programs.of_the_system("postgres")
    if not found:
        say(f"There is no PostgreSQL {programs.OLDEST} or newer in {programs.SYSTEM}: ")
        say("the tests run on the embedded one alone.\n")
    options = [f"--ignore-glob={IN_A_BROWSER}"] if found else []
    with ThreadPoolExecutor(1) as beside:
        others = beside.submit(the_others, found)  # says nothing unless something fails
        with Cluster(VAR / "test", settings=FORGETFUL).running() as addresses:
            major = programs.version(programs.for_a_server())
            name = f"Python tests, PostgreSQL {major} (embedded)"
            outcomes = [pytest(name, addresses, VAR / "test", *options)]
        outcomes += others.result()
    return summary(outcomes)


def the_others(found: list[Path]) -> list[Outcome]:
    """Run all that the run on the embedded one leaves out; it takes as long."""
    report = log("journeys.xml")
    report.unlink(missing_ok=True)
    outcomes = on_the_system(found)
    command = [sys.executable, "-m", "hearth.config.quality.testing", "--journeys"]
    return [*outcomes, counted(run(JOURNEYS, command, quiet=True), report)]


def on_the_system(found: list[Path]) -> list[Outcome]:
    """Run on the system's own PostgreSQL, if it has one, what asks a database; then the browser."""
    if not found:
        return []
    home = VAR / "test-system"
    major = programs.version(found[0])
    with suppress(FileNotFoundError, ValueError):
        if int((home / "data" / "PG_VERSION").read_text()) != major:
            shutil.rmtree(home)  # the system has another version than last time
    with Cluster(home, settings=FORGETFUL, programs_in=found[0]).running() as addresses:
        name = f"Database tests, PostgreSQL {major} (system)"
        outcome = pytest(name, addresses, home, *WITHOUT_THIS_SERVER, quiet=True)
        files = [str(file) for file in sorted((ROOT / "hearth").rglob("test_*in_a_browser.py"))]
        in_a_browser = pytest("Pages in a browser", addresses, home, *files, quiet=True)
    return [outcome, in_a_browser]


def journeys(chromium: Path) -> Outcome:
    """Run the journeys on a newly loaded demonstration."""
    home = VAR / "test-journeys"
    if not any((ROOT / "journeys").glob("test_*.py")):
        raise Trouble("There are no journeys in journeys/.")
    cluster = Cluster(home, settings=FORGETFUL)
    with cluster.running() as addresses:
        cluster.empty()
        (home / "keys").mkdir(mode=0o700, exist_ok=True)
        try:
            prepare(addresses, home, demonstration=True)
        except SystemExit:  # it has said why
            return Outcome(JOURNEYS, ok=False, took=0, note="the demonstration was not loaded")
        web = environment.for_web(addresses, home, demonstration=True)
        env = {**web, "DATABASE_OWNER_URL": addresses["DATABASE_OWNER_URL"]}
        env["CHROMIUM"] = str(chromium)
        report = log("journeys.xml")
        report.unlink(missing_ok=True)
        done = run(JOURNEYS, [str(BIN / "pytest"), "journeys", f"--junitxml={report}"], env)
    return counted(done, report)


def pytest(
    name: str, addresses: dict[str, str], home: Path, *options: str, quiet: bool = False
) -> Outcome:
    """Run the Python tests on one server. Their database is made by the owner, and named test_…"""
    (home / "keys").mkdir(mode=0o700, exist_ok=True)
    env = environment.for_owner(addresses, home, demonstration=True)
    report = log(f"{home.name}.xml")
    report.unlink(missing_ok=True)
    command = [str(BIN / "pytest"), "--create-db", f"--junitxml={report}", *options]
    return counted(run(name, command, env, quiet=quiet), report)


def counted(outcome: Outcome, report: Path) -> Outcome:
    """Add to an outcome how many tests it was."""
    try:
        suite = next(ElementTree.parse(report).getroot().iter("testsuite"))  # noqa: S314 (pytest's own)
    except (OSError, ElementTree.ParseError, StopIteration):
        return outcome
    count = {key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")}
    bad = count["failures"] + count["errors"]
    note = f"{count['tests'] - bad - count['skipped']} passed"
    note += f", {bad} failed" if bad else ""
    note += f", {count['skipped']} skipped" if count["skipped"] else ""
    return Outcome(outcome.name, outcome.ok, outcome.took, note)


def find_chromium() -> Path:
    """
    Return a Chromium, installing Debian's where that can be done.

    :raises Trouble: if there is none and it cannot be installed.
    """
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise Trouble(f"CHROMIUM names {named}, which is not a program.")
        return Path(shutil.which(named) or named)
    for _ in range(2):
        for name in ("chromium", "google-chrome"):
            if found := shutil.which(name):
                return Path(found)
        if not system_packages.install("chromium"):
            break
    raise Trouble(
        "The journeys need a Chromium, and it could not be installed: install it (on Debian: "
        "apt install chromium), or say in CHROMIUM where one is."
    )


def find_fonts() -> None:
    """
    Install fonts of ordinary width where there are none: what fits a page is tried with them.

    A new machine has at most DejaVu, which is a sixth wider than what people have.
    """
    asked = shutil.which("fc-match")
    said = subprocess.run(
        [asked or "true", "--format=%{family}", "Arial"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not re.search(ORDINARY, said.stdout) and not system_packages.install("fonts-liberation"):
        say("There are no fonts of ordinary width: pages are tried with those there are.\n")


if __name__ == "__main__":
    run_to_the_end(main)
