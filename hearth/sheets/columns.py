"""Which of a sheet's columns says what."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from hearth.sheets.words import Cells


class Column(models.TextChoices):
    """What a column can say. Everything but the day may be missing."""

    DATE = "date", "The date"
    TIME = "time", "The time they came"
    NAME = "name", "The name"
    FAMILY_NAME = "family_name", "The family name, if it has a column of its own"
    HOW_MANY = "how_many", "How many people"
    WHAT = "what", "What they came for, or which group it was"
    NOTE = "note", "A note for the team"


USUAL_HEADINGS = {
    Column.DATE: [
        "date", "day", "visit date", "date of visit", "date of attendance", "date attended",
        "attendance date", "session date", "arrival date", "arrived on", "when", "timestamp",
        "date and time", "date time",
    ],
    Column.TIME: [
        "time", "time in", "arrived", "arrival", "arrived at", "arrival time", "time arrived",
        "time of arrival", "in", "start time", "sign in time", "signed in",
    ],
    Column.NAME: [
        "name", "full name", "known as", "preferred name", "first name", "forename", "given name",
        "person", "visitor", "visitor name", "who", "name of person", "names", "who came",
        "who attended", "who was here", "attendee", "attendee name", "member", "member name",
        "participant", "guest", "their name", "name or initials", "initials",
    ],
    Column.FAMILY_NAME: ["surname", "last name", "family name", "second name"],
    Column.HOW_MANY: [
        "how many", "how many people", "number", "headcount", "head count", "count", "people",
        "total", "attendance", "attendances", "attendees", "number of people",
        "number of attendees", "no of people", "no", "visits", "number attending",
    ],
    Column.WHAT: [
        "what", "what for", "group", "group name", "activity", "reason", "reason for visit",
        "session", "came for", "purpose", "purpose of visit", "event", "type",
    ],
    Column.NOTE: ["note", "notes", "comment", "comments", "remarks"],
}  # fmt: skip
"""Headings that people use, each for the column it most likely is."""

LOOKS_LIKE: dict[Column, re.Pattern[str]] = {
    Column.DATE: re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}.*"),
    Column.TIME: re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]m)?", re.I),
}

Matching = dict[str, int]


@dataclass(frozen=True)
class Choice:
    """One of a sheet's columns, as a page offers it: its heading, and what stands under it."""

    number: int
    heading: str
    examples: list[str]


def guess(headings: Cells, rows: list[Cells]) -> Matching:
    """Return which column is likely which: by what it is called, else by what stands in it."""
    plain = [_plain(heading) for heading in headings]
    found: Matching = {}

    def take(column: Column, candidates: Iterable[int]) -> None:
        free = (number for number in candidates if number not in found.values())
        if column.value not in found and (number := next(free, None)) is not None:
            found[column.value] = number

    for column, usual in USUAL_HEADINGS.items():
        take(column, (plain.index(said) for said in usual if said in plain))
    for column, like in LOOKS_LIKE.items():
        take(column, (n for n in range(len(plain)) if _all_look(like, _under(n, rows))))
    return found


def choices(headings: Cells, rows: list[Cells]) -> list[Choice]:
    """Return the sheet's columns with an example or two of what stands under each."""
    return [
        Choice(
            number,
            heading or f"Column {letters(number)}",
            list(dict.fromkeys(_under(number, rows)))[:2],
        )
        for number, heading in enumerate(headings)
    ]


def left_out(headings: Cells, matching: Matching) -> list[str]:
    """Return the headings of the columns that say nothing which is brought in."""
    return [
        heading
        for number, heading in enumerate(headings)
        if heading and number not in matching.values()
    ]


def letters(number: int) -> str:
    """Return what a spreadsheet calls a column: 0 is A, 25 is Z, 26 is AA."""
    before, letter = divmod(number, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + letter)


def _plain(heading: str) -> str:
    without_asides = re.sub(r"\(.*?\)", " ", heading.lower())
    return " ".join(re.sub(r"[^a-z]+", " ", without_asides).split())


def _under(number: int, rows: list[Cells]) -> list[str]:
    return [row[number] for row in rows if number < len(row) and row[number]]


def _all_look(like: re.Pattern[str], cells: list[str]) -> bool:
    return bool(cells) and all(like.fullmatch(cell) for cell in cells)
