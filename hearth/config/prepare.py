"""
Bringing what serves up to date: collected files, tables, and the demonstration the first time.

    python -m hearth.config.prepare [--demonstration]

It runs as the database's owner. When nothing has changed, it looks and is done.
"""

import argparse
import fcntl
import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from hearth.config import texts
from hearth.config.environment import VAR
from hearth.config.nature import Nature, nature_of, write_down
from hearth.config.terminal import Bar, Trouble, run_to_the_end, say
from hearth.config.texts import compile_texts


def main() -> int:
    """Bring everything up to date."""
    parser = argparse.ArgumentParser("python -m hearth.config.prepare", description=__doc__)
    parser.add_argument("--demonstration", action="store_true", help="load it, the first time")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
    django.setup()

    make_place_for_keys()
    collect_files()
    make_texts_ready()
    if options.demonstration:
        throw_away_half_a_demonstration()
    bring_tables_up_to_date()
    check_that_keys_are_there()
    erase_again_whoever_came_back()
    if options.demonstration:
        load_demonstration()
    return 0


def make_place_for_keys() -> None:
    """:raises Trouble: if the folder of encryption keys cannot be used."""
    folder = Path(settings.HEARTH_KEYS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"Hearth keeps the encryption keys in {folder} and cannot write there "
            f"({error.strerror}): name another folder, outside var, in HEARTH_KEYS."
        ) from None


def check_that_keys_are_there() -> None:
    """:raises Trouble: if a partnership has none here: nothing it keeps sealed could be read."""
    from hearth.foundation.sealing import ring_path

    missing = [schema for schema in schemas() if not ring_path(schema).exists()]
    if missing:
        raise Trouble(
            f"The encryption keys of {', '.join(missing)} are not in {settings.HEARTH_KEYS}, and "
            "without them what people said cannot be read: name the folder that has them in "
            "HEARTH_KEYS, or bring them back from where you keep a copy."
        )


def collect_files() -> None:
    """Collect the pages' styles, scripts and pictures in one folder, if any has changed."""
    from django.contrib.staticfiles.finders import get_finders

    VAR.mkdir(exist_ok=True)
    with (VAR / "collecting").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another command may be at it in this folder
        every = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
        for finder in get_finders():
            for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
                with storage.open(path) as file:
                    every.update(path.encode() + b"\0" + hashlib.sha256(file.read()).digest())
        lock.seek(0)
        collected = Path(settings.STATIC_ROOT, "staticfiles.json")
        if collected.exists() and lock.read() == every.hexdigest():
            return
        say("Collecting the pages' styles and pictures")
        call_command("collectstatic", interactive=False, verbosity=0)
        lock.truncate(0)
        lock.write(every.hexdigest())


def make_texts_ready() -> None:
    """
    Make what the public's pages are translated with, and tell of what cannot be used.

    :raises Trouble: if a catalogue cannot be read
    """
    own = [Path(settings.HEARTH_TEXTS)] if settings.HEARTH_TEXTS else []
    (into,) = settings.LOCALE_PATHS
    for each in compile_texts(into, [texts.LOCALE, *own]):
        say(f"Left out of {each.catalogue}: “{each.text}”: {each.why}")


def bring_tables_up_to_date() -> None:
    """Apply what migrations there are to the shared tables and to each partnership's."""
    last = last_migrations()
    if not is_up_to_date("public", last):
        say("Making the shared tables")
        call_command("migrate_schemas", shared=True, verbosity=0)
    behind = [schema for schema in schemas() if not is_up_to_date(schema, last)]
    if behind:
        with Bar("Bringing partnerships' tables up to date", len(behind)) as bar:
            for schema in behind:
                call_command("migrate_schemas", tenant=True, schema_name=schema, verbosity=0)
                seal_history(schema)
                bar.step()


def seal_history(schema: str) -> None:
    """Bring what the ring sealed of people's history under keys of their own (see resealing)."""
    from hearth.foundation.resealing import reseal
    from hearth.foundation.sealing import ring_path

    if ring_path(schema).exists():
        for _ in reseal(schema):
            """Some rows at a time; stopped halfway, hearth seal-history does the rest."""


def erase_again_whoever_came_back() -> None:
    """Erase again whom a backup brought back, by the list that is kept beside the keys."""
    from hearth.erasing.actions import erase_again
    from hearth.erasing.ledger import ledger_path

    for schema in schemas():
        if not ledger_path(schema).exists():
            continue
        again = erase_again(schema)
        if again.erased:
            say(f"{schema}: erased again what a backup had brought back ({again.erased})")
        if again.on_hold:
            say(
                f"{schema}: NOT erased again: a backup brought back {len(again.on_hold)} that had "
                "been erased, and a hold for the law stands in it. Look at Erasing. Of the stubs: "
                + ", ".join(again.on_hold)
            )


def last_migrations() -> set[tuple[str, str]]:
    """Return the last migration of each app, as (app, name)."""
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(None).graph.leaf_nodes())


def is_up_to_date(schema: str, last: set[tuple[str, str]]) -> bool:
    """Test if every app's last migration was applied in a schema: much quicker than migrating."""
    from django.db import connection
    from psycopg import sql

    connection.set_schema_to_public()  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        table = sql.Identifier(schema, "django_migrations").as_string(None)
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(f"SELECT app, name FROM {table}")  # noqa: S608 (an identifier, quoted)
        return last <= set(cursor.fetchall())


def schemas() -> list[str]:
    """Return the schemas of the partnerships there are."""
    from hearth.registry.models import Partnership

    return list(Partnership.objects.order_by("schema_name").values_list("schema_name", flat=True))


def throw_away_half_a_demonstration() -> None:
    """Drop what somebody who could not wait left half loaded; never anything else."""
    from django.db import connection
    from psycopg import sql

    from hearth.registry.models import Hostname, Partnership

    if nature_of(os.environ["DATABASE_URL"]) != Nature.LOADING:
        return
    say("The demonstration was interrupted while loading: beginning again")
    connection.set_schema_to_public()  # type: ignore[attr-defined]
    for schema in schemas():
        with connection.cursor() as cursor:
            name = sql.Identifier(schema).as_string(None)
            cursor.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
    with connection.cursor() as cursor:
        for model in (Hostname, Partnership):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 (a model's own)


def load_demonstration() -> None:
    """Load the demonstration networks, unless the database holds anything."""
    owner = os.environ["DATABASE_URL"]
    if nature_of(owner) not in {Nature.UNDECIDED, Nature.LOADING}:
        return
    say("Loading the demonstration networks: York, Plymouth and Lincolnshire (this once)")
    write_down(owner, Nature.LOADING)
    call_command("demo")
    write_down(owner, Nature.DEMONSTRATION)


if __name__ == "__main__":
    run_to_the_end(main)
