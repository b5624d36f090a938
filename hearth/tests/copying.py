"""
A partnership for tests that is a copy of another: made in seconds, where its migrations take most
of a minute. Opening one in earnest is asked by the tests of the registry.
"""

import re
import subprocess

import psycopg
from django.db import connection
from psycopg.conninfo import make_conninfo

from hearth.config.backups import client
from hearth.foundation.sealing import make_ring
from hearth.registry.models import Hostname, Partnership

NEWER_SETTING = "SET transaction_timeout"
"""What a newer pg_dump asks for, and a server before PostgreSQL 17 does not know."""


def open_copy(*, of: str, schema: str) -> Partnership:
    """Open a partnership in a schema of its own, with all that migrations made in another's."""
    make_ring(schema)
    partnership = Partnership(name=schema.title(), schema_name=schema)
    partnership.auto_create_schema = False
    partnership.save(verbosity=0)
    Hostname.objects.create(tenant=partnership, domain=f"{schema}.localhost", is_primary=True)
    connection.ensure_connection()
    info = connection.connection.info
    address = make_conninfo(info.dsn, password=info.password)
    database, env = client.where(address)
    with psycopg.connect(address) as server:
        command = [client.program("pg_dump", server), "--dbname", database, "--schema", of]
        dump = subprocess.run(  # noqa: S603 (our own words)
            [*command, "--inserts", "--rows-per-insert=100"],
            env=env, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        server.execute(_renamed(dump, of, schema))
    return partnership


def _renamed(dump: str, of: str, schema: str) -> str:
    """Return a dump as another schema's, without what only psql or a newer server understands."""
    said = "\n".join(
        line for line in dump.splitlines() if not line.startswith(("\\", NEWER_SETTING))
    )
    return re.sub(rf"\b{of}(?=\.)|(?<=SCHEMA ){of}\b|(?<='){of}(?=')", schema, said)
