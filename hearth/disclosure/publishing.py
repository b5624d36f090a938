"""The answer: what may be printed, and nothing from which more can be told, unless asked inside."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np

from hearth.disclosure import ledger
from hearth.disclosure.averages import averages_of
from hearth.disclosure.numbers import Standing
from hearth.disclosure.policies import Policy
from hearth.disclosure.protecting import Protected
from hearth.disclosure.tables import Groups, Place, Shape, Table, label

GUARANTEE = (
    "Whoever adds up everything that is printed here, and was printed before as the ledger has it,"
    " finds for each small number that every small value is still possible, and for each hidden"
    " one more than one; also if told which hidden numbers are small."
)
ALREADY = (
    "Withheld: what is public already, or must come to the same, gives a small number in it away"
    " however much is hidden."
)


def publication(protected: Protected, *, inside: bool = False) -> dict[str, Any]:
    """
    Return what may leave the building.

    :param inside: add what may not: which hidden numbers are small, and how far each is hidden
    """
    release = protected.release
    tables = [_table(protected, table) for table in release.tables]
    answer = {
        "release": release.name,
        "policy": _policy(release.policy),
        "tables": tables,
        "audit": {
            "safe": True,
            "guarantee": GUARANTEE,
            "shown": sum(table["shown"] for table in tables),
            "hidden": sum(table["hidden"] for table in tables),
            "withheld": [table["name"] for table in tables if table["withheld"]],
            "checked_against": sorted({each.place.release for each in release.earlier}),
        },
        "ledger": ledger.entry(protected),
    }
    return {**answer, "inside": _inside(protected)} if inside else answer


def _policy(policy: Policy) -> dict[str, Any]:
    kept = ("name", "title", "says", "symbol", "source", "status")
    return {key: getattr(policy, key) for key in kept}


def _table(protected: Protected, table: Table) -> dict[str, Any]:
    shape = protected.shapes[table.name]
    said: dict[str, Any] = {
        "name": table.name,
        "withheld": shape.withheld,
        "why": ALREADY if shape.withheld else None,
        "merged": list(_merged(table, shape)),
        "rows": [label(table.rows, group) for group in shape.rows],
        "columns": table.columns and [label(table.columns, group) for group in shape.columns],
        "cells": None,
        "row_totals": None,
        "column_totals": None,
        "grand_total": None,
        "percentages": {},
        "rates": None,
        "averages": [],
        "shown": 0,
        "hidden": 0,
    }
    if shape.withheld:
        return said
    columns = said["columns"] or [None]
    cells = [[_number(protected, table, row, column) for column in columns] for row in said["rows"]]
    said["cells"] = cells if table.columns is not None else [line[0] for line in cells]
    if table.columns is not None and table.row_totals:
        said["row_totals"] = [_number(protected, table, row, None) for row in said["rows"]]
    if table.columns is not None and table.column_totals:
        said["column_totals"] = [_number(protected, table, None, each) for each in columns]
    if table.grand_total:
        said["grand_total"] = _number(protected, table, None, None)
    every = [
        *(number for line in cells for number in line),
        *(said["row_totals"] or ()), *(said["column_totals"] or ()),
        *([said["grand_total"]] if table.grand_total else ()),
    ]  # fmt: skip
    said["hidden"] = sum(number["hidden"] for number in every)
    said["shown"] = len(every) - said["hidden"]
    said["percentages"] = {of: _percentages(protected, said, cells, of) for of in table.percentages}
    said["rates"] = _rates(protected, table, said)
    said["averages"] = averages_of(protected, table)
    return said


def _merged(table: Table, shape: Shape) -> Iterable[dict[str, Any]]:
    axes: tuple[tuple[str, tuple[str, ...] | None, Groups], ...] = (
        ("rows", table.rows, shape.rows), ("columns", table.columns, shape.columns),
    )  # fmt: skip
    for axis, names, groups in axes:
        for group in groups:
            if names is not None and len(group) > 1:
                yield {"axis": axis, "of": [names[n] for n in group], "as": label(names, group)}


def _number(
    protected: Protected, table: Table, row: str | None, column: str | None
) -> dict[str, Any]:
    value = protected.value(protected.at(Place(table.name, row, column)))
    return {"value": value, "hidden": value is None}


def _percentages(
    protected: Protected, said: dict[str, Any], cells: list[list[dict[str, Any]]], of: str
) -> list[Any]:
    """Return the share that each cell is of its total, made of the two numbers as printed."""
    shares: list[list[dict[str, Any]]] = []
    for i, line in enumerate(cells):
        shares.append([])
        for j, cell in enumerate(line):
            totals = {"row": said["row_totals"], "column": said["column_totals"]}
            at = {"row": i, "column": j}
            whole = said["grand_total"]
            if of != "grand":
                whole = totals[of][at[of]] if totals[of] else None
            shares[-1].append(_share(protected.release.policy, cell, whole))
    return shares if said["columns"] is not None else [line[0] for line in shares]


def _share(policy: Policy, part: dict[str, Any], whole: dict[str, Any] | None) -> dict[str, Any]:
    n, of = part["value"], whole["value"] if whole else None
    share = None
    if n is not None and of:
        step = Decimal(1).scaleb(-2 - policy.percent_places)
        share = (Decimal(n) / Decimal(of)).quantize(step, rounding=ROUND_HALF_UP)
    return {"share": share, "n": n, "of": of, "hidden": share is None}


def _rates(protected: Protected, table: Table, said: dict[str, Any]) -> dict[str, Any] | None:
    """Return for each row its printed number to so many people."""
    if table.rate_per is None:
        return None
    people = dict(table.rate_of)
    printed = said["row_totals"] if table.columns is not None else said["cells"]
    rows = []
    for n, group in enumerate(protected.shapes[table.name].rows):
        names = [table.rows[one] for one in group]
        if not all(name in people for name in names):
            continue
        name, of = said["rows"][n], sum(people[name] for name in names)
        count = printed[n]["value"] if printed else None
        rate = None
        if count is not None and of >= protected.release.policy.rate_of_at_least:
            exact = Decimal(count) * table.rate_per / Decimal(of)
            rate = exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        rows.append({"row": name, "rate": rate, "n": count, "of": of, "hidden": rate is None})
    return {"per": table.rate_per, "rows": rows}


def _inside(protected: Protected) -> dict[str, Any]:
    """
    Return what stays in the building: each hidden number as it is, and how far it is hidden.

    The interval spans the worlds that were found while hiding. There may be more of them, and no
    fewer: it is never narrower in truth than said here.
    """
    numbers, worlds = protected.numbers.numbers, protected.hidden.worlds
    hidden = []
    for n, number in enumerate(numbers):
        if protected.is_hidden(n):
            hidden.append(
                {
                    "table": number.place.table,
                    "row": number.place.row,
                    "column": number.place.column,
                    "count": number.count,
                    "because": "small" if protected.known.must_hide[n] else "protects another",
                    "at_least_from": int(worlds[:, n].min()),
                    "at_least_to": int(worlds[:, n].max()),
                }
            )
    small = int(np.count_nonzero(protected.known.small))
    printed = [n.standing is Standing.ASKED for n in numbers]
    return {"hidden": hidden, "small": small, "numbers": sum(printed), "worlds": len(worlds)}
