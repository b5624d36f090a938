"""
Filling tables while nothing is kept up beside them, and building that afterwards, in one go.

Of a hundred thousand visits, each with four keys to other tables and seven
indexes, the database spends three quarters of its time on those, row by row.
Built at the end, all at once, they are the same and take a few seconds. It
happens inside the transaction that fills the tables, and locks them until it
ends: only for a partnership that nobody uses yet.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, models
from psycopg import sql

FOREIGN_KEYS = """
    SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
     WHERE conrelid = %s::regclass AND contype = 'f' ORDER BY conname
"""
INDEXES = """
    SELECT c.relname, pg_get_indexdef(i.indexrelid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = %s::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid
                                                     AND k.contype <> 'f')
     ORDER BY c.relname
"""
MEMORY_FOR_INDEXES = "128MB"


@dataclass(frozen=True)
class _Taken:
    """What was taken from a table: names and definitions, as the database itself writes them."""

    table: sql.Identifier
    foreign_keys: list[tuple[str, str]]
    indexes: list[tuple[str, str]]


@contextmanager
def bare(tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """
    Take foreign keys and indexes from tables, and put the same ones back at the end.

    Putting a foreign key back checks every row. It must run inside a
    transaction, so that a failure leaves the tables as they were.
    """
    _settle_what_is_pending()
    taken = [_take_from(model._meta.db_table) for model in tables]
    yield
    _settle_what_is_pending()
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY_FOR_INDEXES}'")
        for table in taken:
            for _, definition in table.indexes:
                cursor.execute(definition)
        for table in taken:
            for name, definition in table.foreign_keys:
                add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(
                    table.table, sql.Identifier(name)
                )
                cursor.execute(add + sql.SQL(definition))


def _take_from(table: str) -> _Taken:
    name = sql.Identifier(table)
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS, [table])
        foreign_keys = cursor.fetchall()
        cursor.execute(INDEXES, [table])
        indexes = cursor.fetchall()
        for key, _ in foreign_keys:
            cursor.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(name, sql.Identifier(key))
            )
        for index, _ in indexes:
            cursor.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(index)))
    return _Taken(name, foreign_keys, indexes)


def _settle_what_is_pending() -> None:
    """Check now what waits until the end, for a table with checks to come cannot be changed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
