"""The answer in words and columns, as it would be printed."""

from collections.abc import Mapping
from typing import Any


def printed(answer: Mapping[str, Any]) -> str:
    """Return every table as it would be printed, with what to say beneath it."""
    symbol = answer["policy"]["symbol"]
    parts = ["\n".join(_table(table, symbol)) for table in answer["tables"]]
    parts.append("\n".join(_note(answer)))
    if "inside" in answer:
        parts.append("\n".join(_inside(answer["inside"])))
    return "\n\n".join(parts)


def _table(table: Mapping[str, Any], symbol: str) -> list[str]:
    if table["withheld"]:
        return [table["name"], table["why"]]
    lines = [table["name"], *_columns(_grid(table, symbol))]
    lines += [f"Printed together: {' and '.join(one['of'])}." for one in table["merged"]]
    for of, shares in table["percentages"].items():
        words = {"row": "its row", "column": "its column", "grand": "the total"}[of]
        lines += ["", f"Share of {words}", *_columns(_shares(table, shares, symbol))]
    if table["rates"]:
        lines += ["", f"For each {table['rates']['per']:,} people"]
        lines += _columns([[r["row"], _or(r["rate"], symbol)] for r in table["rates"]["rows"]])
    if table["averages"]:
        lines += ["", "Averages", *_columns(_averages(table["averages"], symbol))]
    return lines


def _grid(table: Mapping[str, Any], symbol: str) -> list[list[str]]:
    """Return the table with its totals as words."""
    two_ways = table["columns"] is not None
    by_row, by_column, whole = table["row_totals"], table["column_totals"], table["grand_total"]
    heads = ["", *(table["columns"] or [""]), *(["Total"] if by_row else [])]
    grid = [heads] if two_ways else []
    for n, name in enumerate(table["rows"]):
        line = table["cells"][n] if two_ways else [table["cells"][n]]
        numbers = [*line, *([by_row[n]] if by_row else [])]
        grid.append([name, *(_number(one, symbol) for one in numbers)])
    if by_column or whole:
        numbers = list(by_column) if by_column else [None] * (len(heads) - 1 - bool(by_row))
        if not two_ways:
            numbers = []
        elif not by_row and whole:
            heads.append("Total")
            for line in grid[1:]:
                line.append("")
        last = [*numbers, *([whole] if whole else [None] if by_row else [])]
        grid.append(["Total", *("" if one is None else _number(one, symbol) for one in last)])
    return grid


def _number(number: Mapping[str, Any], symbol: str) -> str:
    return symbol if number["hidden"] else f"{number['value']:,}"


def _or(value: Any, symbol: str) -> str:
    return symbol if value is None else f"{value:,}"


def _shares(table: Mapping[str, Any], shares: list[Any], symbol: str) -> list[list[str]]:
    two_ways = table["columns"] is not None
    grid = [["", *table["columns"]]] if two_ways else []
    for name, line in zip(table["rows"], shares, strict=True):
        cells = line if two_ways else [line]
        grid.append([name, *(_share(cell, symbol) for cell in cells)])
    return grid


def _share(cell: Mapping[str, Any], symbol: str) -> str:
    return symbol if cell["hidden"] else f"{cell['share'] * 100:f}%".replace(".00%", "%")


def _averages(averages: list[Mapping[str, Any]], symbol: str) -> list[list[str]]:
    grid = [["", "n", "mean", "median"]]
    for one in averages:
        where = ", ".join(part for part in (one["of"], one["row"], one["column"]) if part)
        grid.append([where, *(_or(one.get(key), symbol) for key in ("n", "mean", "median"))])
    return grid


def _columns(grid: list[list[str]]) -> list[str]:
    """Return lines with names to the left and numbers to the right."""
    widths = [max(len(line[n]) for line in grid) for n in range(max(map(len, grid), default=0))]
    return [
        "  ".join(
            word.ljust(width) if n == 0 else word.rjust(width)
            for n, (word, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in grid
    ]


def _note(answer: Mapping[str, Any]) -> list[str]:
    policy, audit = answer["policy"], answer["audit"]
    lines = [
        policy["says"],
        f"{policy['symbol']} stands for a small number, or for one hidden to protect it.",
        f"Rule: {policy['title']} ({policy['name']}, {policy['status']}). {policy['source']}",
        f"{audit['shown']} numbers shown, {audit['hidden']} hidden.",
    ]
    if audit["checked_against"]:
        lines.append(f"Checked against: {', '.join(audit['checked_against'])}.")
    return lines


def _inside(inside: Mapping[str, Any]) -> list[str]:
    lines = ["NOT FOR ANYBODY OUTSIDE"]
    for one in inside["hidden"]:
        where = ", ".join(part for part in (one["table"], one["row"], one["column"]) if part)
        lines.append(
            f"{where}: {one['count']} ({one['because']});"
            f" could be {one['at_least_from']} to {one['at_least_to']}, or more"
        )
    return lines
