"""Keeping what every page asks for some seconds, in each process, for each partnership apart."""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings

from hearth.foundation.schema import schema_in_hand

P = ParamSpec("P")
T = TypeVar("T")


def kept(question: Callable[P, T]) -> Callable[P, T]:
    """
    Keep a question's answer for PUBLIC_KEPT_FOR seconds, whatever it was asked with.

    Only for what is the same for everybody and may be some seconds old. The answer is shared
    between threads: nobody may change it.
    """
    answers: dict[str, tuple[float, T]] = {}
    lock = threading.Lock()

    @wraps(question)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        schema, now = schema_in_hand(), time.monotonic()
        with lock:
            until, before = answers.get(schema, (0.0, None))
        if now < until:
            return before  # type: ignore[return-value]
        found = question(*args, **kwargs)
        if settings.PUBLIC_KEPT_FOR:
            with lock:
                answers[schema] = (now + settings.PUBLIC_KEPT_FOR, found)
        return found

    return answer
