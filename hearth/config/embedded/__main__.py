"""Run one command beside a database."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from hearth.config import embedded
from hearth.config.embedded import Cluster
from hearth.config.terminal import run_to_the_end


def main() -> int:
    """Run a command beside a database, and answer as the command did."""
    parser = argparse.ArgumentParser(
        "python -m hearth.config.embedded",
        description=embedded.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    if os.environ.get("DATABASE_URL"):
        return subprocess.run(options.command, check=False).returncode
    with Cluster(options.home.absolute()).running() as addresses:
        environment = {**os.environ, **addresses}
        return subprocess.run(options.command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(run_to_the_end(main))
