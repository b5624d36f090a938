"""
From a file's bytes to rows of cells. It knows nothing of visits, and changes nothing.

A file comes from outside: what is here takes nothing in it on trust, and says
in plain words what to do about whatever cannot be read.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice

from hearth.foundation import uploading
from hearth.sheets.words import CannotRead, Cells
from hearth.sheets.workbook import Workbook

MOST_ROWS = 200_000
"""Rows that say something, in one file. More than a busy network's visits in a year."""

MOST_MB, MOST_BYTES = uploading.MOST_MB, uploading.MOST_BYTES
MOST_COLUMNS = 60
"""Columns that are looked at. What stands further to the right is left alone."""

FIRST_ROWS = 12
SEPARATORS = ",;\t|"
MOST_LINES = 30
"""Lines in one cell. More of them is a quotation mark that was never closed."""


@dataclass(frozen=True)
class Shape:
    """What a file looks like from its first rows: enough to say which column says what."""

    worksheets: list[str] = field(default_factory=list)
    """The worksheets to choose from; none in a file that has no such thing."""
    worksheet: str = ""
    first: list[tuple[int, Cells]] = field(default_factory=list)
    """The first rows that say something, each with its number."""
    heading_row: int = 0
    """Which row holds the headings. 0: there are none, the first row is somebody's visit."""
    rows: int = 0
    """About how many rows stand under the headings."""

    @property
    def headings(self) -> Cells:
        """The headings, or empty words where there are none, as many as there are columns."""
        there = dict(self.first).get(self.heading_row, [])
        columns = max([len(there), *(len(cells) for _, cells in self.examples)])
        return there + [""] * (columns - len(there))

    @property
    def examples(self) -> list[tuple[int, Cells]]:
        """A few rows from under the headings."""
        return [(number, cells) for number, cells in self.first if number > self.heading_row][:5]

    @property
    def headings_alone(self) -> "Shape":
        """The same, without a word of what stands under the headings."""
        return replace(self, first=[row for row in self.first if row[0] == self.heading_row])

    def as_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Shape":
        said = json.loads(text or "{}")
        said["first"] = [(number, cells) for number, cells in said.get("first", [])]
        return cls(**said)


def look_at(content: bytes, *, worksheet: str = "", heading_row: int | None = None) -> Shape:
    """
    Return what a file looks like: where its headings are, what its first rows say.

    :param worksheet: which worksheet, of several; the first that says something unless given
    :param heading_row: which row holds the headings, 0 for none; the likeliest unless given
    :raises CannotRead: if it is no file of rows, or no row stands under the headings
    """
    with _opened(content) as book:
        chosen = worksheet if worksheet in book.worksheets else _first_with_rows(book)
        first = list(islice(_filled(book, chosen), FIRST_ROWS))
        heading = _heading_row(first) if heading_row is None else heading_row
        if not any(number > heading for number, _ in first):
            raise CannotRead("That file needs a row of headings, and at least one row under it.")
        return Shape(
            worksheets=book.worksheets if len(book.worksheets) > 1 else [],
            worksheet=chosen,
            first=first,
            heading_row=heading,
            rows=max(book.about_how_many_rows(chosen) - heading, 1),
        )


def rows_under(content: bytes, shape: Shape) -> Iterator[tuple[int, Cells]]:
    """
    Yield each row under the headings that says something, with its number as a spreadsheet counts.

    Dates and times of a spreadsheet come as 2025-03-02 and 09:30.

    :raises CannotRead: if part of it cannot be read, or there are too many rows
    """
    with _opened(content) as book:
        below = (row for row in _filled(book, shape.worksheet) if row[0] > shape.heading_row)
        for count, row in enumerate(below):
            if count == MOST_ROWS:
                raise CannotRead(f"That file has more than {MOST_ROWS:,} rows. Split it in two.")
            yield row


def rewritten(content: bytes, worksheet: str, change: Callable[[int, Cells], Cells]) -> bytes:
    """
    Return a file as rows of text, each as `change` says, with the numbers that they had.

    :raises CannotRead: if part of it cannot be read
    """
    text, written = io.StringIO(newline=""), 0
    into = csv.writer(text, quoting=csv.QUOTE_ALL)
    with _opened(content) as book:
        for number, cells in _filled(book, worksheet):
            into.writerows([] for _ in range(number - written - 1))
            into.writerow(change(number, cells))
            written = number
    return text.getvalue().encode()


