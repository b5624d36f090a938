"""
Prices that a partnership brings: PSSRU's manual, GMCA's database, or proxies of its own.

Hearth ships neither of the first two: PSSRU's Unit Costs are CC BY-NC-SA 4.0 and GMCA's database
is © GMCA, CC BY 4.0. Whoever brings them answers for their use; licence and attribution stay with
the rows and are printed wherever one is used.

A file of rows becomes checked rows, and words about each row that could not be taken. It goes into
a model's document as one of its “price_lists”.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hearth.foundation.errors import Refused
from hearth.value.exact import plain
from hearth.value.prices.files import Row, first_rows, sheets_of
from hearth.value.years import financial_year

MOST_ROWS = 5_000
_MONEY = re.compile(r"\(?[-−]?\s*£?\s*[-−]?\s*([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)\)?")  # noqa: RUF001
_YEAR = re.compile(r"[0-9]{4}\s*[-/–]\s*(?:[0-9]{4}|[0-9]{2})")  # noqa: RUF001
_YES, _NO = {"yes", "y", "true", "1"}, {"", "no", "n", "false", "0"}

COLUMNS: Mapping[str, Sequence[str]] = {
    "code": ("code", "ref", "reference", "id", "unit cost code", "cost code"),
    "name": (
        *("name", "description", "cost description", "item", "outcome", "proxy"),
        *("service", "staff group", "detail", "cost detail", "title"),
    ),
    "per": ("per", "unit", "unit of measure", "units", "basis"),
    "value": (
        *("value", "cost", "unit cost", "amount", "price", "central", "fiscal value"),
        *("total cost", "updated cost"),
    ),
    "low": ("low", "lower", "minimum"),
    "high": ("high", "upper", "maximum"),
    "price_year": ("price year", "price base", "year", "cost year", "base year"),
    "source": ("source", "sources", "reference source", "original source"),
    "wellbeing": ("wellbeing", "values wellbeing"),
    "counts": ("counts", "what it counts", "includes"),
    "family": ("family", "cost family", "agency"),
}
"""What a column may be called, in small letters; the first that is there is taken."""


@dataclass(frozen=True)
class Publisher:
    """Who made a list of prices, and what its licence asks."""

    list: str
    title: str
    publisher: str
    licence: str
    attribution: str
    family: str


PSSRU = Publisher(
    "pssru",
    "Unit Costs of Health and Social Care",
    "PSSRU, University of Kent, and the Centre for Health Economics, York",
    "CC BY-NC-SA 4.0",
    "Unit Costs of Health and Social Care, PSSRU and CHE, CC BY-NC-SA 4.0: not for commercial use.",
    "nhs",
)
GMCA = Publisher(
    "gmca",
    "Unit Cost Database",
    "Greater Manchester Combined Authority",
    "CC BY 4.0",
    "© Greater Manchester Combined Authority, Unit Cost Database, CC BY 4.0.",
    "public services",
)


@dataclass(frozen=True)
class Brought:
    """What a file came to."""

    price_list: dict[str, Any]
    """As a document's “price_lists” holds it."""
    problems: tuple[str, ...]
    """Why a row could not be taken, each with its number."""


def bring_pssru(content: bytes, *, edition: str, price_year: str = "") -> Brought:
    """
    Return the rows of PSSRU's Unit Costs that somebody copied into a file.

    :param edition: as its title says, “2025”
    :raises Refused: if the file cannot be read, or no column is a name or a cost
    """
    return _brought(content, PSSRU, edition, f"{PSSRU.title} {edition}", price_year)


def bring_gmca(content: bytes, *, edition: str, price_year: str = "") -> Brought:
    """
    Return the rows of GMCA's Unit Cost Database.

    :param edition: as its file says, “v3.0”
    :raises Refused: if the file cannot be read, or no column is a name or a cost
    """
    return _brought(content, GMCA, edition, f"{GMCA.title} {edition}", price_year)


def bring_own(
    content: bytes,
    *,
    name: str,
    title: str,
    edition: str,
    source: str,
    licence: str,
    attribution: str = "",
    price_year: str = "",
) -> Brought:
    """
    Return the rows of a partnership's own proxies.

    :param name: what the list is called in a model, such as “our_proxies”
    :raises Refused: if the file cannot be read, no column is a name or a cost, or nothing says
        where the numbers are from and under which licence
    """
    for what, words in {"a name": name, "a source": source, "a licence": licence,
                        "an edition": edition}.items():  # fmt: skip
        if not words.strip():
            raise Refused(f"A list of prices needs {what}.")
    own = Publisher(name, title or name, "", licence, attribution, name)
    return _brought(content, own, edition, source, price_year)


