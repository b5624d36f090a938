"""Rows of words in columns, for a person at a terminal."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for the head and for each row; every column is as wide as its widest word."""
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    return [
        "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()
        for row in [head, *rows]
    ]


def figure(number: int | float | Decimal | None, *, places: int = 2) -> str:
    """Return a number with at most so many digits after the point; a dash for none."""
    if number is None:
        return "–"  # noqa: RUF001 (a dash, as print has it)
    return f"{float(number):.{places}f}".rstrip("0").rstrip(".") if places else f"{number:.0f}"


def share(found: Mapping[str, Any]) -> str:
    """Return such as "11 of 13 (84.6 %, from 57.8 to 95.7 %)"."""
    if found["share"] is None:
        return f"{found['n']} of {found['of']}"
    percent = [f"{found[name] * 100:.1f}" for name in ("share", "low", "high")]
    return f"{found['n']} of {found['of']} ({percent[0]} %, from {percent[1]} to {percent[2]} %)"
