"""
Statements that people wait for at a busy door: prepared once, and then only filled in.

Planning a question can cost more than answering it. PostgreSQL plans a prepared one anew by
itself when the schema is another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model

from hearth.foundation.models import AuditLine

Values = Sequence[Any] | Mapping[str, Any]
Row = TypeVar("Row", bound=Model)
AS_IT_IS = frozenset(
    {"BinaryField", "BooleanField", "DateField", "DateTimeField", "ForeignKey",
     "PositiveSmallIntegerField", "SmallIntegerField", "TextField", "UUIDField"}
)  # fmt: skip
"""Kinds of fields whose values the driver writes as they stand in a record."""


def driver() -> "psycopg.Connection[Any]":
    """Return the driver's own connection, in the schema of the partnership in hand."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.connection is None or not database.search_path_set_schemas:
        with database.cursor():
            """Django connects, and django-tenants sets the search path."""
    own: psycopg.Connection[Any] = database.connection
    return own


def ask(statement: str, values: Values = ()) -> "psycopg.Cursor[Any]":
    """
    Run a prepared statement in the partnership in hand, and return its cursor.

    The database fills the values in, so each must have a type of its own there, or a cast.
    """
    database = connections[DEFAULT_DB_ALIAS]
    cursor = psycopg.Cursor(driver())
    database.validate_no_broken_transaction()
    with database.wrap_database_errors:
        cursor.execute(statement, values, prepare=True)
    if database.queries_logged:  # as Django's own cursors do, for whoever counts
        database.queries_log.append({"sql": statement, "time": "unknown"})
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
        second, more = _insertion(line, source="SELECT {} FROM written")
        statement = f"WITH written AS ({statement} RETURNING 1) {second}"
        values += more
    return ask(statement, values).rowcount == 1


def _insertion(row: Model, *, source: str = "VALUES ({})") -> tuple[str, list[Any]]:
    database = connections[DEFAULT_DB_ALIAS]  # not by the proxy, which looks for it each time
    values = [_value(row, column, database) for column in _columns(type(row))]
    return _inserting(type(row), source), values


@cache
def _inserting(model: type[Model], source: str) -> str:
    names = ", ".join(f'"{column.field.column}"' for column in _columns(model))
    casts = ", ".join(column.cast for column in _columns(model))
    return f'INSERT INTO "{model._meta.db_table}" ({names}) {source.format(casts)}'


@dataclass(frozen=True)
class _Column:
    """A column, and how a record's value gets into it."""

    field: "Field[Any, Any]"
    name: str
    cast: str
    as_it_is: bool
    """Whether the driver takes the record's own value, with nothing for Django to do to it."""
    is_clock: bool
    """Whether the value is the moment of writing, which Django fills in."""


@cache
def _columns(model: type[Model]) -> list[_Column]:
    return [
        _Column(
            field,
            field.attname,
            f"%s::{field.db_type(connection)}",
            as_it_is=field.get_internal_type() in AS_IT_IS,
            is_clock=getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False),
        )
        for field in model._meta.concrete_fields
    ]


def _value(row: Model, column: _Column, database: Any) -> Any:
    read = column.field.pre_save(row, True) if column.is_clock else getattr(row, column.name)
    return read if column.as_it_is else column.field.get_db_prep_save(read, database)
