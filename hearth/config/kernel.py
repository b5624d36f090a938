"""What the operating system is asked for, and does without harm where it cannot."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG: get a signal when the parent dies, even if it was killed
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER: a child's children become ours when it ends

CONTAINER = Path("/sys/fs/cgroup/memory.max")


def ask_linux(what: int, value: int) -> None:
    """Ask the kernel (prctl) for something that is good to have and no more."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(what, value)


def memory(container: Path = CONTAINER) -> int:
    """
    Return the bytes of memory there are for us: the machine's, or fewer in a container.

    :param container: the file that says how many a container may have, or "max"
    """
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        return min(machine, int(container.read_text()))
    except (OSError, ValueError):  # no such file, or "max"
        return machine
