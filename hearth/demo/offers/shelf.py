"""Made rows of the directory, gathered whole and copied in together."""

import datetime
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model
from psycopg import sql

from hearth.demo.copying import Ids, Rows
from hearth.directory import models
from hearth.foundation.models import Record

R = TypeVar("R", bound=Model)

ORDER: Sequence[type[Model]] = (
    models.Provider,
    models.ProviderContact,
    models.Location,
    models.Service,
    models.CostOption,
    models.ServiceArea,
    models.ServiceAtLocation,
    models.Schedule,
    models.Tagged,
    models.Confirmation,
    models.Tip,
    models.Claim,
    models.SameAs,
    models.Cover,
    models.LinkedContact,
    models.Outing,
    models.Search,
    models.UnmetNeed,
)
"""Each table after those that it points at."""


class Shelf:
    """
    Gathers rows, with ids that are the same whenever the same are made.

    :param now: the moment after which nothing was written down
    """

    def __init__(self, *, now: datetime.datetime, seed: str) -> None:
        self.now = now
        self._ids = Ids(f"{seed}/directory")
        self._made: dict[type[Model], list[Model]] = {model: [] for model in ORDER}

    def make(self, model: type[R], *, at: datetime.datetime | None = None, **said: Any) -> R:
        """Return a row as it would be had it been written down at a moment, and keep it."""
        moment = min(at or self.now, self.now)
        if issubclass(model, Record):
            written = {"id": UUID(self._ids.at(moment)), "recorded_at": moment}
        else:  # of which nobody is to know more than the day
            written = {"id": UUID(self._ids.of_no_moment())}
        row = model(**written)
        if hasattr(row, "edited_at"):
            row.edited_at = moment
        for name, value in said.items():
            setattr(row, name, value)
        self._made[model].append(row)
        return row

    def all_of(self, model: type[R]) -> list[R]:
        """Return the rows of one kind that were made, in order."""
        return [row for row in self._made[model] if isinstance(row, model)]

    def copy(self) -> None:
        """Copy everything in, as it is by now, and let the database know how much there is."""
        for model, made in self._made.items():
            columns = [str(field.column) for field in model._meta.concrete_fields]
            rows = Rows(model, *columns)
            for row in made:
                rows.add(*(_plain(getattr(row, column)) for column in columns))
            rows.copy()
        names = [sql.Identifier(model._meta.db_table) for model in self._made]
        with connection.cursor() as cursor:  # what it takes for empty it looks through row by row
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(names)))


def _plain(value: Any) -> Any:
    return value.hex if isinstance(value, UUID) else value
