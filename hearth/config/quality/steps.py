"""Doing one thing after another and saying plainly, at the end, how each went."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hearth.config.environment import LOGS, ROOT
from hearth.config.serve import side_by_side
from hearth.config.terminal import say

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Outcome:
    """How one step went."""

    name: str
    ok: bool
    took: float  # seconds
    note: str = ""


def run(
    name: str, command: list[str], env: dict[str, str] | None = None, *, quiet: bool = False
) -> Outcome:
    """
    Run a command as a step.

    :param quiet: show what it says only if it fails.
    """
    began = time.monotonic()
    say(f"{name} …" if quiet else f"\n── {name}")
    if quiet:
        done = subprocess.run(
            command,
            check=False,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        code = done.returncode
        if code:
            say(done.stdout)
    else:
        with side_by_side({name: command}, {**os.environ, **(env or {})}) as (process,):
            code = process.popen.wait()
    return Outcome(name, code == 0, time.monotonic() - began)


def ask(name: str, question: Callable[[], list[str]]) -> Outcome:
    """Make a step of a question in Python, whose answer is what is wrong."""
    began = time.monotonic()
    say(f"{name} …")
    wrong = question()
    for line in wrong:
        say(f"  {line}")
    return Outcome(name, not wrong, time.monotonic() - began)


def summary(outcomes: list[Outcome]) -> int:
    """Print how each step went, and return the exit code for all."""
    say()
    widest = max(len(outcome.name) for outcome in outcomes)
    for outcome in outcomes:
        word = "passed" if outcome.ok else "FAILED"
        say(f"  {word}  {outcome.name:<{widest}}  {outcome.took:5.0f} s  {outcome.note}".rstrip())
    failed = [outcome for outcome in outcomes if not outcome.ok]
    say(f"\n{len(failed)} of {len(outcomes)} failed." if failed else "\nAll passed.")
    return 1 if failed else 0


def log(name: str) -> Path:
    """Return where a step may write something to be read later."""
    LOGS.mkdir(parents=True, exist_ok=True)
    return LOGS / name
