"""
Bringing a database, or one partnership, back from a file: hearth restore.

It is one transaction: either all of it is back, counted and found complete, or nothing has
changed. What is there already is replaced only if you say so.
"""

import argparse
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from hearth.config.backups import archive, client
from hearth.config.backups.archive import Manifest, Part
from hearth.config.backups.backup import SHARED, fingerprint
from hearth.config.nature import Nature, nature_of
from hearth.config.terminal import Bar, Trouble, mention, say

PATIENCE = "30s"
"""How long to wait for whoever uses the tables that are to be replaced."""

COPY = re.compile(rb"COPY .* FROM stdin;\n$")
NEWER_SETTING = re.compile(rb"^SET transaction_timeout = 0;$", re.MULTILINE)  # PostgreSQL 17
SCRIPT_GUARD = re.compile(rb"^\\(un)?restrict \w+$", re.MULTILINE)  # for psql alone


def command(arguments: list[str], addresses: dict[str, str], keys: Path, known: set[str]) -> int:
    """
    Restore as the command line asks.

    :param keys: the folder of the partnerships' key rings.
    :param known: the migrations that this Hearth has, as app.name.
    """
    parser = argparse.ArgumentParser("hearth restore", description=__doc__)
    parser.add_argument("file", type=Path, help="a file that hearth backup wrote")
    parser.add_argument("--partnership", metavar="SCHEMA", help="this partnership alone")
    parser.add_argument(
        "--replace", action="store_true", help="replace what is there now; there is no way back"
    )
    options = parser.parse_args(arguments)
    address = addresses["DATABASE_OWNER_URL"]
    parts = restore(
        address,
        options.file,
        partnership=options.partnership,
        replace=options.replace,
        known=known,
    )
    for part in parts:
        say(f"{part.schema or 'What partnerships share'}: {sum(part.rows.values()):,} rows")
        for table, count in part.rows.items():
            if count:
                say(f"  {count:>12,}  {table.partition('.')[2]}")
    say("Every table has as many rows as when it was backed up.")
    for warning in warnings_about_keys(parts, keys):
        mention(warning)
    if any(known - set(part.migrations) for part in parts):
        say("The backup is of an older Hearth: run hearth migrate before you open the doors.")
    return 0


def restore(
    address: str,
    file: Path,
    *,
    partnership: str | None = None,
    replace: bool = False,
    known: set[str] | None = None,
) -> list[Part]:
    """
    Restore a backup into a database, and return the parts that are back.

    :param address: of the database, as its owner.
    :param partnership: the schema of the only one to restore.
    :param replace: whether to replace what is there.
    :param known: the migrations that this Hearth has; a backup with others is refused.
    :raises Trouble: if anything is in the way or wrong, and then nothing has changed.
    """
    with archive.opened(file) as (manifest, tar), psycopg.connect(address) as server:
        parts = chosen(manifest, file, partnership)
        check_known(parts, known)
        if not is_whole(parts):
            check_nature(manifest, nature_of(address))
        with tempfile.TemporaryDirectory(prefix="hearth-") as work, in_words():
            server.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            make_room(server, manifest, parts, replace=replace)
            with Bar("Restoring", sum(sum(part.rows.values()) for part in parts)) as bar:
                for part in parts:
                    dump = archive.take_out(file, tar, part, Path(work))
                    bring_back(server, dump, bar)
                    if part.schema and not is_whole(parts):
                        write_into_registry(server, part)
            check_counts(server, parts)
            if manifest.nature == Nature.DEMONSTRATION and not is_whole(parts):
                server.execute(
                    f"COMMENT ON TABLE public.registry_partnership IS '{Nature.DEMONSTRATION}'"
                )
    return parts


def is_whole(parts: list[Part]) -> bool:
    return any(part.schema is None for part in parts)


def chosen(manifest: Manifest, file: Path, partnership: str | None) -> list[Part]:
    """:raises Trouble: if the file does not hold the partnership."""
    if partnership is None:
        return manifest.parts
    parts = [part for part in manifest.parts if part.schema == partnership]
    if not parts:
        raise Trouble(
            f"The file {file} does not hold {partnership}; it holds {', '.join(manifest.schemas)}."
        )
    return parts


def check_known(parts: list[Part], known: set[str] | None) -> None:
    """:raises Trouble: if the backup knows a migration that this Hearth does not."""
    applied = {name for part in parts for name in part.migrations}
    if known is not None and (unknown := applied - known):
        raise Trouble(
            f"The backup was made by a newer Hearth (it has {min(unknown)}): update this one first."
        )


