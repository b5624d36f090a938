"""Speaking to a database with PostgreSQL's own programs, without a password on a command line."""

import os
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hearth.config.embedded import programs


def program(name: str, server: psycopg.Connection) -> Path:
    """
    Return the newest pg_dump, or its like, that suits a server.

    :raises Trouble: if there is none.
    """
    return programs.for_a_client_of(server.info.server_version // 10000) / name


def where(address: str) -> tuple[str, dict[str, str]]:
    """Return an address without its password, and the environment that holds it instead."""
    parts = conninfo_to_dict(address)
    password = parts.pop("password", None)
    env = {**os.environ, "LC_ALL": "C"}
    if password:
        env["PGPASSWORD"] = str(password)
    return make_conninfo("", **{key: value for key, value in parts.items() if value}), env


def rows_in(server: psycopg.Connection, schemas: list[str]) -> dict[str, int]:
    """Return how many rows each table of these schemas has, by its name with its schema's."""
    tables = server.execute(
        "SELECT nspname, relname FROM pg_class JOIN pg_namespace space ON space.oid = relnamespace "
        "WHERE relkind = 'r' AND nspname = ANY (%s) ORDER BY 1, 2",
        [schemas],
    ).fetchall()
    counts = {}
    for schema, table in tables:
        count = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        row = server.execute(count).fetchone()
        assert row
        counts[f"{schema}.{table}"] = row[0]
    return counts


def partnerships_in(server: psycopg.Connection) -> list[str]:
    """Return the schemas of the partnerships there are; none, if there is no registry yet."""
    there = server.execute("SELECT to_regclass('public.registry_partnership')").fetchone()
    if not (there and there[0]):
        return []
    found = server.execute(
        "SELECT schema_name FROM public.registry_partnership ORDER BY schema_name"
    )
    return [schema for (schema,) in found]
