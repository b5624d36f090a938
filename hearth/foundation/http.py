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
