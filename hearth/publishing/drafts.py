"""Tables that somebody wants to publish, before anything of them is hidden."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class DraftTable:
    """
    Counts by two things.

    `keys` has the shape of `counts`. A key says whom or what a cell counts, and no two cells of any
    publication have the same key unless they count the same, such as “attendances, Acomb, 2026-10”.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    keys: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Draft:
    """Tables to be published together, under a name that no other publication has."""

    name: str
    policy: str
    tables: tuple[DraftTable, ...]

    def cells(self) -> Iterable[tuple[DraftTable, str, str, int, str]]:
        """Yield each cell: its table, row, column, count and key."""
        for table in self.tables:
            for row, counts, keys in zip(table.rows, table.counts, table.keys, strict=True):
                for column, count, key in zip(table.columns, counts, keys, strict=True):
                    yield table, row, column, count, key


Counted = Mapping[str, Mapping[str, Any]]
"""What was counted before, by key: Publication.counted of all, the latest last."""


def document(draft: Draft, before: Counted, earlier: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Return a draft as `hearth suppress` takes it.

    A cell that counts what was counted before is made of the same people. Where some were added
    since, it is made of them and the others; where it became fewer, a link says so. Thus nobody
    learns from two releases what neither tells.
    """
    made_of, links = _beside(draft, before)
    return {
        "release": draft.name,
        "policy": draft.policy,
        "tables": [
            {
                "name": table.name,
                "rows": list(table.rows),
                "columns": list(table.columns),
                "counts": [list(line) for line in table.counts],
                "made_of": [[made_of[key] for key in line] for line in table.keys],
            }
            for table in draft.tables
        ],
        "links": links,
        "earlier": list(earlier),
    }


def counted(draft: Draft, before: Counted) -> dict[str, dict[str, Any]]:
    """Return what to keep of a draft that is published, for the next one."""
    made_of, _ = _beside(draft, before)
    return {
        key: {"made_of": made_of[key], "count": count, "release": draft.name,
              "table": table.name, "row": row, "column": column}
        for table, row, column, count, key in draft.cells()
    }  # fmt: skip


def _beside(draft: Draft, before: Counted) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    made_of: dict[str, list[str]] = {}
    links = []
    for table, row, column, count, key in draft.cells():
        then = before.get(key)
        if then is None:
            made_of[key] = [key]
        elif count >= then["count"]:
            since = [f"{key}, since {then['release']}"] if count > then["count"] else []
            made_of[key] = [*then["made_of"], *since]
        else:
            made_of[key] = [f"{key}, as of {draft.name}"]
            links.append(_fewer(then, table, row, column, then["count"] - count))
    return made_of, links


def _fewer(
    then: Mapping[str, Any], table: DraftTable, row: str, column: str, left: int
) -> dict[str, Any]:
    part = {name: then[name] for name in ("release", "table", "row", "column")}
    whole = {"table": table.name, "row": row, "column": column}
    return {"whole": whole, "parts": [part], "left": left}
