"""
The first step of every make command: find a Python that is new enough, then set the house up.

Written so that any Python 3, however old, can read it and be told what is wrong.
"""

import os
import shutil
import sys

OLDEST = (3, 11)


def main() -> None:
    """Go on with a Python that is new enough, this one or another on PATH."""
    if sys.version_info >= OLDEST:
        from hearth.config.installing import main as install

        install()
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which("python3.%d" % minor)  # noqa: UP031
        if newer:
            os.execv(newer, [newer, "-m", "hearth.config.setup"] + sys.argv[1:])  # noqa: S606, RUF005
    sys.exit(
        "Hearth needs Python 3.11 or newer, and this is %d.%d: install a newer one "  # noqa: UP031
        "(on Debian or Ubuntu: apt install python3.11 python3.11-venv) and run the command again."
        % sys.version_info[:2]
    )


if __name__ == "__main__":
    main()