def _brought(
    content: bytes, publisher: Publisher, edition: str, source: str, price_year: str
) -> Brought:
    if price_year:
        price_year = financial_year(price_year, place="The price year")
    heading, rows, year_above = _headed(sheets_of(content))
    price_year = price_year or year_above
    found: dict[str, dict[str, Any]] = {}
    problems = []
    for number, cells in rows:
        try:
            row = _row(number, cells, heading, price_year)
        except Refused as refusal:
            problems.append(f"Row {number}: {refusal}")
            continue
        if row["code"] in found:
            problems.append(f"Row {number}: the code “{row['code']}” stands in a row above too.")
            continue
        found[row["code"]] = row
    if not found:
        first = f" {problems[0]}" if problems else ""
        raise Refused(f"No row of that file could be taken.{first}")
    return Brought(
        {
            "list": publisher.list,
            "edition": edition,
            "title": publisher.title,
            "publisher": publisher.publisher,
            "source": source,
            "licence": publisher.licence,
            "attribution": publisher.attribution,
            "status": "to be confirmed",
            "family": publisher.family,
            "rows": list(found.values()),
        },
        tuple(problems),
    )


def _headed(sheets: list[list[Row]]) -> tuple[dict[str, int], list[Row], str]:
    """
    Return which column is what, the rows under the headings, and the year that they are told in.

    The first worksheet that has headings is taken: before it there may be others that explain. A
    year over the costs, as in “Cost (£, 2024/25)”, is that of all rows that name none.

    :raises Refused: if none of the first rows names a column for names and one for costs
    """
    for rows, at in first_rows(sheets):
        cells = rows[at][1]
        said = [_plain(cell) for cell in cells]
        heading: dict[str, int] = {}
        for name, words in COLUMNS.items():
            free = [word for word in words if word in said]
            column = next((said.index(word) for word in free
                           if said.index(word) not in heading.values()), None)  # fmt: skip
            if column is not None:
                heading[name] = column
        if {"name", "value"} <= set(heading):
            if len(rows) > MOST_ROWS:
                raise Refused(f"That file has more than {MOST_ROWS:,} rows. Bring in a part of it.")
            year = _YEAR.search(cells[heading["value"]])
            above = financial_year(year[0], place="The year over the costs") if year else ""
            return heading, rows[at + 1 :], above
    raise Refused(
        "No row of headings was found. One column must be called “name” (or “description”), and one"
        " “value” (or “cost”)."
    )


def _plain(cell: str) -> str:
    """Return a heading in small letters, without what stands in brackets."""
    words = re.sub(r"\([^)]*\)|£", " ", cell.casefold().replace("_", " "))
    return " ".join(words.split())


def _row(number: int, cells: list[str], heading: Mapping[str, int], year: str) -> dict[str, Any]:
    said = {name: cells[at].strip() if at < len(cells) else "" for name, at in heading.items()}
    if not said["name"]:
        raise Refused("it has no name.")
    row: dict[str, Any] = {
        "code": said.get("code") or f"row_{number}",
        "name": said["name"],
        "value": _money(said["value"], "cost"),
        "price_year": financial_year(said.get("price_year") or year, place="its price year"),
    }
    for end in ("low", "high"):
        if said.get(end):
            row[end] = _money(said[end], end)
    if row.get("low", row["value"]) > row["value"] or row.get("high", row["value"]) < row["value"]:
        raise Refused("its low and high do not lie below and above its cost.")
    for name in ("per", "source", "family"):
        if said.get(name):
            row[name] = said[name]
    if said.get("counts"):
        row["counts"] = [each.strip() for each in said["counts"].split(";") if each.strip()]
    if "wellbeing" in said:
        row["wellbeing"] = _yes(said["wellbeing"])
    return row


def _money(said: str, what: str) -> Decimal:
    """Return an amount; "(5.00)" is five pounds less than nothing, as accountants write it."""
    found = _MONEY.fullmatch(said.strip())
    try:
        amount = Decimal(found[1].replace(",", "")) if found else None
    except InvalidOperation:
        amount = None
    if amount is None or amount.adjusted() > 14:
        raise Refused(f"its {what} is “{said[:40]}”, which is no amount in pounds.")
    negative = "-" in said or "−" in said or said.strip().startswith("(")  # noqa: RUF001
    exact: Decimal = plain(-amount if negative else amount)
    return exact


def _yes(said: str) -> bool:
    if said.casefold() in _YES:
        return True
    if said.casefold() in _NO:
        return False
    raise Refused(f"whether it values wellbeing is “{said[:40]}”; write yes or no.")
