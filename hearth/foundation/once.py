"""Writing a row once, however often its form is sent."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Field

from hearth.foundation.models import Record


def insert_once(row: Record) -> bool:
    """
    Insert a row unless it is there already, and tell whether it was inserted.

    One statement. A second sender waits for the first to commit, and then
    finds the id taken. Unlike get_or_create() it needs no savepoint, and at a
    busy door that is two round trips saved of five.
    """
    statement, fields = _insert(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        inserted = bool(cursor.rowcount == 1)
    row._state.adding = not inserted
    return inserted


@cache
def _insert(model: type[Record]) -> tuple[str, list["Field[Any, Any]"]]:
    fields = list(model._meta.concrete_fields)
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return (
        f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({values})'  # noqa: S608 (ours)
        " ON CONFLICT DO NOTHING",
        fields,
    )
