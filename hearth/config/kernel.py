"""Two things that Linux will do for a process that asks; elsewhere, it is done without them."""

import ctypes
import sys
from contextlib import suppress

END_WITH_PARENT = 1  # PR_SET_PDEATHSIG: get a signal when the parent dies, even if it was killed
ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER: a child's children become ours when it ends


def ask_linux(what: int, value: int) -> None:
    """Ask the kernel (prctl) for something that is good to have and no more."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(what, value)
