"""Small things between HTTP and the domain."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest

from hearth.foundation.actors import Actor

P = ParamSpec("P")
T = TypeVar("T")


class WorkerRequest(HttpRequest):
    """A request from a signed-in worker. The middleware in accounts sets the actor."""

    actor: Actor


def found_or_404(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask a question for one thing; turn "no such thing" into a 404 page."""
    try:
        return question(*args, **kwargs)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def page_number(typed: str, *, last: int = 10_000) -> int:
    """
    Return which page of a list is asked for, from 1 to the last; the first for what is no number.

    However many figures were typed: Python refuses to read more than 4,300 of them.
    """
    if not (typed.isascii() and typed.isdecimal()):
        return 1
    figures = typed.lstrip("0") or "1"
    return min(int(figures), last) if len(figures) <= len(str(last)) else last