def check_nature(manifest: Manifest, nature: Nature) -> None:
    """:raises Trouble: if the demonstration would be put among real partnerships, or they in it."""
    backup, here = Nature(manifest.nature), nature
    natures = {Nature.DEMONSTRATION if one == Nature.LOADING else one for one in (backup, here)}
    if natures == {Nature.DEMONSTRATION, Nature.REAL}:
        raise Trouble(
            "The backup holds the demonstration and this database real partnerships, or the "
            "other way round, and they may not be mixed: restore into another (HEARTH_HOME)."
        )


@contextmanager
def in_words() -> Iterator[None]:
    """Turn what PostgreSQL refuses into a sentence. The transaction is undone by then."""
    try:
        yield
    except psycopg.errors.LockNotAvailable:
        raise Trouble(
            "Somebody is using the tables that are to be replaced, so nothing was restored: stop "
            "Hearth and try again."
        ) from None
    except psycopg.Error as error:
        said = error.diag.message_primary or str(error).strip()
        raise Trouble(f"Nothing was restored: the database says “{said}”.") from None


def make_room(
    server: psycopg.Connection, manifest: Manifest, parts: list[Part], *, replace: bool
) -> None:
    """
    Take away what is to be replaced.

    :raises Trouble: if a partnership is there, or its address is another's, and nobody said so.
    """
    make_web_role(server)
    there = client.partnerships_in(server)
    whole = is_whole(parts)
    in_the_way = there if whole else [part.schema for part in parts if part.schema in there]
    if in_the_way and not replace:
        names = ", ".join(str(name) for name in in_the_way)
        raise Trouble(f"There is already {names} in this database; --replace would replace it.")
    if not whole and not there_is_a_registry(server):
        raise Trouble("This database has no tables yet: run hearth migrate first.")
    for schema in {*in_the_way, *(part.schema for part in parts if part.schema)}:
        drop = sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(str(schema)))
        server.execute(drop)
    if whole:
        empty_the_shared_schema(server)
    else:
        server.execute(
            "DELETE FROM public.registry_hostname WHERE tenant_id IN "
            "(SELECT id FROM public.registry_partnership WHERE schema_name = ANY (%s))",
            [in_the_way],
        )
        server.execute(
            "DELETE FROM public.registry_partnership WHERE schema_name = ANY (%s)", [in_the_way]
        )


def there_is_a_registry(server: psycopg.Connection) -> bool:
    row = server.execute("SELECT to_regclass('public.registry_partnership')").fetchone()
    return bool(row and row[0])


def make_web_role(server: psycopg.Connection) -> None:
    """
    Make sure of the role that rights are given to.

    :raises Trouble: if it is not there and this owner may not make it.
    """
    if server.execute("SELECT 1 FROM pg_roles WHERE rolname = 'hearth_web'").fetchone():
        return
    try:
        with server.transaction():
            server.execute("CREATE ROLE hearth_web")
    except psycopg.errors.InsufficientPrivilege:
        raise Trouble(
            "The server has no role hearth_web, and this owner may not make it: make it with "
            "CREATE ROLE hearth_web LOGIN PASSWORD '…', and try again."
        ) from None


def empty_the_shared_schema(server: psycopg.Connection) -> None:
    """Drop whatever is in it that belongs to nobody else (to no extension)."""
    kinds = [
        ("TABLE", "pg_class", "relname", "relnamespace", "object.relkind IN ('r', 'p')"),
        ("VIEW", "pg_class", "relname", "relnamespace", "object.relkind = 'v'"),
        ("SEQUENCE", "pg_class", "relname", "relnamespace", "object.relkind = 'S'"),
        ("ROUTINE", "pg_proc", "proname", "pronamespace", "true"),
        ("TYPE", "pg_type", "typname", "typnamespace", "object.typtype IN ('e', 'd')"),
        ("TYPE", "pg_class", "relname", "relnamespace", "object.relkind = 'c'"),
    ]
    for word, catalogue, name, namespace, which in kinds:
        arguments = "object.oid::regprocedure::text" if word == "ROUTINE" else "NULL"
        found = server.execute(
            f"SELECT quote_ident(object.{name}), {arguments} FROM {catalogue} AS object "  # noqa: S608 (words of our own)
            f"WHERE object.{namespace} = %s::regnamespace AND {which} AND NOT EXISTS "
            "(SELECT 1 FROM pg_depend WHERE objid = object.oid AND deptype IN ('e'))",
            [SHARED],
        ).fetchall()
        for quoted, signature in found:
            there = signature or f"{SHARED}.{quoted}"
            server.execute(f"DROP {word} IF EXISTS {there} CASCADE")
    # Rights that whatever is made from now on would have: the backup brings its own.
    server.execute(
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON TABLES FROM hearth_web; "
        "ALTER DEFAULT PRIVILEGES REVOKE ALL ON SEQUENCES FROM hearth_web"
    )


