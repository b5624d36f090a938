"""
What stands round every page of the public's: open to all, no cookie, honest to caches.

A page is drawn with `hearth.design.public.draw`; a view is made the public's with `public_page`,
`public_calendar`, with `public_form` where something may be told, or with `public_file` for what
stands on a page. What a page may be asked is said with `asks`.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.csrf import csrf_exempt

from hearth.design.public import NEVER, TOLD, View, too_much, within_bounds
from hearth.design.security import permissions_policy
from hearth.foundation.crowding import Counter
from hearth.virtualhub import crowding
from hearth.virtualhub.kept import keep_page, page_kept

A_MINUTE = "public, max-age=60"
"""How long anybody on the way may keep a page: it says whether a door is open."""
AN_HOUR = "public, max-age=3600, must-revalidate"
"""For what may have to go, such as a photo with somebody in it."""
TYPED = frozenset({"q", "near", "lat", "lng", "age"})
"""What an address carries that somebody typed, or where they are."""


def asks(*names: str) -> Callable[[View], View]:
    """Say what a page may be asked in its address. Of anything else it never hears."""

    def told(view: View) -> View:
        view.asks = frozenset(names)  # type: ignore[attr-defined]
        return view

    return told


def public_page(view: View) -> View:
    """Open a page to everybody. It is read and nothing else, and is the same for all."""
    return _kept(view, crowding.drawn)


def public_calendar(view: View) -> View:
    """Open a calendar to everybody. It costs as much as a dozen pages."""
    return _kept(view, crowding.calendars)


def _kept(view: View, counter: Counter) -> View:
    """Answer with what is kept; count what has to be drawn anew."""
    known: frozenset[str] = getattr(view, "asks", frozenset())

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request):
            return too_much(request)
        is_typed = bool(TYPED & request.GET.keys())
        _leave_only(request, known)
        if not is_typed and (before := page_kept(request)):
            return before
        if counter.asks_too_much(request):
            return too_much(request)
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", A_MINUTE if response.status_code == 200 else NEVER)
        if is_typed:  # what somebody typed is kept by nobody, here or on the way
            response["Cache-Control"] = NEVER
        keep_page(request, response)
        return response

    return login_not_required(within_bounds(answer))


def _leave_only(request: HttpRequest, names: Iterable[str]) -> None:
    """
    Leave only these in what an address asks, once and in order.

    A page that is kept must not carry what one reader's address said besides, nor be drawn anew
    for each thing that somebody thinks of.
    """
    left = QueryDict(mutable=True)
    for name in sorted(names):
        if said := request.GET.get(name):
            left[name] = said
    request.META["QUERY_STRING"] = left.urlencode()
    request.GET = left  # type: ignore[assignment]


def public_file(view: View) -> View:
    """Open to everybody what stands on a page. It is not kept here: it may be large, or go."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request):
            return too_much(request)
        return view(request, *args, **kwargs)

    return login_not_required(within_bounds(answer))


def public_form(view: View) -> View:
    """
    Open a page to everybody on which something may be told.

    There is nobody's authority for another page to borrow, so there is no token against that, and
    so no cookie.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request) or crowding.drawn.asks_too_much(request):
            return too_much(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NEVER
        return response

    return login_not_required(csrf_exempt(within_bounds(answer, TOLD)))


def with_near_me(response: HttpResponse) -> HttpResponse:
    """Let this one page ask where its reader is, if they tap "near me"."""
    response["Permissions-Policy"] = permissions_policy(may_ask={"geolocation"})
    return response


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page that answers one question, or takes one tap, out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response
