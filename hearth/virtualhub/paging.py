"""Pages of a long list, as links."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from hearth.foundation import http

LAST = 1000
"""Nobody reads further; a number beyond it is somebody's idea of a joke."""


@dataclass(frozen=True)
class Pages:
    """Where in a list one is."""

    number: int
    count: int
    before: str
    after: str


def page_number(typed: str) -> int:
    """Return the page asked for, from 1; the first for what is no number."""
    return http.page_number(typed, last=LAST)


def pages_of(number: int, found: int, each: int, path: str, query: Mapping[str, str]) -> Pages:
    """Return the links from one page of a list to the ones beside it."""
    count = max(1, -(-found // each))

    def address(page: int) -> str:
        return f"{path}?{urlencode({**query, 'page': page})}"

    return Pages(
        number=number,
        count=count,
        before=address(min(number - 1, count)) if number > 1 else "",
        after=address(number + 1) if number < count else "",
    )
