"""
Hearth's commands.

Each runs beside the database, as its owner: the server that DATABASE_URL and
DATABASE_OWNER_URL name, or else the one that Hearth brings, which is started if it does
not run and shared if it does.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from hearth.config import environment
from hearth.config.terminal import Trouble, run_to_the_end, say

OUR_OWN = {
    "start": "Prepare everything and serve, as make start does.",
    "serve": "Serve only: the web server and the job worker, side by side.",
    "backup": "Write the database, or one partnership of it, to a file.",
    "restore": "Bring a database, or one partnership, back from a file.",
}
ON_FILES = {"change", "score", "simulate", "sroi", "suppress"}
"""Arithmetic on numbers in files: they ask no database, and start none."""
DJANGO_S = {
    "migrate": "Bring the tables of every partnership up to date.",
    "shell": "A Python prompt with everything loaded, for those who know what they do.",
    "procrastinate": "Look after the queue of jobs.",
}


def main() -> None:
    """Run one command, and end the process as it ended."""
    arguments = sys.argv[1:]
    name = arguments[0] if arguments else "--help"
    sys.argv[0] = "hearth"
    if name in {"serve", "start"}:
        run_to_the_end(lambda: run_server(name, arguments[1:]), stopped=0)
    run_to_the_end(lambda: run(name, arguments[1:]))


def run(name: str, arguments: list[str]) -> int:
    """
    Run a command, and return its exit code.

    :raises Trouble: if there is none of that name, or no database to run it beside.
    """
    if name in {"-h", "--help", "help"}:
        return show_help()
    if name in ON_FILES:
        load_django_alone()
        return execute(name, arguments)
    if name in {"backup", "restore"}:
        return with_database(lambda addresses: keep_safe(name, arguments, addresses))
    return with_database(lambda addresses: run_management(name, arguments, addresses))


def run_server(name: str, arguments: list[str]) -> int:
    """Serve until asked to stop; `start` first prepares everything."""
    argparse.ArgumentParser(f"hearth {name}", description=OUR_OWN[name]).parse_args(arguments)
    from hearth.config import start

    return start.main() if name == "start" else start.only_serve()


def with_database(use: Callable[[dict[str, str]], int]) -> int:
    """Call with the addresses of the database; stop afterwards what was started for it."""
    from hearth.config.start import database

    with database(environment.home()) as opened:
        return use(opened.addresses)


def run_management(name: str, arguments: list[str], addresses: dict[str, str]) -> int:
    """Run a Django management command as the database's owner, in this process."""
    name = name.replace("-", "_")
    from hearth.config.nature import Nature, as_asked, nature_of, write_down

    owner = addresses["DATABASE_OWNER_URL"]
    nature = nature_of(owner)
    demonstration = as_asked(nature, otherwise=name == "demo")
    if name == "demo" and not demonstration:
        raise Trouble("The demonstration is only for a database of its own: set HEARTH_DEMO=1.")
    os.environ.update(
        environment.for_owner(addresses, environment.home(), demonstration=demonstration)
    )
    load_django()
    from django.core.management import get_commands

    if name not in get_commands():
        raise Trouble(f"There is no command “{name}”: hearth --help lists what there is.")
    if name == "demo" and nature in {Nature.UNDECIDED, Nature.LOADING}:
        from hearth.config import prepare

        prepare.bring_tables_up_to_date()
        write_down(owner, Nature.DEMONSTRATION)
    return execute(name, arguments)


def execute(name: str, arguments: list[str]) -> int:
    """Run a Django management command, and return its exit code."""
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["hearth", name, *arguments])
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    return 0


def keep_safe(name: str, arguments: list[str], addresses: dict[str, str]) -> int:
    """Back up or restore."""
    from hearth.config.nature import as_asked, nature_of

    nature = nature_of(addresses["DATABASE_OWNER_URL"])
    os.environ.update(
        environment.for_owner(
            addresses, environment.home(), demonstration=as_asked(nature, otherwise=False)
        )
    )
    load_django()
    from django.conf import settings
    from django.db.migrations.loader import MigrationLoader

    from hearth.config.backups import backup, restore

    keys = Path(settings.HEARTH_KEYS)
    if name == "backup":
        return backup.command(arguments, addresses, keys)
    known = {f"{app}.{migration}" for app, migration in MigrationLoader(None).disk_migrations}
    code = restore.command(arguments, addresses, keys, known)
    if not code:
        erase_again_if_up_to_date()
    return code


def erase_again_if_up_to_date() -> None:
    """Erase again whom the backup brought back; once its tables are up to date, if they are not."""
    from hearth.config import prepare

    last = prepare.last_migrations()
    if all(prepare.is_up_to_date(schema, last) for schema in ["public", *prepare.schemas()]):
        prepare.erase_again_whoever_came_back()
    else:
        say("Whoever was erased since is erased again by hearth start, before anybody can sign in.")


def load_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
    django.setup()


def load_django_alone() -> None:
    """Load it for what asks no database and seals nothing."""
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/nothing")
    os.environ.setdefault("SECRET_KEY", "none is needed without a database")
    os.environ.setdefault("HEARTH_DEMO", "1")
    load_django()


def show_help() -> int:
    """Print each command with a sentence, without a database."""
    load_django_alone()
    from django.core.management import get_commands, load_command_class

    sentences = dict(OUR_OWN)
    for name, app in get_commands().items():
        if isinstance(app, str) and app.startswith("hearth."):
            sentences[name] = load_command_class(app, name).help
    sentences.update(DJANGO_S)
    say("hearth COMMAND [OPTIONS…]\n")
    for name, sentence in sorted(sentences.items()):
        first = " ".join(sentence.strip().split("\n\n")[0].split())
        say(f"  {name.replace('_', '-'):<14} {first.partition(': hearth ')[0].rstrip('.')}")
    say("\nhearth COMMAND --help says what a command takes. The rest are Django's.")
    say(f"Data is kept in {environment.home()} unless HEARTH_HOME or DATABASE_URL says otherwise.")
    return 0
