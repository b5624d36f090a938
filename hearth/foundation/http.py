"""Small things between HTTP and the domain."""

import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from hearth.foundation.actors import Actor

P = ParamSpec("P")
T = TypeVar("T")

ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
LAST_ASCII = 127


class WorkerRequest(HttpRequest):
    """A request from a signed-in worker. The middleware in accounts sets the actor."""

    actor: Actor


def found_or_404(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask a question for one thing; turn "no such thing" into a 404 page."""
    try:
        return question(*args, **kwargs)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


NO_WORDS = {
    "as_drawn", "csrfmiddlewaretoken", "found", "next", "old", "password", "site", "source",
    "stamp", "then",
}  # fmt: skip
"""What forms send along that nobody typed, and passwords."""
SHORTEST_NUMBER = 7
"""Figures of what somebody wrote down, such as a number to ring, and did not choose, as a day."""


def typed_words(request: HttpRequest) -> list[str]:
    """
    Return the words that somebody typed into a form, so that a page that says no can show them.

    What was chosen (a code in capitals, the id of a row, a day) is left out, and any password.
    """
    return [
        words
        for name, values in request.POST.lists()
        if name not in NO_WORDS and not name.endswith("_id") and "password" not in name
        for words in (str(value).strip() for value in values)
        if _is_words(words)
    ]


def _is_words(typed: str) -> bool:
    if typed in ("", "yes", "no", "on") or ID.fullmatch(typed):
        return False
    if typed.isdecimal():
        return len(typed) >= SHORTEST_NUMBER
    return any(letter.islower() or letter.isspace() or ord(letter) > LAST_ASCII for letter in typed)


def page_number(typed: str, *, last: int = 10_000) -> int:
    """
    Return which page of a list is asked for, from 1 to the last; the first for what is no number.

    However many figures were typed: Python refuses to read more than 4,300 of them.
    """
    if not (typed.isascii() and typed.isdecimal()):
        return 1
    figures = typed.lstrip("0") or "1"
    return min(int(figures), last) if len(figures) <= len(str(last)) else last
