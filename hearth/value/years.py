"""Financial years, in which prices are told: from April to March."""

import re
from typing import Any

from hearth.foundation.errors import Refused

_SAID = re.compile(r"(\d{4})(?:\s*[-/–]\s*(\d{4}|\d{2}))?")  # noqa: RUF001 (as people type it)


def financial_year(said: Any, *, place: str) -> str:
    """
    Return "2024-25" for what somebody wrote: 2024-25, 2024/25, or 2024 for April 2024 on.

    :param place: what the year is of, in words, for the refusal
    :raises Refused: if it is no year, or names two that do not follow each other
    """
    found = _SAID.fullmatch(str(said).strip()) if isinstance(said, str | int) else None
    if not found or isinstance(said, bool):
        raise Refused(f"{place} must be a financial year such as 2024-25; it is “{said}”.")
    first = int(found[1])
    if found[2] and int(found[2][-2:]) != (first + 1) % 100:
        raise Refused(f"{place} is “{said}”: a financial year is two that follow each other.")
    return f"{first}-{(first + 1) % 100:02d}"
