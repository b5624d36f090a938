"""
Everything that can be said of the code without running it: make check.

Style and layout, imports and the walls between rooms, types, migrations, templates, and the
lock files, which must work wherever Hearth is installed and so name no host.
"""

import argparse
import os
import re

from hearth.config import environment
from hearth.config.embedded import Cluster
from hearth.config.embedded.cluster import FORGETFUL
from hearth.config.environment import ROOT, VAR
from hearth.config.quality.steps import BIN, ask, run, summary
from hearth.config.terminal import run_to_the_end

LOCKS = ("requirements.txt", "requirements-test.txt", "package-lock.json")
HOST = re.compile(r"\w+://|--(?:extra-)?index-url|--find-links|\"resolved\"|file:")


def main() -> int:
    """Check, go on when something is wrong, and answer whether all is well."""
    argparse.ArgumentParser("make check", description=__doc__).parse_args()
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "HEARTH_KEYS"):
        os.environ.pop(name, None)
    home = VAR / "check"
    with Cluster(home, settings=FORGETFUL).running() as addresses:
        (home / "keys").mkdir(mode=0o700, exist_ok=True)
        env = environment.for_owner(addresses, home, demonstration=True)
        outcomes = [run(name, command, env, quiet=True) for name, command in commands().items()]
    outcomes.append(ask("Lock files name no host", hosts_in_locks))
    return summary(outcomes)


def commands() -> dict[str, list[str]]:
    """Return the checks that are programs, by name."""
    return {
        "Style (ruff check)": [str(BIN / "ruff"), "check", "."],
        "Layout (ruff format)": [str(BIN / "ruff"), "format", "--check", "."],
        "Walls between rooms (lint-imports)": [str(BIN / "lint-imports")],
        "Types (mypy)": [str(BIN / "mypy")],
        "Migrations match the models": [
            *(str(BIN / "python"), "manage.py", "makemigrations", "--check", "--dry-run")
        ],
        "Django's own checks": [str(BIN / "python"), "manage.py", "check"],
        "Templates (djlint)": [
            *(str(BIN / "djlint"), "hearth", "--extension=jinja", "--lint", "--quiet"),
            "--ignore=H015,H025,H043,H052",  # layout, spans within an if, buttons, a page waiting
        ],
    }


def hosts_in_locks() -> list[str]:
    """Return each line of a lock file that names a place to fetch from."""
    return [
        f"{name}:{number}: {line.strip()}"
        for name in LOCKS
        if (ROOT / name).exists()
        for number, line in enumerate((ROOT / name).read_text().splitlines(), start=1)
        if HOST.search(line)
    ]


if __name__ == "__main__":
    run_to_the_end(main)
