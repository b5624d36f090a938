"""Comma-separated values for the reader's own spreadsheet, which must not run any of them."""

import csv
import io
import re
from collections.abc import Iterable

RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}",
        "\N{FULLWIDTH PLUS SIGN}", "\N{FULLWIDTH HYPHEN-MINUS}",
        "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""Spreadsheets run a cell that begins with one of these as a formula (OWASP, "CSV Injection")."""

NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?", re.ASCII)
"""A number below nought is a number, such as a longitude; a sheet that is read again needs it."""

Cell = str | int | None


def safe(cell: Cell) -> str | int:
    """Return a cell that no spreadsheet runs: words that look like a formula get a ' in front."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(RUNS) and not NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Return rows as comma-separated values, each cell safe."""
    out = io.StringIO()
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
