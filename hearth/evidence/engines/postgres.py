"""Measures on PostgreSQL itself: the same expression over the same facts, as they are just now."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from hearth.evidence.engines.base import FIRST_DAY, Engine
from hearth.evidence.measures import Asked, Measure
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor
from hearth.foundation.schema import schema_in_hand


class OnPostgreSQL(Engine):
    """
    The partnership in hand alone, asked by Hearth itself.

    Nobody is a pseudonym here, and no person leaves the database: only what is counted does.
    """

    name, dialect = "postgres", "postgres"

    def __init__(self, *, by: Actor) -> None:
        self.by = by

    def rows(self, question: str, measure: Measure, asked: Asked) -> Sequence[Mapping[str, Any]]:
        since = FIRST_DAY if measure.reads_before else asked.first
        facts = ", ".join(
            f"{name} AS MATERIALIZED (SELECT '{schema_in_hand()}'::text AS partnership,"  # noqa: S608
            f" to_char(f.day, 'YYYY-MM') AS month, f.*"
            f" FROM lake_{name}('{since}', '{asked.last}') AS f)"
            for name in measure.rows
        )
        with acting_as(self.by), connection.cursor() as cursor:
            cursor.execute(f"WITH {facts} {question}")
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
