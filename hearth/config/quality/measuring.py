"""
Measuring, beside a database of its own in var/bench: make bench.

It runs bench/run.py as the web role, with the owner's address beside it, on tables that are ready.
"""

import os
import sys

from hearth.config import environment
from hearth.config.embedded import Cluster
from hearth.config.environment import ROOT, VAR
from hearth.config.serve import side_by_side
from hearth.config.start import prepare
from hearth.config.terminal import run_to_the_end


def main() -> int:
    """Prepare a database as durable as a real one, and measure on it."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "SECRET_KEY", "HEARTH_KEYS"):
        os.environ.pop(name, None)
    home = VAR / "bench"
    with Cluster(home).running() as addresses:
        (home / "keys").mkdir(mode=0o700, exist_ok=True)
        prepare(addresses, home, demonstration=True, load=False)
        web = environment.for_web(addresses, home, demonstration=True)
        env = {**web, "DATABASE_OWNER_URL": addresses["DATABASE_OWNER_URL"]}
        command = [sys.executable, str(ROOT / "bench" / "run.py"), *sys.argv[1:]]
        with side_by_side({"bench": command}, env) as (bench,):
            return bench.popen.wait()


if __name__ == "__main__":
    run_to_the_end(main)
