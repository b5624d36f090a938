"""Keeping what every page asks for some seconds, in each process, for each partnership apart."""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

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
        if settings.PUBLIC_KEPT_FOR and now < until:
            return before  # type: ignore[return-value]
        found = question(*args, **kwargs)
        if settings.PUBLIC_KEPT_FOR:
            with lock:
                answers[schema] = (now + settings.PUBLIC_KEPT_FOR, found)
        return found

    return answer


AT_MOST = 300
"""How many pages a process keeps, lest a robot that asks for all of them fill its memory."""

Key = tuple[str, ...]
_pages: dict[Key, tuple[float, bytes, dict[str, str]]] = {}
_pages_lock = threading.Lock()


def page_kept(request: HttpRequest) -> HttpResponse | None:
    """Return a page as it was drawn some seconds ago, for it is the same for everybody."""
    with _pages_lock:
        until, body, headers = _pages.get(_key(request), (0.0, b"", {}))
    if time.monotonic() >= until:
        return None
    return HttpResponse(body, headers=headers)


def keep_page(request: HttpRequest, response: HttpResponse) -> None:
    """Keep a page for PUBLIC_KEPT_FOR seconds, if anybody on the way may keep it as well."""
    may_be_kept = response.get("Cache-Control", "").startswith("public")
    if not (settings.PUBLIC_KEPT_FOR and request.method == "GET" and may_be_kept):
        return
    with _pages_lock:
        if len(_pages) >= AT_MOST:
            _pages.clear()
        until = time.monotonic() + settings.PUBLIC_KEPT_FOR
        _pages[_key(request)] = (until, response.content, dict(response.items()))


def _key(request: HttpRequest) -> Key:
    """
    Return what a page follows from: whose it is, in which language, and what was asked.

    All else that stood in the address is gone by now (`virtualhub.public.asks`).
    """
    return (
        request.method or "", schema_in_hand(), request.get_host(), get_language() or "",
        request.get_full_path(),
    )  # fmt: skip
