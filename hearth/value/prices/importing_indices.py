"""
Series that a partnership brings, such as the NHS cost inflation index (NHSCII).

NHSCII is printed in PSSRU's Unit Costs (CC BY-NC-SA 4.0), so Hearth does not ship it. A file has a
column of financial years, and one of the index, or of the yearly growth in per cent.
"""

from decimal import Decimal, InvalidOperation
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.exact import in_full, plain
from hearth.value.prices.files import Row, first_rows, sheets_of
from hearth.value.prices.indices import indices
from hearth.value.reading import Part
from hearth.value.years import financial_year

YEARS = ("year", "financial year")
LEVELS = ("index", "level")
GROWTH = ("growth", "% increase", "% change", "percent", "inflation", "annual % increases")


@in_full
def bring_index(
    content: bytes, *, name: str, title: str, edition: str, source: str, licence: str,
    attribution: str = "",
) -> dict[str, Any]:  # fmt: skip
    """
    Return a series as a document's “indices” holds it.

    :param name: what the series is called in a model, such as “nhscii”
    :raises Refused: if the file cannot be read, no column is a year and an index or a growth, or
        a year or a figure is none
    """
    rows, (at, year, figure, grows) = _headed(sheets_of(content))
    values = {
        financial_year(_cell(cells, year), place=f"Row {number}, the year"): _figure(
            _cell(cells, figure), number, grows=grows
        )
        for number, cells in rows[at + 1 :]
    }
    found: dict[str, Any] = {
        "list": name,
        "edition": edition,
        "title": title,
        "source": source,
        "licence": licence,
        "attribution": attribution,
        "status": "to be confirmed",
        "yearly_growth" if grows else "values": values,
    }
    indices([Part(found, f"index “{name}”")])  # refuses what a model would refuse
    return found


def _headed(sheets: list[list[Row]]) -> tuple[list[Row], tuple[int, int, int, bool]]:
    """
    Return the rows of the first worksheet that has headings, and what stands where in it.

    That is: the row of the headings, the columns of years and figures, and whether they grow.
    """
    for rows, at in first_rows(sheets):
        cells = rows[at][1]
        said = [" ".join(cell.casefold().split()) for cell in cells]
        year = _column(said, YEARS)
        level, growth = _column(said, LEVELS), _column(said, GROWTH)
        figure = growth if level is None else level
        if year is not None and figure is not None:
            return rows, (at, year, figure, level is None)
    raise Refused(
        "No row of headings was found. One column must be called “year”, and one “index” or"
        " “growth” (in per cent)."
    )


def _column(said: list[str], names: tuple[str, ...]) -> int | None:
    return next((said.index(name) for name in names if name in said), None)


def _cell(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _figure(said: str, number: int, *, grows: bool) -> Decimal:
    try:
        figure = Decimal(said.removesuffix("%").strip())
    except InvalidOperation as trouble:
        raise Refused(f"Row {number}: “{said[:40]}” is no number.") from trouble
    if not figure.is_finite() or abs(figure) > 1_000_000:
        raise Refused(f"Row {number}: “{said[:40]}” is no figure of an index.")
    exact: Decimal = plain(figure / 100 if grows else figure)
    return exact
