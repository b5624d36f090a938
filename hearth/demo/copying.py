"""Many rows into a table at once, by COPY: as they would be had they been saved one by one."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from psycopg import sql

from hearth.foundation.models import Record

Id = str
"""An id as 32 hexadecimal digits, which the database reads as well as a UUID, and much sooner."""

NULL = "\\N"
LINES_AT_ONCE = 1000


class Rows:
    """
    Rows of one model, gathered and then copied into its table together.

    :param given: the columns of which each row brings a value, in order
    :raises TypeError: if a column is left out that has no value of its own
    """

    def __init__(self, model: type[models.Model], *given: str) -> None:
        self.model = model
        columns = [str(field.column) for field in model._meta.concrete_fields]
        if unknown := set(given) - set(columns):
            raise TypeError(f"{model.__name__} has no {', '.join(sorted(unknown))}")
        left_out = [field for field in model._meta.concrete_fields if field.column not in given]
        written = {str(field.column): field for field in model._meta.concrete_fields}
        self._writers = [_writer(written[column]) for column in given]
        self._usual = "".join(f"\t{_written_as_usual(field)}" for field in left_out)
        names = [*given, *(str(field.column) for field in left_out)]
        self._copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(model._meta.db_table),
            sql.SQL(", ").join(sql.Identifier(name) for name in names),
        )
        self._lines: list[str] = []
        self.count = 0

    def add(self, *row: Any) -> None:
        """Gather one row, its values in the order that was given. Ids are as Ids makes them."""
        self._lines.append(
            "\t".join(
                [
                    NULL if value is None else write(value)
                    for write, value in zip(self._writers, row, strict=True)
                ]
            )
        )

    def add_written(self, line: str) -> None:
        """Gather one row that is written as COPY reads it."""
        self._lines.append(line)

    def __len__(self) -> int:
        return len(self._lines)

    def copy(self) -> None:
        """Copy what has been gathered so far, and forget it."""
        if not self._lines:
            return
        end = f"{self._usual}\n"
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            for start in range(0, len(self._lines), LINES_AT_ONCE):
                copy.write(end.join([*self._lines[start : start + LINES_AT_ONCE], ""]))
        self.count += len(self._lines)
        self._lines = []


def copy_all(tables: Iterable[Rows]) -> None:
    """Copy what several tables have gathered."""
    for table in tables:
        table.copy()


def _written_as_usual(field: "models.Field[Any, Any]") -> str:
    """Return how a column is written when nothing is said of it."""
    if field.primary_key:
        raise TypeError(f"{field.column} must be given")
    if field.has_default():
        value = field.get_default()
        return NULL if value is None else _writer(field)(value)
    if field.null:
        return NULL
    raise TypeError(f"{field.model.__name__}.{field.column} must be given")


def _writer(field: "models.Field[Any, Any]") -> Callable[[Any], str]:
    """
    Return what writes a column's values in COPY's text format.

    psycopg would do it too, looking afresh at the type of each value: of a
    million rows, that takes most of the time.
    """
    kind = field.target_field if isinstance(field, models.ForeignKey) else field
    if kind.choices and isinstance(kind, models.TextField):
        return str  # codes, with nothing in them to look out for
    for usual, writer in WRITERS.items():
        if isinstance(kind, usual):
            return writer
    raise TypeError(f"Nothing writes {field.model.__name__}.{field.column}")


def _text(words: str) -> str:
    if not words or words.isalnum():
        return words
    return (
        words.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    )


def _array(values: list[Any]) -> str:
    """Return a list of ids, codes or words, each in quotation marks."""
    if not values:
        return "{}"
    each = [str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values]
    return _text('{"' + '","'.join(each) + '"}')


WRITERS: dict[type[Any], Callable[[Any], str]] = {
    ArrayField: _array,
    models.UUIDField: str,
    models.DateTimeField: datetime.isoformat,
    models.DateField: date.isoformat,
    models.TimeField: time.isoformat,
    models.BooleanField: {True: "t", False: "f"}.__getitem__,
    models.IntegerField: str,
    models.FloatField: repr,
    models.DecimalField: str,
    models.JSONField: lambda value: _text(json.dumps(value)),
    models.BinaryField: lambda value: f"\\\\x{value.hex()}",
    models.TextField: _text,
}
"""By kind of field, the more particular first: a moment's field is a kind of day's field."""


class Ids:
    """
    Makes ids (UUID version 7, RFC 9562) for moments in the past, always the same from one seed.

    They sort by the moment, as those made on the day would.
    """

    def __init__(self, seed: str) -> None:
        self._bits = Random(seed).getrandbits  # noqa: S311 (an id is not a secret)

    def at(self, moment: datetime) -> Id:
        """Return a new id of that moment."""
        bits = int(moment.timestamp() * 1000) << 80 | self._bits(80)
        bits = bits & ~(0xF << 76) | 0x7 << 76
        return f"{bits & ~(0x3 << 62) | 0x2 << 62:032x}"

    def of_no_moment(self) -> Id:
        """Return a new id that says nothing of when (UUID version 4)."""
        return UUID(int=self._bits(128), version=4).hex


def sealed(model: type[Record], name: str, pk: Id, words: str) -> bytes:
    """Return words as they are stored, sealed for one column of one row."""
    if not words:
        return b""
    row = model(id=UUID(pk))
    setattr(row, name, words)
    return bytes(getattr(row, f"{name}_sealed"))


def pick(things: Sequence[Id], chance: float) -> Id:
    """Return one of several, given a number from 0 up to 1."""
    return things[int(chance * len(things))]
