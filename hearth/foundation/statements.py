"""
Statements that people wait for at a busy door: prepared once, and then only filled in.

Planning a question can cost more than answering it. PostgreSQL plans a prepared one anew by
itself when the schema is another.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model

from hearth.foundation.models import AuditLine

Values = Sequence[Any] | Mapping[str, Any]
Row = TypeVar("Row", bound=Model)
Fields = list["Field[Any, Any]"]


def ask(statement: str, values: Values = ()) -> "psycopg.Cursor[Any]":
    """
    Run a prepared statement in the partnership in hand, and return its cursor.

    The database fills the values in, so each must have a type of its own there, or a cast.
    """
    with connection.cursor():  # which puts the connection in this partnership's schema
        cursor = psycopg.Cursor(connection.connection)
    with connection.wrap_database_errors:
        cursor.execute(statement, values, prepare=True)
    if connection.queries_logged:  # as Django's own cursors do, for whoever counts
        connection.queries_log.append({"sql": statement, "time": "unknown"})
    return cursor


def listed_columns(model: type[Model], table: str) -> str:
    """Return the columns that read_row() reads, as a question lists them."""
    return ", ".join(f'{table}."{field.column}"' for field in model._meta.concrete_fields)


def read_row(model: type[Row], row: Sequence[Any]) -> Row:
    """Return the record that the first columns of a row say, in the order of listed_columns()."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db("default", names, row[: len(names)])


def insert(row: Model) -> None:
    """Insert a row. One statement, and no signals: nothing here listens to any."""
    ask(*_insertion(row))


def insert_once(row: Model, *, line: AuditLine | None = None) -> bool:
    """
    Insert a row unless it is there already, and tell whether it was inserted.

    One statement. A second sender waits for the first to commit, and then
    finds the id taken. Unlike get_or_create() it needs no savepoint.

    :param line: what the audit trail says if the row was inserted, written by the same statement
    """
    statement, values = _insertion(row)
    statement += " ON CONFLICT DO NOTHING"
    if line:
        columns, casts, fields = _columns(type(line))
        statement = (
            f"WITH written AS ({statement} RETURNING 1) "  # noqa: S608 (names are our own)
            f'INSERT INTO "{line._meta.db_table}" ({columns}) SELECT {casts} FROM written'
        )
        values += _values(line, fields)
    return ask(statement, values).rowcount == 1


def _insertion(row: Model) -> tuple[str, list[Any]]:
    columns, casts, fields = _columns(type(row))
    statement = f'INSERT INTO "{row._meta.db_table}" ({columns}) VALUES ({casts})'  # noqa: S608
    return statement, _values(row, fields)


@cache
def _columns(model: type[Model]) -> tuple[str, str, Fields]:
    fields: Fields = list(model._meta.concrete_fields)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    casts = ", ".join(f"%s::{field.db_type(connection)}" for field in fields)
    return columns, casts, fields


def _values(row: Model, fields: Fields) -> list[Any]:
    database = connections[DEFAULT_DB_ALIAS]  # not by the proxy, which looks for it each time
    return [field.get_db_prep_save(field.pre_save(row, True), database) for field in fields]
