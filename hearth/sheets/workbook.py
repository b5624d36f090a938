"""Reading spreadsheets (.xlsx), which are packed files of XML that anybody can have made."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook

from hearth.sheets.words import CannotRead, Cells

MOST_UNPACKED = 400_000_000
"""Bytes. A small packed file that unpacks to more is not somebody's sheet but a trap."""

MOST_WORDS_UNPACKED = 60_000_000
"""Bytes of the part that holds every different word: alone among the parts, it is kept whole."""

MOST_EMPTY = 1_100_000
"""Rows, empty ones too: no spreadsheet has more than 1,048,576."""


class Workbook:
    """A spreadsheet, opened. What is hidden in it is left alone."""

    def __init__(self, content: bytes) -> None:
        with _telling():
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                _check_size(packed)
            self._book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            self._sheets: dict[str, Any] = {
                sheet.title: sheet
                for sheet in self._book.worksheets
                if sheet.sheet_state == "visible"
            }
            self._sizes = {name: sheet.max_row for name, sheet in self._sheets.items()}
        if not self._sheets:
            raise CannotRead("That spreadsheet has no sheet in it.")

    def __enter__(self) -> "Workbook":
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    @property
    def worksheets(self) -> list[str]:
        return list(self._sheets)

    def about_how_many_rows(self, worksheet: str) -> int:
        """Return how many rows the file says it has: for a progress bar, and never relied on."""
        return self._sizes.get(worksheet) or 1

    def rows(self, worksheet: str) -> Iterator[Cells]:
        sheet = self._sheets.get(worksheet) or next(iter(self._sheets.values()))
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        rows = sheet.iter_rows(values_only=True)
        for _ in range(MOST_EMPTY):
            with _telling():
                row = next(rows, None)
            if row is None:
                return
            yield [_text(value) for value in row]


def _check_size(packed: zipfile.ZipFile) -> None:
    """:raises CannotRead: if it unpacks to more than anybody's sheet would"""
    parts = packed.infolist()
    words = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    if sum(part.file_size for part in parts) > MOST_UNPACKED or words > MOST_WORDS_UNPACKED:
        raise CannotRead("That spreadsheet is too large. Split it in two.")


@contextmanager
def _telling() -> Iterator[None]:
    """Turn whatever goes wrong inside a strange file into words."""
    try:
        yield
    except CannotRead:
        raise
    except Exception as trouble:  # the library raises whatever it stumbled over
        raise CannotRead(
            "That spreadsheet cannot be read. Open it, save it again as .xlsx or .csv, "
            "and bring that in."
        ) from trouble


def _text(value: object) -> str:
    """Return what a cell says. A moment is put to the nearest minute, as it was typed."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.datetime):
        value = _to_the_minute(value)
        midnight = value.time() == datetime.time(0, 0)
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return (
            f"{_to_the_minute(datetime.datetime.combine(datetime.date(2000, 1, 1), value)):%H:%M}"
        )
    if isinstance(value, datetime.timedelta):
        return _part_of_a_day(value / datetime.timedelta(days=1))
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        if 0 < value < 1:  # a time whose cell was not told that it is one
            return _part_of_a_day(value)
    return str(value)


def _part_of_a_day(part: float) -> str:
    midnight = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (only its time is used)
    return f"{_to_the_minute(midnight + datetime.timedelta(days=part)):%H:%M}"


def _to_the_minute(moment: datetime.datetime) -> datetime.datetime:
    return (moment + datetime.timedelta(seconds=30)).replace(second=0, microsecond=0)