def bring_back(server: psycopg.Connection, dump: Path, bar: Bar) -> None:
    """Make a part's tables, fill them, then add what watches over them: keys, triggers, walls."""
    program = str(client.program("pg_restore", server))
    for section in ("pre-data", "data", "post-data"):
        command = [program, "--no-owner", f"--section={section}", "--file=-", str(dump)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stderr
            if section == "data":
                fill(server, process.stdout, bar)
            else:
                run_script(server, process.stdout.read())
            said = process.stderr.read().decode().strip()
        if process.returncode:
            raise Trouble(f"Nothing was restored: pg_restore says “{said.splitlines()[-1]}”.")


def run_script(server: psycopg.Connection, script: bytes) -> None:
    script = SCRIPT_GUARD.sub(b"", script)
    if server.info.server_version < 170000:
        script = NEWER_SETTING.sub(b"", script)
    server.execute(script)


def fill(server: psycopg.Connection, lines: Iterable[bytes], bar: Bar) -> None:
    """Send a script that holds nothing but COPY and its rows, and the places of sequences."""
    waiting: list[bytes] = []
    lines = iter(lines)
    for line in lines:
        if not COPY.match(line):
            waiting.append(line)
            continue
        run_script(server, b"".join(waiting))
        waiting.clear()
        with server.cursor() as cursor, cursor.copy(line.rstrip(b";\n")) as copy:
            sent = 0
            for row in lines:
                if row == b"\\.\n":
                    break
                copy.write(row)
                sent += 1
                if sent % 10_000 == 0:
                    bar.show(bar.done + 10_000)
        bar.show(bar.done + sent % 10_000)
    run_script(server, b"".join(waiting))


def write_into_registry(server: psycopg.Connection, part: Part) -> None:
    """
    Give a partnership its row in the registry and its addresses again.

    :raises Trouble: if another partnership has one of the addresses by now.
    """
    for hostname in part.registry["hostnames"]:
        domain = hostname["domain"]
        taken = server.execute("SELECT 1 FROM public.registry_hostname WHERE domain = %s", [domain])
        if taken.fetchone():
            raise Trouble(f"Nothing was restored: another partnership has the address {domain}.")
    number = insert(server, "registry_partnership", part.registry["partnership"])
    for hostname in part.registry["hostnames"]:
        insert(server, "registry_hostname", {**hostname, "tenant_id": number})


def insert(server: psycopg.Connection, table: str, values: dict[str, object]) -> int:
    """Insert a row as it was, but for its number, which may be another's by now; return the new."""
    columns = server.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attname <> 'id'",
        [f"public.{table}"],
    ).fetchall()
    names = sql.SQL(", ").join(sql.Identifier(name) for (name,) in columns if name in values)
    order = sql.SQL(
        "INSERT INTO {table} ({names}) "
        "SELECT {names} FROM jsonb_populate_record(NULL::{table}, %s) RETURNING id"
    ).format(table=sql.Identifier(SHARED, table), names=names)
    row = server.execute(order, [Jsonb(values)]).fetchone()
    assert row
    return int(row[0])


def check_counts(server: psycopg.Connection, parts: list[Part]) -> None:
    """:raises Trouble: if a table has not as many rows as when it was backed up."""
    server.execute("SET LOCAL row_security = off")
    for part in parts:
        now = client.rows_in(server, [part.schema or SHARED])
        if wrong := sorted(table for table, count in part.rows.items() if now.get(table) != count):
            table = wrong[0]
            raise Trouble(
                f"Nothing was restored: {table} should have {part.rows[table]:,} rows, and has "
                f"{now.get(table, 0):,}."
            )


def warnings_about_keys(parts: list[Part], keys: Path) -> list[str]:
    """Return a sentence for each partnership whose sealed words cannot be read here."""
    sentences = []
    for part in parts:
        if part.schema is None or part.keys is None:
            continue
        ring = keys / f"{part.schema}.json"
        here = fingerprint(ring)
        if here is None:
            sentences.append(
                f"The keys of {part.schema} are missing: what is sealed cannot be read until you "
                f"put them back at {ring}."
            )
        elif here != part.keys:
            sentences.append(
                f"The keys at {ring} are not those that {part.schema} was sealed with: put the "
                "right ones there before anybody writes."
            )
    return sentences
