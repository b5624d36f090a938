"""The schema in hand. Everything that a partnership writes down is in its own."""

from typing import Any, cast

from django.db import connection


def schema_in_hand() -> str:
    """Return the schema that this thread's questions go to: the one that the address named."""
    return str(cast(Any, connection).schema_name)
