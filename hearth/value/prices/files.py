"""
From an uploaded CSV or XLSX file to rows of cells, for lists of prices.

The sheets' own reader takes 0.4 for a time of day, as whoever keeps a paper sheet means it; in a
list of prices it is forty pence.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook

from hearth.foundation.errors import Refused
from hearth.foundation.uploading import MOST_BYTES, MOST_MB

MOST_UNPACKED = 100_000_000
"""Bytes. A small packed file that unpacks to more is no list of prices."""
MOST_COLUMNS, MOST_LINES = 60, 20_000
FIRST_ROWS = 25
SEPARATORS = ",;\t|"

Row = tuple[int, list[str]]


def sheets_of(content: bytes) -> list[list[Row]]:
    """
    Return each worksheet's rows that say something, with their numbers as a spreadsheet counts.

    A CSV file is one worksheet; what is hidden in a spreadsheet is left alone.

    :raises Refused: if it is no file of rows, or larger than any list of prices
    """
    if len(content) > MOST_BYTES:
        raise Refused(f"That file is too large. Bring in at most {MOST_MB} MB.")
    is_workbook = content[:4] == b"PK\x03\x04"
    sheets = _of_workbook(content) if is_workbook else [_of_text(content)]
    if not any(sheets):
        raise Refused("That file has nothing in it.")
    return sheets


def first_rows(sheets: list[list[Row]]) -> Iterator[tuple[list[Row], int]]:
    """Yield each place where headings may stand: a worksheet, and which of its first rows."""
    for rows in sheets:
        for at in range(min(len(rows), FIRST_ROWS)):
            yield rows, at


def _of_text(content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Refused("That is not a file of rows. Bring in a .csv or .xlsx file.")
    first = "\n".join(text.splitlines()[:20])
    separator = max(SEPARATORS, key=first.count)
    try:
        read = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        return _filled([cells for _, cells in zip(range(MOST_LINES), read, strict=False)])
    except csv.Error as trouble:
        raise Refused("That file cannot be read. Save it again as .csv, and bring that in.") from (
            trouble
        )


def _of_workbook(content: bytes) -> list[list[Row]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise Refused("That spreadsheet is too large to be a list of prices.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [_of_sheet(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Refused:
        raise
    except Exception as trouble:  # the library raises whatever it stumbled over
        raise Refused(
            "That spreadsheet cannot be read. Save it again as .xlsx or .csv, and bring that in."
        ) from trouble


def _of_sheet(sheet: Any) -> list[Row]:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows = sheet.iter_rows(values_only=True, max_row=MOST_LINES, max_col=MOST_COLUMNS)
    return _filled([["" if value is None else str(value) for value in row] for row in rows])


def _filled(rows: list[list[str]]) -> list[Row]:
    return [
        (number, [cell.strip() for cell in cells[:MOST_COLUMNS]])
        for number, cells in enumerate(rows, start=1)
        if any(cell.strip() for cell in cells)
    ]
