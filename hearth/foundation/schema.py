"""The schema in hand. Everything that a partnership writes down is in its own."""

from contextlib import AbstractContextManager
from typing import Any, cast

from django.db import connection
from django_tenants.utils import schema_context


def schema_in_hand() -> str:
    """Return the schema that this thread's questions go to: the one that the address named."""
    return str(cast(Any, connection).schema_name)


def in_schema(schema: str) -> AbstractContextManager[None]:
    """Put this thread's questions in a schema for a while: for jobs, which carry its name."""
    return cast(AbstractContextManager[None], schema_context(schema))


def schemas_with(table: str) -> list[str]:
    """Return every schema that has a table of this name, by name: one for each partnership."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename = %s ORDER BY schemaname",
            [table],
        )
        return [schema for (schema,) in cursor.fetchall()]
