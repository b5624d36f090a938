"""Talking to whoever is at the terminal: a line, a bar, one clear sentence when something fails."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import NoReturn


class Trouble(Exception):
    """Something that the person at the terminal can put right, said in one sentence."""


class Stopped(BaseException):
    """
    Somebody asked us to stop, and they shall have it without a stack trace.

    Not an Exception, so that nothing on the way catches it as if it were a fault.
    """


def say(text: str = "") -> None:
    """Print a line at once, even into a pipe."""
    print(text, flush=True)


def mention(text: str) -> None:
    """Print a line where it cannot get into what a command answers."""
    print(text, file=sys.stderr, flush=True)


def run_to_the_end(main: Callable[[], int], *, stopped: int = 130) -> NoReturn:
    """
    Run a command, and leave as it says.

    Trouble becomes its one sentence and exit code 1; Ctrl-C and SIGTERM become
    a quiet end with the exit code `stopped`.
    """
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        code = main()
    except Trouble as trouble:
        mention(str(trouble))
        code = 1
    except (Stopped, KeyboardInterrupt):
        code = stopped
    except BrokenPipeError:  # whoever was reading has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """Answer a signal. A second one, while things are being put away, changes nothing."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Stopped


class Bar:
    """
    How far along something is, on stderr.

    On a terminal it is one line that grows; in a log, a line for each quarter.
    It needs no package, because it is there before any package is.
    """

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.total = max(total, 1)
        self.done = 0
        self.alive = sys.stderr.isatty()
        self.quarter = -1
        self.started = time.monotonic()

    def __enter__(self) -> "Bar":
        self.show(0)
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self.alive:
            sys.stderr.write("\n")
            sys.stderr.flush()

    def step(self) -> None:
        self.show(self.done + 1)

    def finish(self) -> None:
        """Fill the bar, which may have been guessing."""
        self.show(self.total)

    def show(self, done: int) -> None:
        """Draw the bar as far as `done`, which never goes back."""
        self.done = min(max(done, self.done), self.total)
        counted = f"{self.done} of {self.total}"
        if self.alive:
            width = max(min(shutil.get_terminal_size().columns, 90) - len(self.what) - 24, 8)
            full = round(width * self.done / self.total)
            drawn = "█" * full + "░" * (width - full)
            sys.stderr.write(f"\r  {self.what}  {drawn}  {counted} ")
            sys.stderr.flush()
        elif (quarter := 4 * self.done // self.total) > self.quarter:
            self.quarter = quarter
            mention(f"  {self.what}: {counted}")
