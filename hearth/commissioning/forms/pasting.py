"""Figures pasted from a spreadsheet: a line each, what it is and how much."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from hearth.commissioning.forms.amounts import tidied_amount
from hearth.commissioning.models import Figure, Kept
from hearth.commissioning.queries.month import box

MOST_LINES = 200
LETTERS = re.compile(r"[a-z]+")
FIRST_WORDS = {
    "wages": Figure.STAFF, "staff": Figure.STAFF, "salaries": Figure.STAFF, "pay": Figure.STAFF,
    "rent": Figure.ROOMS, "premises": Figure.ROOMS, "building": Figure.ROOMS,
    "heating": Figure.ROOMS, "activities": Figure.ACTIVITIES, "materials": Figure.ACTIVITIES,
    "food": Figure.FOOD, "travel": Figure.TRAVEL, "transport": Figure.TRAVEL,
    "expenses": Figure.EXPENSES, "phones": Figure.RUNNING, "office": Figure.RUNNING,
    "insurance": Figure.RUNNING, "running": Figure.RUNNING, "rota": Figure.ROTA_HOURS,
}  # fmt: skip
"""Words by which sheets begin a line, beside our own."""


@dataclass(frozen=True)
class Pasted:
    """What was read from pasted lines."""

    filled: dict[str, Decimal]
    """Amounts, by the names of the boxes that they belong in."""
    unread: tuple[str, ...]
    """Lines that say no amount, or of which nobody knows what they are."""


def read_pasted(words: str) -> Pasted:
    """Return what pasted lines say. Two lines of one kind are added up."""
    filled: dict[str, Decimal] = {}
    unread = []
    for line in words.splitlines()[:MOST_LINES]:
        if not line.strip():
            continue
        figure, amount = _figure_in(line), _amount_in(line)
        if figure is None or amount is None:
            unread.append(line.strip())
            continue
        name = box(Kept.ACTUAL, figure)
        filled[name] = filled.get(name, Decimal()) + amount
    return Pasted(filled, tuple(unread))


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip() for cell in line.split("\t")]
    words, _, last = line.strip().rpartition(" ")
    return [words, last]


def _figure_in(line: str) -> Figure | None:
    said = LETTERS.findall(_cells(line)[0].casefold())
    for figure in Figure:
        if said and said == LETTERS.findall(str(figure.label).casefold()):
            return figure
    if said[:1] == ["volunteers"] or said[:1] == ["volunteer"]:
        return Figure.VOLUNTEER_HOURS if "hours" in said else Figure.EXPENSES
    return FIRST_WORDS.get(said[0]) if said else None


def _amount_in(line: str) -> Decimal | None:
    """Return the last amount in a line. Brackets, as accounts write less than nought, are none."""
    for cell in reversed(_cells(line)[1:]):
        try:
            amount = Decimal(tidied_amount(cell)).quantize(Decimal("0.01"))
        except InvalidOperation:
            continue
        return amount if amount.is_finite() and amount >= 0 else None
    return None
