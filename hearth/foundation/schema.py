"""The schema in hand. Everything that a partnership writes down is in its own."""

from contextlib import AbstractContextManager
from typing import Any, cast

from django.conf import settings
from django.db import connection
from django_tenants.utils import get_tenant_domain_model, schema_context


def schema_in_hand() -> str:
    """Return the schema that this thread's questions go to: the one that the address named."""
    return str(cast(Any, connection).schema_name)


def in_schema(schema: str) -> AbstractContextManager[None]:
    """Put this thread's questions in a schema for a while: for jobs, which carry its name."""
    return cast(AbstractContextManager[None], schema_context(schema))


def address_in_hand() -> str:
    """
    Return the address of the schema in hand, for links in what is sent: "https://york.example.org".

    :raises LookupError: if it is found at none
    """
    hosts = get_tenant_domain_model().objects.filter(tenant__schema_name=schema_in_hand())
    host = hosts.order_by("-is_primary", "domain").values_list("domain", flat=True).first()
    if host is None:
        raise LookupError(f"{schema_in_hand()} has no address")
    return f"{'https' if settings.HTTPS else 'http'}://{host}"


def schemas_with(table: str) -> list[str]:
    """
    Return every schema that has a table of this name, by name: one for each partnership.

    A partnership whose tables are still being made is left out: nobody may use its schema yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname FROM pg_catalog.pg_tables WHERE tablename = %s "
            "AND has_schema_privilege(schemaname, 'USAGE') ORDER BY schemaname",
            [table],
        )
        return [schema for (schema,) in cursor.fetchall()]
