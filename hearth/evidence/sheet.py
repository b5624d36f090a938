"""A report as a sheet of comma-separated values, for the reader's own spreadsheet."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from hearth.design.cells import Cell, as_csv
from hearth.design.words import DAYS, clock, day
from hearth.evidence import definitions
from hearth.evidence.queries import Attendance
from hearth.publishing.models import Publication

INTERNAL = "Internal: exact numbers. Do not publish."
COLUMNS = [
    "Cut by",
    "Which",
    "Visits by people known by name",
    "Visits without a name",
    "People in headcounts",
    "Attendances",
    "Different people known by name",
    "New people",
    "Returning people",
]


def published_rows(publication: Publication) -> Iterator[list[Cell]]:
    """Yield a publication as rows: what it is, each table as printed, and how it was protected."""
    policy = publication.printed["policy"]
    yield [publication.name]
    yield ["Published", day(publication.recorded_at)]
    for table in publication.printed["tables"]:
        yield []
        yield [table["name"]]
        if table["withheld"]:
            yield [table["why"]]
            continue
        yield ["", *(table["columns"] or []), "Total"]
        for name, line, total in zip(
            table["rows"], table["cells"], table["row_totals"], strict=True
        ):
            yield [name, *(_as_printed(number, policy) for number in (*line, total))]
        last = [*table["column_totals"], table["grand_total"]]
        yield ["Total", *(_as_printed(number, policy) for number in last)]
    yield []
    yield [policy["says"]]
    yield [f"{policy['symbol']} stands for a small number, or for one hidden to protect it."]
    yield [f"Rule: {policy['name']} ({policy['status']}). {policy['source']}"]


def _as_printed(number: Mapping[str, Any], policy: Mapping[str, Any]) -> Cell:
    return str(policy["symbol"]) if number["hidden"] else int(number["value"])


def attendance_sheet(report: Attendance, *, made_by: str, made_at: datetime.datetime) -> str:
    """
    Return the attendance report as comma-separated values.

    It says first that it is internal, what it covers, who made it and what each figure means; then
    come one table of comings, one of what was said at the door, and how often regulars come.
    """
    return as_csv(_rows(report, made_by, made_at))


def _rows(report: Attendance, made_by: str, made_at: datetime.datetime) -> Iterator[list[Cell]]:
    yield [INTERNAL]
    yield ["Attendance report", report.scope.words]
    yield ["First day", report.period.first.isoformat()]
    yield ["Last day", report.period.last.isoformat()]
    yield ["Made by", made_by]
    yield ["Made at", f"{day(made_at)}, {clock(made_at)}"]
    yield []
    yield ["What each figure means"]
    for figure in (*report.comings, report.attendances, report.people, report.new,
                   report.returning):  # fmt: skip
        yield [figure.words[:1].upper() + figure.words[1:], figure.definition]
    yield ["Regulars", definitions.REGULARS]
    yield ["What counts", definitions.WHAT_COUNTS]
    yield []
    yield list(COLUMNS)
    counts = report.counts
    yield [
        "Whole period", report.period.words, counts.named, counts.unnamed, counts.counted,
        counts.attendances, report.people.value, report.new.value, report.returning.value,
    ]  # fmt: skip
    for cut in report.cuts:
        for row in cut.rows:
            in_it = row.counts
            returning = None if row.new is None else row.people - row.new
            yield [
                cut.each, row.words, in_it.named, in_it.unnamed, in_it.counted,
                in_it.attendances, row.people, row.new, returning,
            ]  # fmt: skip
    for hour in report.hours:
        words = f"{DAYS[hour.weekday]} {clock(datetime.time(hour.hour))}"
        yield ["Weekday and hour", words, None, None, None, hour.attendances]
    yield []
    yield ["Question", "Answer", "Visits"]
    for question in report.questions:
        for answer in question.answers:
            yield [question.title, answer.words, answer.visits]
    yield []
    weekly = report.regularity.weekly
    yield ["How often regulars come", "Regulars who came weekly", weekly.value]
    yield ["How often regulars come", "Regulars", weekly.of]
    yield ["How often regulars come", "Blocks of 13 weeks", report.regularity.blocks]
