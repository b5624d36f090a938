"""
Sealing everything anew with a new key, while people go on working.

The new key goes on the ring first, and every process that serves seals with it a second later.
Then each value that an older key sealed is opened and sealed again, some hundreds of rows at a
time. A row that somebody changes meanwhile is left as they wrote it. Stopped halfway, nothing is
lost: every key on the ring goes on opening, and the next run does the rest.

A person's own key is sealed anew as all else is; what it sealed stays as it is. What of somebody's
history the ring sealed, before people had keys of their own, comes under theirs.
"""

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import getattr_static
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction

from hearth.foundation.schema import in_schema
from hearth.foundation.sealing import (
    FORMAT,
    LOOKED_AT_EVERY,
    Sealed,
    SealedForPerson,
    add_key,
    ring,
    seal_own,
    sealing_for_many,
)

AT_A_TIME = 500
"""Rows sealed anew in one transaction: no page waits long for one of them."""
MOST_ROUNDS = 5
"""How often it looks for rows that were changed under its hands; a second finds them all."""


@dataclass(frozen=True)
class Resealed:
    """How many sealed values of a column were sealed anew."""

    column: str
    values: int


def sealed_columns() -> list[tuple[type[models.Model], Sealed]]:
    """Return every column that holds sealed words, with its model: those that it inherits too."""
    return [
        (model, sealed)
        for model in apps.get_models()
        for name in dir(model)
        if isinstance(sealed := getattr_static(model, name), Sealed)
    ]


def rotate_keys(schema: str) -> list[Resealed]:
    """
    Put a new key on a partnership's ring, and seal with it all that older ones sealed.

    Run it as the tables' owner: it must see every row.

    :raises CannotOpen: if the partnership has no ring, or a value that no key opens
    """
    add_key(schema)
    time.sleep(2 * LOOKED_AT_EVERY)  # until whoever serves has seen it
    values: dict[str, int] = defaultdict(int)
    for _ in range(MOST_ROUNDS):
        for each in reseal(schema):
            values[each.column] += each.values
        with in_schema(schema):
            if not left_behind():
                break
    return [Resealed(column, number) for column, number in values.items()]


def reseal(schema: str) -> Iterator[Resealed]:
    """Seal anew, with the last key on the ring, whatever an older one sealed."""
    with in_schema(schema):
        there = set(connection.introspection.table_names())
        for model, sealed in sealed_columns():
            if model._meta.db_table in there:
                name = f"{model._meta.db_table}.{sealed.column}"
                yield Resealed(name, sum(_batches(model, sealed)))


def _is_left(sealed: Sealed) -> str:
    """
    Return SQL: an older key sealed this, or the ring did what is to be under a person's own key.

    It is given the first five bytes of what the newest key seals.
    """
    column = sealed.column
    older = f"length({column}) > 0 AND substring({column} FROM 1 FOR 5) <> %s"
    if not isinstance(sealed, SealedForPerson):
        return older
    is_own = f"substring({column} FROM 1 FOR 1) = '\\x02'::bytea"
    return f"length({column}) > 0 AND NOT ({is_own}) AND ({sealed.whose} IS NOT NULL OR {older})"


def _batches(model: type[models.Model], sealing: Sealed) -> Iterator[int]:
    table, newest = model._meta.db_table, FORMAT + (len(ring().keys) - 1).to_bytes(4, "big")
    key = model._meta.pk.column if model._meta.pk else "id"
    column, whose = sealing.column, getattr(sealing, "whose", "NULL::uuid")
    left = f"""
        SELECT {key}, {column}, {whose} FROM {table}
         WHERE {_is_left(sealing)}
           AND (%s::uuid IS NULL OR {key} > %s::uuid)
         ORDER BY {key} LIMIT {AT_A_TIME}
    """  # noqa: S608 (names are our own)
    put = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
    last = None
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(left, [newest, last, last])
            rows = cursor.fetchall()
            done = 0
            with sealing_for_many(person_id for *_, person_id in rows):
                for pk, sealed, person_id in rows:
                    anew = _anew(bytes(sealed), f"{table}.{column}:{pk}".encode(), person_id)
                    cursor.execute(put, [anew, pk, bytes(sealed)])
                    done += cursor.rowcount
        if not rows:
            return
        last = rows[-1][0]
        yield done


def _anew(sealed: bytes, about: bytes, person_id: UUID | None) -> bytes:
    words = ring().open(sealed, about)
    return seal_own(words, about, person_id) if person_id else ring().seal(words, about)


def left_behind() -> int:
    """Return how many sealed values in the schema in hand an older key sealed."""
    newest = FORMAT + (len(ring().keys) - 1).to_bytes(4, "big")
    there = set(connection.introspection.table_names())
    total = 0
    with connection.cursor() as cursor:
        for model, sealed in sealed_columns():
            if model._meta.db_table in there:
                cursor.execute(
                    f"SELECT count(*) FROM {model._meta.db_table}"  # noqa: S608 (names are our own)
                    f" WHERE {_is_left(sealed)}",
                    [newest],
                )
                total += int((cursor.fetchone() or [0])[0])
    return total
