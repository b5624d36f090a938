"""A table of a document becomes a table to be protected."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hearth.disclosure.asking import Piece, known_keys, listed, names, text, whole, yes_or_no
from hearth.disclosure.tables import Average, Table
from hearth.foundation.errors import Refused

KEYS = {
    "name", "rows", "columns", "counts", "totals", "structural_zeros", "made_of", "percentages",
    "rates", "averages", "may_merge", "note",
}  # fmt: skip
OF = {"row", "column", "grand"}
AXES = ("rows", "columns")
FIGURES = ("mean", "median", "least", "most", "min", "max")


def read_table(piece: Piece) -> Table:
    """
    Return a table as it was asked for.

    :raises Refused: if it is not said whole, naming the place
    """
    name = text(piece, "name")
    piece = Piece(f"Table “{name}”", piece.said)
    known_keys(piece, KEYS)
    rows = names(piece, "rows")
    columns = names(piece, "columns") if piece.said.get("columns") is not None else None
    lines = _lines(piece, "counts", len(rows), columns)
    counts = tuple(
        tuple(
            whole(said, f"{piece.name}: the count at {_cell(rows, columns, i, j)}")
            for j, said in enumerate(line)
        )
        for i, line in enumerate(lines)
    )
    impossible = _impossible(piece, rows, columns)
    for i, j in sorted(impossible):
        if counts[i][j]:
            raise Refused(
                f"{piece.name}: nobody can be at {_cell(rows, columns, i, j)}, and"
                f" {counts[i][j]} are counted there"
            )
    by_row, by_column, grand = _totals(piece)
    per, rates = _rates(piece, rows)
    return Table(
        name=name,
        rows=rows,
        columns=columns,
        counts=counts,
        row_totals=by_row,
        column_totals=by_column,
        grand_total=grand,
        impossible=impossible,
        made_of=_made_of(piece, rows, columns),
        percentages=_some_of(piece, "percentages", sorted(OF), otherwise=()),
        rate_per=per,
        rate_of=rates,
        averages=tuple(_averages(piece, rows, columns)),
        may_merge=_some_of(piece, "may_merge", list(AXES), otherwise=AXES),
    )


def _cell(rows: tuple[str, ...], columns: tuple[str, ...] | None, i: int, j: int) -> str:
    return rows[i] if columns is None else f"{rows[i]}, {columns[j]}"


def _lines(piece: Piece, key: str, height: int, columns: tuple[str, ...] | None) -> list[list[Any]]:
    """Return what a table holds, line by line; without columns each line holds one."""
    said = listed(piece, key)
    lines = [[one] for one in said] if columns is None else said
    width = 1 if columns is None else len(columns)
    if len(lines) != height:
        raise Refused(f"{piece.name}: {height} rows, and {len(lines)} in “{key}”")
    for n, line in enumerate(lines, start=1):
        if not isinstance(line, list) or len(line) != width:
            raise Refused(f"{piece.name}: line {n} of “{key}” must be a list of {width}")
    return lines


def _totals(piece: Piece) -> tuple[bool, bool, bool]:
    said = piece.said.get("totals", True)
    if isinstance(said, bool):
        return said, said, said
    if not isinstance(said, Mapping):
        raise Refused(f"{piece.name}: “totals” must be true, false, or say which")
    part = Piece(f"{piece.name}, totals", said)
    known_keys(part, {"rows", "columns", "grand"})
    by_row, by_column, grand = (
        yes_or_no(part, key, otherwise=True) for key in ("rows", "columns", "grand")
    )
    return by_row, by_column, grand


def _impossible(
    piece: Piece, rows: tuple[str, ...], columns: tuple[str, ...] | None
) -> frozenset[tuple[int, int]]:
    found = set()
    for said in listed(piece, "structural_zeros"):
        place = [said] if isinstance(said, str) else said
        if not isinstance(place, list) or len(place) != (1 if columns is None else 2):
            raise Refused(f"{piece.name}: a structural zero is named by its row and column")
        j = 0 if columns is None else _position(piece, place[1], columns)
        found.add((_position(piece, place[0], rows), j))
    return frozenset(found)


def _position(piece: Piece, name: Any, there: tuple[str, ...]) -> int:
    if name not in there:
        raise Refused(f"{piece.name}: there is no “{name}” among {', '.join(there)}")
    return there.index(name)


def _made_of(
    piece: Piece, rows: tuple[str, ...], columns: tuple[str, ...] | None
) -> tuple[tuple[tuple[str, ...], ...], ...] | None:
    if piece.said.get("made_of") is None:
        return None
    lines = _lines(piece, "made_of", len(rows), columns)
    return tuple(
        tuple(
            names(
                Piece(f"{piece.name}, {_cell(rows, columns, i, j)}", {"made_of": said}), "made_of"
            )
            for j, said in enumerate(line)
        )
        for i, line in enumerate(lines)
    )


def _some_of(
    piece: Piece, key: str, of: list[str], *, otherwise: tuple[str, ...]
) -> tuple[str, ...]:
    said = piece.said.get(key)
    if said is None:
        return otherwise
    if isinstance(said, str):
        said = [said]
    if not isinstance(said, list) or any(one not in of for one in said):
        raise Refused(f"{piece.name}: “{key}” may hold {', '.join(of)}")
    return tuple(one for one in of if one in said)


def _rates(piece: Piece, rows: tuple[str, ...]) -> tuple[int | None, tuple[tuple[str, int], ...]]:
    said = piece.said.get("rates")
    if said is None:
        return None, ()
    part = Piece(f"{piece.name}, rates", said)
    if not isinstance(said, Mapping) or not isinstance(said.get("of"), Mapping):
        raise Refused(f"{part.name} must say “per”, and “of” how many people for each row")
    known_keys(part, {"per", "of"})
    per = whole(said.get("per", 1000), f"{part.name}: “per”")
    if not per:
        raise Refused(f"{part.name}: “per” cannot be 0")
    of = []
    for name, people in said["of"].items():
        _position(part, name, rows)
        of.append((name, whole(people, f"{part.name}: “{name}”")))
    return per, tuple(of)


def _averages(
    piece: Piece, rows: tuple[str, ...], columns: tuple[str, ...] | None
) -> list[Average]:
    found = []
    for n, said in enumerate(listed(piece, "averages"), start=1):
        part = Piece(f"{piece.name}, average {n}", said)
        if not isinstance(said, Mapping):
            raise Refused(f"{part.name} must be an object, in curly brackets")
        known_keys(part, {"of", "row", "column", *FIGURES})
        row, column = text(part, "row", "") or None, text(part, "column", "") or None
        for name, there in ((row, rows), (column, columns or ())):
            if name is not None:
                _position(part, name, there)
        figures = {key: said[key] for key in FIGURES if key in said}
        for key, value in figures.items():
            is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
            if value is not None and not is_number:
                raise Refused(f"{part.name}: “{key}” must be a number")
        found.append(Average(text(part, "of"), row, column, figures))
    return found
