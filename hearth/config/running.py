"""One Hearth at a time on one folder of data."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hearth.config.environment import cannot_write
from hearth.config.terminal import Trouble


@contextmanager
def the_only_one(home: Path, *, port: int) -> Iterator[None]:
    """
    Hold a folder for as long as Hearth serves from it.

    The lock is the kernel's: whoever is killed lets go of it.

    :raises Trouble: if another Hearth holds it, or the folder cannot be written in.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "serving").open("a+")
    except OSError as error:
        raise cannot_write(home, error) from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _already(home, lock.fileno()) from None
        lock.truncate(0)
        lock.write(json.dumps({"process": os.getpid(), "port": port}))
        lock.flush()
        yield
        lock.truncate(0)


def check_not_running(home: Path) -> None:
    """:raises Trouble: if a Hearth serves from the folder already, or it cannot be written in."""
    with the_only_one(home, port=0):
        pass


def _already(home: Path, lock: int) -> Trouble:
    who = {}
    with suppress(ValueError):
        who = json.loads(os.pread(lock, 1000, 0))
    by = f" (process {who['process']})" if who else ""
    at = f" at http://localhost:{who['port']}" if who.get("port") else ""
    return Trouble(
        f"Hearth is already running from {home}{at}{by}: stop that one first, or give this one a "
        "folder of its own in HEARTH_HOME."
    )