class Fingerprint:
    """
    What tells two files apart by what their rows say, however they are saved.

    Empty cells at the end of a row, spaces round a word, the kind of file and
    everything above the first row are left out of it.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, cells: Cells) -> None:
        said = "\x1f".join(cell.strip() for cell in cells).rstrip("\x1f")
        self._digest.update(said.encode("utf-8", "replace") + b"\x1e")

    @property
    def words(self) -> str:
        return self._digest.hexdigest()


class _Separated:
    """A file of text, its cells kept apart by commas, semicolons, tabs or upright strokes."""

    worksheets: list[str] = []

    def __init__(self, content: bytes) -> None:
        self.text = _decoded(content)
        if _is_no_text(self.text):
            raise CannotRead("That is not a file of rows. Bring in a .csv or .xlsx file.")
        self.separator = _separator(self.text)
        if said := re.match(r"sep=(.)\r?\n", self.text):  # Excel's own hint, which it never shows
            self.separator, self.text = said[1], self.text[said.end() :]

    def __enter__(self) -> "_Separated":
        return self

    def __exit__(self, *_: object) -> None:
        self.text = ""

    def about_how_many_rows(self, worksheet: str) -> int:
        return self.text.rstrip().count("\n") + 1

    def rows(self, worksheet: str) -> Iterator[Cells]:
        lines = io.StringIO(self.text, newline="")
        good = 0
        try:
            for row in csv.reader(lines, delimiter=self.separator):
                if any(cell.count("\n") > MOST_LINES for cell in row):
                    raise csv.Error("many lines in one cell")
                yield row
                good += 1
        except csv.Error as trouble:
            raise CannotRead(
                f"That file cannot be read beyond row {good:,}. Perhaps a quotation mark is "
                "never closed there. Open it in a spreadsheet and save it again."
            ) from trouble


def _opened(content: bytes) -> "_Separated | Workbook":
    if len(content) > MOST_BYTES:
        raise CannotRead(f"That file is too large. Bring in at most {MOST_MB} MB at a time.")
    if not content.strip(b"\0 \t\r\n"):
        raise CannotRead("That file has nothing in it.")
    if content[:4] == b"PK\x03\x04":
        return Workbook(content)
    if content[:4] == b"\xd0\xcf\x11\xe0":
        raise CannotRead("That is an old kind of Excel file. Save it as .xlsx or .csv first.")
    if content[:5] == b"%PDF-":
        raise CannotRead("That is a PDF. Bring in a spreadsheet (.xlsx) or a .csv file.")
    return _Separated(content)


def _filled(book: "_Separated | Workbook", worksheet: str) -> Iterator[tuple[int, Cells]]:
    for number, row in enumerate(book.rows(worksheet), start=1):
        cells = [cell.strip() for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _first_with_rows(book: "_Separated | Workbook") -> str:
    """Return the first worksheet with two rows or more; the first of all if none has."""
    for name in book.worksheets:
        if len(list(islice(_filled(book, name), 2))) == 2:
            return name
    return book.worksheets[0] if book.worksheets else ""


def _heading_row(first: list[tuple[int, Cells]]) -> int:
    """
    Return which of the first rows holds the headings; 0 if the first row is somebody's visit.

    Over the headings there may be a title or two, which fill fewer cells.
    Headings are words: a row with a figure in it is a visit.
    """
    if not first:
        return 0
    widest = max(len(_said(cells)) for _, cells in first)
    for number, cells in first:
        said = _said(cells)
        if len(said) * 2 <= widest and widest > 1:
            continue  # a title
        has_figures = any(re.search(r"^\W*\d|\d[/:.-]\d", cell) for cell in said)
        return 0 if has_figures else number
    return first[0][0]


def _said(cells: Cells) -> Cells:
    return [cell for cell in cells if cell]


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace").removeprefix("\ufeff")
    start = content[:2000]
    if start[1::2].count(0) > len(start) / 5:  # every other byte: UTF-16 that does not say so
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel saves on an old Windows


def _is_no_text(text: str) -> bool:
    start = text[:5000]
    odd = re.findall(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]", start)
    return "\0" in text or len(odd) > len(start) / 50


def _separator(text: str) -> str:
    """Return what stands between the cells: what each of the first lines has most alike."""
    lines = re.sub(r'"[^"]*"', "", text[:20_000]).splitlines()[:20]
    lines = [line for line in lines if line.strip()]

    def how_alike(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        return (counts.count(usual) if usual else 0, sum(counts))

    return max(SEPARATORS, key=how_alike)
