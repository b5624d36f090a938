"""Measures on DuckDB, over the lake's Parquet: what is used unless something else is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from hearth.evidence.engines.base import Engine
from hearth.evidence.engines.files import files_of, manifests_of
from hearth.evidence.measures import Asked, Measure
from hearth.lake.star import TABLES, Table

SAID = {
    "words": "VARCHAR", "day": "DATE", "number": "INTEGER", "pseudonym": "BIGINT",
    "yes or no": "BOOLEAN",
}  # fmt: skip


class OnDuckDB(Engine):
    """:param memory: how much DuckDB may use, such as "4GB"; what it likes, if empty"""

    name, dialect = "duckdb", "duckdb"

    def __init__(self, folder: Path, partnerships: Sequence[str], *, memory: str = "") -> None:
        self.folder, self.partnerships, self.memory = folder, partnerships, memory

    def rows(self, question: str, measure: Measure, asked: Asked) -> Sequence[Mapping[str, Any]]:
        with self.opened(measure, asked) as lake:
            found = lake.execute(question)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    @contextmanager
    def opened(self, measure: Measure, asked: Asked) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a DuckDB of its own, in memory, in which the lake's tables have their names."""
        manifests = manifests_of(self.folder, self.partnerships)
        with duckdb.connect(config={"enable_external_access": "true"}) as lake:
            if self.memory:
                lake.execute(f"SET memory_limit = '{self.memory}'")
            for name in measure.rows:
                files = files_of(self.folder, manifests, name, measure, asked)
                lake.execute(f"CREATE TEMP VIEW {name} AS {_view(TABLES[name], files)}")
            yield lake


def _view(table: Table, files: Sequence[str]) -> str:
    """Return SQL for a table that stands in files, or in none."""
    if not files:
        columns = {"partnership": "words", "month": "words"} if table.is_fact else {}
        columns |= {column.name: column.kind for column in table.columns}
        nothing = (f"NULL::{SAID[kind]} AS {name}" for name, kind in columns.items())
        return f"SELECT {', '.join(nothing)} WHERE false"
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    types = "{'partnership': VARCHAR" + (", 'month': VARCHAR}" if table.is_fact else "}")
    return f"SELECT * FROM read_parquet([{listed}], hive_partitioning = true, hive_types = {types})"  # noqa: S608
