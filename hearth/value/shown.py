"""How numbers and tables look in a terminal: rounded half up, and only here."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from textwrap import fill
from typing import Any

from hearth.value.exact import to_the_penny

WIDTH, WIDEST = 96, 56
NONE = "–"  # noqa: RUF001


def pounds(amount: Any, places: int = 0) -> str:
    """Return "£1,234", with a minus before it or a dash where there is none. Half up."""
    if amount is None:
        return NONE
    exact = Decimal(str(amount))
    shown = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{'−' if shown < 0 else ''}£{abs(shown):,}"  # noqa: RUF001


def to_the_pound(amount: Any) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal(1), rounding=ROUND_HALF_UP)


def ratio(value: Any) -> str:
    return "no ratio" if value is None else f"{pounds(value, 2)} for each £1"


def number(value: Any) -> str:
    """Return a number to two places at most, half up."""
    if value is None:
        return NONE
    return f"{to_the_penny(Decimal(str(value))).normalize():,f}".replace("-", "−")  # noqa: RUF001


def paragraph(*sentences: str) -> str:
    return fill(" ".join(each for each in sentences if each), WIDTH)


def columns(rows: Iterable[Sequence[str]]) -> str:
    """Return rows in columns: the first to the left, the others, amounts, to the right."""
    all_rows = [list(row) for row in rows]
    wide = [max(len(cell) for cell in column) for column in zip(*all_rows, strict=True)]
    wide[0] = min(wide[0], WIDEST)
    return "\n".join(
        "  "
        + "  ".join(
            _cut(cell, width).ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in all_rows
    )


def headed(title: str, body: str) -> str:
    return f"{title}\n{'-' * len(title)}\n{body}"


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else f"{words[: width - 1]}…"


def bullets(title: str, sentences: Iterable[str]) -> str:
    lines = [fill(each, WIDTH, initial_indent="- ", subsequent_indent="  ") for each in sentences]
    return headed(title, "\n".join(lines)) if lines else ""
