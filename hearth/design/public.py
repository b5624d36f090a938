"""The frame of every page of the public's: the ways from it, help now, and a way out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from hearth.design.jinja import url
from hearth.design.languages import say as _

View = Callable[..., HttpResponse]

READ = ("GET", "HEAD")
TOLD = (*READ, "POST")
NEVER = "no-store"
LEAVE = "/me/leave/"
"""Where each "Leave this site" leads: it signs out whoever is on their own pages, and goes on."""
EVERYTHING = '"cache", "cookies", "storage"'
MOST_TYPED_BYTES = 2_000_000
"""Many times what a form of the public's holds. Of less, the form itself says what is too long."""


@dataclass(frozen=True)
class Way:
    """One of the ways from every page of the public's."""

    words: str
    href: str
    here: bool
    icon: str


def ways(path: str) -> list[Way]:
    """Return the five ways beside "now", which has a bar of its own."""
    named = [
        (_("Find a hub"), "virtualhub:hubs", "hub"),
        (_("What’s on"), "virtualhub:whats_on", "calendar"),
        (_("Find support"), "virtualhub:find", "search"),
        (_("Help someone else"), "virtualhub:someone_else", "companion"),
        (_("Looking after myself"), "virtualhub:myself", "heart"),
    ]
    return [
        Way(words, href, path.startswith(href), icon)
        for words, href, icon in ((words, url(name), icon) for words, name, icon in named)
    ]


def draw(
    request: HttpRequest, template: str, page: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Draw a template that extends virtualhub/public.jinja."""
    return render(request, template, {**around(request), **(page or {})}, status=status)


def around(request: HttpRequest) -> dict[str, Any]:
    """Return what virtualhub/public.jinja needs."""
    return {
        "ways": ways(request.path),
        "exit_address": LEAVE,
        "here": request.path,
    }


def gone(*, forgets: str = EVERYTHING) -> HttpResponse:
    """
    Go at once to a page that nobody asks about, and let the browser forget what it kept of ours.

    It asks the database nothing: whoever leaves is led away even where that is what failed.
    """
    response = HttpResponseRedirect(settings.QUICK_EXIT)
    response["Clear-Site-Data"] = forgets
    response["Cache-Control"], response["Referrer-Policy"] = NEVER, "no-referrer"
    return response


def within_bounds(view: View, methods: tuple[str, ...] = READ) -> View:
    """Answer what a page of the public's does not take with one that says so, unread."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in methods:
            response = wrong(request, status=405)
            response["Allow"] = ", ".join(methods)
            return response
        if _brings_too_much(request):
            return wrong(request, status=413)
        return view(request, *args, **kwargs)

    return answer


def _brings_too_much(request: HttpRequest) -> bool:
    """Test if more comes with a request than anybody types, without reading any of it."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return not said.isdecimal() or int(said) > MOST_TYPED_BYTES


def wrong(request: HttpRequest, *, status: int) -> HttpResponse:
    """Say what is wrong, with the same help and the same way out as on every page."""
    response = draw(request, "virtualhub/wrong.jinja", {"status": status}, status=status)
    response["Cache-Control"] = NEVER
    return response


def too_much(request: HttpRequest) -> HttpResponse:
    """Say that more is asked from one address than people can read."""
    response = draw(request, "virtualhub/too_much.jinja", status=429)
    response["Retry-After"], response["Cache-Control"] = "60", NEVER
    return response
