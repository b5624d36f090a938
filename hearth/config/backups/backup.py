"""
Writing the database, or one partnership of it, to a file: hearth backup.

Everything in the file is of one moment, however long it takes and whoever is at work meanwhile.
The encryption keys are not in it, on purpose: whoever finds the file cannot read what is sealed.
"""

import argparse
import json
import re
import subprocess
import tempfile
import tomllib
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from hearth.config.backups import archive, client
from hearth.config.backups.archive import Manifest, Part
from hearth.config.environment import ROOT
from hearth.config.nature import nature_of
from hearth.config.terminal import Bar, Trouble, mention, say

SHARED = "public"
"""The schema of what partnerships share: the registry and the queue of jobs."""


def command(arguments: list[str], addresses: dict[str, str], keys: Path) -> int:
    """Back up as the command line asks."""
    parser = argparse.ArgumentParser("hearth backup", description=__doc__)
    parser.add_argument("file", type=Path, help="where to write it; there must be no such file yet")
    parser.add_argument("--partnership", metavar="SCHEMA", help="this partnership alone")
    options = parser.parse_args(arguments)
    manifest = back_up(
        addresses["DATABASE_OWNER_URL"], options.file, partnership=options.partnership, keys=keys
    )
    rows = sum(sum(part.rows.values()) for part in manifest.parts)
    say(f"Backed up {', '.join(manifest.schemas) or 'no partnership'} ({rows:,} rows)")
    say(f"into {options.file} ({options.file.stat().st_size / 1_000_000:,.1f} MB).")
    say("It holds what people have told you: keep it as carefully as the database itself.")
    say(f"The encryption keys are not in it. Copy them too, to another place: {keys}")
    for part in manifest.parts:
        if part.schema and not part.keys:
            mention(f"The keys of {part.schema} are not there: is HEARTH_KEYS set as it should be?")
    return 0


def back_up(address: str, file: Path, *, partnership: str | None = None, keys: Path) -> Manifest:
    """
    Write a backup, and return what it says about itself.

    :param address: of the database, as its owner.
    :param partnership: the schema of the only one to back up; all of them, if None.
    :param keys: the folder of the partnerships' key rings, whose fingerprints are noted.
    :raises Trouble: if the file exists, there is no such partnership, or pg_dump fails.
    """
    if file.exists():
        raise Trouble(f"There is already a file {file}: choose another name.")
    if not file.absolute().parent.is_dir():
        raise Trouble(f"There is no folder {file.absolute().parent} to write the backup in.")
    with (
        psycopg.connect(address) as server,
        tempfile.TemporaryDirectory(prefix=".hearth-", dir=file.absolute().parent) as work,
    ):
        server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        server.execute("SET LOCAL row_security = off")  # fail rather than leave anything out
        there = client.partnerships_in(server)
        if partnership and partnership not in there:
            raise Trouble(
                f"There is no partnership {partnership}; there is {', '.join(there) or 'none'}."
            )
        parts = [] if partnership else [look_at(server, None, keys)]
        parts += [
            look_at(server, schema, keys) for schema in ([partnership] if partnership else there)
        ]
        manifest = Manifest(
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            hearth=version(),
            postgresql=str(server.info.parameter_status("server_version")),
            nature=nature_of(address),
            parts=dump(address, server, parts, leave_out=there, folder=Path(work)),
        )
        archive.write(file, manifest, Path(work))
    return manifest


def look_at(server: psycopg.Connection, schema: str | None, keys: Path) -> Part:
    """Return what a part will hold: counted now, so that restoring can be checked against it."""
    applied = server.execute(
        sql.SQL("SELECT app, name FROM {} ORDER BY id").format(
            sql.Identifier(schema or SHARED, "django_migrations")
        )
    )
    return Part(
        file=f"{schema}.dump" if schema else archive.SHARED_PART,
        schema=schema,
        rows=client.rows_in(server, [schema or SHARED]),
        migrations=[f"{app}.{name}" for app, name in applied],
        registry=registry_of(server, schema) if schema else {},
        keys=fingerprint(keys / f"{schema}.json") if schema else None,
    )


def registry_of(server: psycopg.Connection, schema: str) -> dict[str, Any]:
    """Return a partnership's rows in the registry, to bring it back alone one day."""
    row = server.execute(
        "SELECT to_jsonb(partnership), "
        "(SELECT jsonb_agg(to_jsonb(hostname)) FROM public.registry_hostname AS hostname"
        " WHERE tenant_id = partnership.id) "
        "FROM public.registry_partnership AS partnership WHERE schema_name = %s",
        [schema],
    ).fetchone()
    assert row
    return {"partnership": row[0], "hostnames": row[1] or []}


def fingerprint(ring: Path) -> str | None:
    """
    Return 16 characters by which a key ring is known again; None if there is no such ring.

    They are made from its first key, which a ring never loses, and give nothing of it away.
    """
    try:
        first = json.loads(ring.read_text())[0]
    except (FileNotFoundError, IndexError, ValueError):
        return None
    return sha256(b"hearth key ring " + bytes.fromhex(first)).hexdigest()[:16]


def dump(
    address: str,
    server: psycopg.Connection,
    parts: list[Part],
    *,
    leave_out: list[str],
    folder: Path,
) -> list[Part]:
    """
    Write each part's dump in a folder, and return the parts with what was written.

    :param leave_out: the partnerships' schemas, which the shared part is without.
    :raises Trouble: if pg_dump fails.
    """
    row = server.execute("SELECT pg_export_snapshot()").fetchone()  # the moment that all are of
    assert row
    database, env = client.where(address)
    command = [str(client.program("pg_dump", server)), "--dbname", database]
    command += ["--format=custom", "--compress=3", "--verbose", "--snapshot", row[0]]
    written = []
    with Bar("Backing up, table by table", sum(len(part.rows) for part in parts)) as bar:
        for part in parts:
            choose = (
                ["--schema", f'"{part.schema}"']
                if part.schema
                else [f'--exclude-schema="{schema}"' for schema in leave_out]
            )
            run_pg_dump([*command, *choose, "--file", str(folder / part.file)], env, bar)
            size = (folder / part.file).stat().st_size
            found = archive.hash_of(folder / part.file)
            written.append(Part(**{**vars(part), "bytes": size, "sha256": found}))
        bar.finish()
    return written


def run_pg_dump(command: list[str], env: dict[str, str], bar: Bar) -> None:
    """:raises Trouble: if it fails, with the last thing that it said."""
    said = ""
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            if "dumping contents of table" in line:
                bar.step()
            elif "error:" in line:
                said = re.sub(r"^\S+ error: ", "", line.strip())
    if process.returncode:
        raise Trouble(f"The backup was not made: pg_dump says “{said}”.")


def version() -> str:
    """Return Hearth's version, as pyproject.toml has it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
