"""Looking at a database server that somebody named, before anything is done with it."""

import os
import re
from collections.abc import Mapping

import psycopg
from psycopg.conninfo import conninfo_to_dict

from hearth.config.embedded.programs import OLDEST
from hearth.config.environment import check_addresses_come_in_pairs
from hearth.config.terminal import Trouble

WEB = "hearth_web"
PATIENCE = 5  # seconds to wait for a server to answer


def addresses() -> dict[str, str]:
    """
    Return the addresses in the environment, once both are known to serve.

    :raises Trouble: in one sentence, for the first thing found wrong with either.
    """
    check_addresses_come_in_pairs()
    check_owner(os.environ["DATABASE_OWNER_URL"])
    check_web(os.environ["DATABASE_URL"])
    return {name: os.environ[name] for name in ("DATABASE_URL", "DATABASE_OWNER_URL")}


def check_owner(address: str) -> None:
    """:raises Trouble: if an address will not do for making and changing tables."""
    with connected(address, "DATABASE_OWNER_URL") as server:
        version = server.info.server_version // 10000
        if version < OLDEST:
            raise Trouble(
                f"The server in DATABASE_OWNER_URL is PostgreSQL {version}; Hearth needs {OLDEST} "
                "or newer."
            )
        may = server.execute("SELECT has_database_privilege(current_database(), 'CREATE')")
        if not one(may):
            raise Trouble(
                f"The role {server.info.user} in DATABASE_OWNER_URL may not make schemas: run "
                f"GRANT CREATE ON DATABASE {server.info.dbname} TO {server.info.user}, or make it "
                "the database's owner."
            )


def check_web(address: str) -> None:
    """:raises Trouble: if an address will not do for serving; the walls would not hold it, say."""
    with connected(address, "DATABASE_URL") as server:
        mighty = server.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        there = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [WEB]).fetchone()
        if one(mighty):
            raise Trouble(
                f"The role {server.info.user} in DATABASE_URL steps over row-level security: serve "
                f"as {WEB}, which owns nothing and is no superuser."
            )
        if not there or not one(
            server.execute("SELECT pg_has_role(current_user, %s, 'USAGE')", [WEB])
        ):
            raise Trouble(
                f"The role {server.info.user} in DATABASE_URL is not {WEB} and does not hold it: "
                f"the rights in the database are given to {WEB} by name."
            )
        owner = conninfo_to_dict(os.environ.get("DATABASE_OWNER_URL", "")).get("user")
        if owner == server.info.user:
            raise Trouble(
                "DATABASE_URL and DATABASE_OWNER_URL name the same role: whoever owns the tables "
                "steps over row-level security, so serve as hearth_web."
            )


def connected(address: str, name: str) -> psycopg.Connection:
    """
    Connect to a named server.

    :raises Trouble: if it cannot be reached, or will not let us in. Passwords are never repeated.
    """
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        raise Trouble(
            f"{name} is not an address of a database: it should look like "
            "postgresql://role:password@host:5432/database."
        ) from None
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=PATIENCE)
    except psycopg.OperationalError as error:
        raise Trouble(refusal(name, parts, str(error))) from None


def refusal(name: str, parts: Mapping[str, object], said: str) -> str:
    """Return in one sentence why a server did not let us in."""
    database, role = parts.get("dbname"), parts.get("user")
    where = f"{parts.get('host') or 'this machine'}" + (
        f" port {parts['port']}" if parts.get("port") else ""
    )
    if re.search(r'database ".*" does not exist', said):
        return (
            f"There is no database {database} at {where}, which {name} names: make it with "
            f"CREATE DATABASE {database} OWNER hearth_owner, or correct the address."
        )
    if re.search(
        r"password authentication failed|no password supplied|role .* does not exist", said
    ):
        return f"The server at {where} does not accept the password or the role {role} of {name}."
    reason = said.strip().splitlines()[0].rpartition(": ")[2].rstrip(".")
    return (
        f"Hearth cannot reach the database that {name} names, at {where} ({reason}): is the server "
        "running, and the address right?"
    )


def one(cursor: psycopg.Cursor) -> object:
    """Return the one value that a question has for an answer."""
    row = cursor.fetchone()
    return row[0] if row else None
