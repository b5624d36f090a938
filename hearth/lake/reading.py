"""
Reading a partnership's facts out of PostgreSQL as Arrow: its own rows alone, as at one moment.

A connection of its own (ADBC) says who acts and in which partnership, as any request does, and
reads in one transaction that changes nothing. The functions that answer insist on both.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from adbc_driver_postgresql import dbapi
from django.db import connection
from django.utils import timezone

from hearth.foundation.schema import schema_in_hand
from hearth.lake.pseudonyms import as_pseudonyms, pseudonym_key
from hearth.lake.star import Table
from hearth.places.timer import OnATimer

BEYOND = "ISOLATION LEVEL REPEATABLE READ READ ONLY"


@dataclass
class Source:
    """A partnership's rows as at one moment."""

    cursor: Any
    key: bytes
    read_at: datetime.datetime

    def read(self, table: Table, since: datetime.date, until: datetime.date) -> pa.Table:
        """Return a table's rows from a day to a day, with pseudonyms, in an order of their own."""
        self.cursor.execute(f"SELECT * FROM lake_{table.name}('{since}', '{until}')")  # noqa: S608
        return as_said(table, self.cursor.fetch_arrow_table(), self.key)

    def one(self, question: str) -> list[tuple[Any, ...]]:
        """Return the rows of a small question of ours."""
        self.cursor.execute(question)
        return [tuple(row) for row in self.cursor.fetchall()]

    def reach(self) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day of any fact; None if there is none."""
        [(first, last)] = self.one("SELECT first, last FROM lake_reach()")
        return None if first is None else (first, last)

    def marks(self) -> dict[int, datetime.date]:
        """Return the marks that stand, and which month each says changed."""
        return dict(self.one("SELECT id, month FROM lake_mark"))


@contextmanager
def source() -> Iterator[Source]:
    """Open the partnership in hand's rows, as they are at this moment, to Hearth itself."""
    read_at = timezone.now()
    with dbapi.connect(address()) as opened, opened.cursor() as cursor:
        cursor.execute(f"SET TRANSACTION {BEYOND}")
        cursor.execute(f'SET LOCAL search_path = "{schema_in_hand()}"')
        cursor.execute(f"SET LOCAL app.\"user\" = '{OnATimer.id}'")
        cursor.execute(f"SET LOCAL app.partnership = '{schema_in_hand()}'")
        yield Source(cursor, pseudonym_key(), read_at)


def address() -> str:
    """Return the address of the database that Django is connected to, as this role."""
    connection.ensure_connection()
    info = connection.connection.info
    return f"{info.dsn} password='{info.password}'" if info.password else str(info.dsn)


def as_said(table: Table, rows: pa.Table, key: bytes) -> pa.Table:
    """Return rows with the columns that the star schema says, people by pseudonym, in order."""
    columns = []
    for column in table.columns:
        values = rows.column(column.name).combine_chunks()
        if column.kind == "pseudonym":
            values = as_pseudonyms(key, _bytes(values))
        columns.append(values.cast(column.field.type))
    made = pa.Table.from_arrays(columns, schema=table.schema)
    return made.take(pc.sort_indices(made, [(name, "ascending") for name in made.column_names]))


def _bytes(ids: pa.Array) -> pa.Array:
    """Return ids as 16 bytes each, however the driver brought them."""
    if isinstance(ids, pa.ExtensionArray):
        ids = ids.storage
    return ids.cast(pa.binary(16))
