"""
From an installed Hearth to a running one: database, tables, demonstration, server.

    python -m hearth.config.start     (make start runs it, after installing what it needs)
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from hearth.config import environment, given_server, ports, running
from hearth.config.embedded import Cluster
from hearth.config.nature import as_asked, nature_of
from hearth.config.serve import serve, side_by_side
from hearth.config.terminal import Trouble, run_to_the_end, say


def main() -> int:
    """Start, serve, and put everything away when asked to stop."""
    began = time.monotonic()
    home, port = environment.home(), environment.port()
    with running.the_only_one(home, port=port):
        ports.check_free(environment.host(), port)
        say("Opening the database")
        with database(home) as opened:
            addresses = opened.addresses
            demonstration = as_asked(nature_of(addresses["DATABASE_OWNER_URL"]), otherwise=True)
            if demonstration:
                make_place_for_demonstration_keys(home)
            prepare(addresses, home, demonstration=demonstration)
            say("Starting the web server and the job worker")
            web = environment.for_web(addresses, home, demonstration=demonstration)
            serve(
                web,
                database_runs=opened.is_running,
                when_ready=lambda: welcome(
                    addresses, port, demonstration=demonstration, took=time.monotonic() - began
                ),
            )
    return 0


def only_serve() -> int:
    """
    Serve from a database that is ready.

    :raises Trouble: if its tables are not there.
    """
    home, port = environment.home(), environment.port()
    with running.the_only_one(home, port=port):
        ports.check_free(environment.host(), port)
        with database(home) as opened:
            addresses = opened.addresses
            nature = nature_of(addresses["DATABASE_OWNER_URL"])
            demonstration = as_asked(nature, otherwise=False)
            with psycopg.connect(addresses["DATABASE_URL"]) as server:
                there = server.execute("SELECT to_regclass('public.registry_partnership')")
                if given_server.one(there) is None:
                    raise Trouble("The tables are not there yet: run hearth migrate first.")
            serve(
                environment.for_web(addresses, home, demonstration=demonstration),
                database_runs=opened.is_running,
                when_ready=lambda: say_it_serves(port, demonstration=demonstration),
            )
    return 0


@dataclass(frozen=True)
class Database:
    """A database that answers: where it is, and whether it still runs as far as we can tell."""

    addresses: dict[str, str]
    is_running: Callable[[], bool]


@contextmanager
def database(home: Path) -> Iterator[Database]:
    """
    Open the database: the server that is named, or our own.

    :raises Trouble: if there is none to be had.
    """
    if os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_OWNER_URL"):
        yield Database(given_server.addresses(), is_running=lambda: True)
    else:
        cluster = Cluster(home)
        with cluster.running() as addresses:
            yield Database(addresses, cluster.is_running)


def prepare(
    addresses: dict[str, str], home: Path, *, demonstration: bool, load: bool = True
) -> None:
    """
    Bring files and tables up to date in a process of its own, which alone is the owner.

    :raises SystemExit: if that fails. It has said why itself.
    """
    command = [sys.executable, "-m", "hearth.config.prepare"]
    if demonstration and load:
        command.append("--demonstration")
    env = environment.for_owner(addresses, home, demonstration=demonstration)
    with side_by_side({"preparation": command}, env) as (preparation,):
        if code := preparation.popen.wait():
            sys.exit(code)


def make_place_for_demonstration_keys(home: Path) -> None:
    """
    Keep the demonstration's encryption keys beside its data if this user has no home of its own.

    Real keys never are: settings say where they go, and a start fails if they cannot.
    """
    configuration = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    nearest = next(folder for folder in (configuration, *configuration.parents) if folder.exists())
    if not os.environ.get("HEARTH_KEYS") and not os.access(nearest, os.W_OK):
        (home / "keys").mkdir(mode=0o700, exist_ok=True)


def welcome(addresses: dict[str, str], port: int, *, demonstration: bool, took: float) -> None:
    """Print where Hearth is, and how to get in."""
    with psycopg.connect(addresses["DATABASE_URL"]) as server:
        partnerships = server.execute(
            "SELECT name, domain FROM public.registry_partnership AS partnership "
            "JOIN public.registry_hostname ON tenant_id = partnership.id "
            "WHERE is_primary ORDER BY name"
        ).fetchall()
    lines = [f"Hearth is open. It took {took:.1f} seconds.", ""]
    if demonstration:
        lines += [f"  http://localhost:{port}  the list of networks"]
    for name, domain in partnerships[:10]:
        at = f"http://{domain}:{port}" if domain.endswith("localhost") else domain
        lines += [f"  {at}  {name}"]
    if len(partnerships) > 10:
        lines += [f"  and {len(partnerships) - 10} more: hearth partnership list"]
    lines += ["", *(how_to_get_in() if demonstration else how_to_begin(bool(partnerships)))]
    for danger in dangers(demonstration=demonstration):
        lines += ["", danger]
    lines += ["", "Ctrl-C stops it. What is written down is kept in var/ for the next time."]
    say("\n".join(["", *("  " + line if line else "" for line in lines), ""]))


def say_it_serves(port: int, *, demonstration: bool) -> None:
    """Print that it serves, and what is open to strangers."""
    say("\n".join([f"Hearth answers at port {port}.", *dangers(demonstration=demonstration)]))


def dangers(*, demonstration: bool) -> list[str]:
    """Return a sentence for each thing that is open to strangers, or set so that it helps them."""
    host, said = environment.host(), []
    to_all = not environment.is_this_machine_only(host)
    has_https = os.environ.get("HEARTH_HTTPS") == "1"
    proxies = os.environ.get("HEARTH_PROXIES", "")
    if demonstration and to_all:
        said.append(
            f"Take care: it listens at {host}, and whoever can reach it can be anybody in the "
            "demonstration with one click."
        )
    if not demonstration and not has_https:
        said.append(
            "Take care: without HEARTH_HTTPS=1 passwords and records can be read on their way to "
            "any other machine. Put HTTPS in front of it before anybody uses it from one."
        )
    if proxies == "0" and has_https:
        said.append(
            "Take care: HEARTH_PROXIES=0 says that no proxy stands before Hearth, but one does "
            "HTTPS for it. All who ask then seem to be one, and are sent away together."
        )
    if proxies not in ("", "0") and to_all:
        said.append(
            f"Take care: HEARTH_PROXIES={proxies} believes what whoever asks says of who they are. "
            f"Let nobody but your proxies reach {host}, port {environment.port()}."
        )
    return said


def how_to_get_in() -> list[str]:
    from hearth.demo.networks import PASSWORD
    from hearth.demo.york import YORK

    somebody = YORK.workers[0]
    return [
        "Choose who to be at /demo/ and one click signs you in. Or sign in with a name and",
        f"password: at York, {somebody.username} and {PASSWORD}.",
        "The networks are real and the people invented. Keep nothing real here.",
    ]


def how_to_begin(begun: bool) -> list[str]:
    if begun:
        return ["Sign in with the name and password that you were given."]
    return [
        "No partnership is open yet. In another terminal, here:",
        "  . .venv/bin/activate",
        '  hearth partnership create --name "Our partnership" --hostname ours.localhost',
        '  hearth worker add --partnership our_partnership --name "Who leads it"',
        "A host name that does not end in .localhost must also stand in ALLOWED_HOSTS.",
    ]


if __name__ == "__main__":
    run_to_the_end(main, stopped=0)
