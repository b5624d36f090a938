"""
What stands round every page of the public's: open to all, no cookie, honest to caches.

A page is drawn with `hearth.design.public.draw`; a view is made the public's with `public_page`,
with `public_form` where something may be told, or with `public_file` for what stands on a page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from hearth.design.public import draw
from hearth.design.security import permissions_policy
from hearth.virtualhub import crowding
from hearth.virtualhub.kept import keep_page, page_kept

View = Callable[..., HttpResponse]

A_MINUTE = "public, max-age=60"
"""How long anybody on the way may keep a page: it says whether a door is open."""
AN_HOUR = "public, max-age=3600, must-revalidate"
"""For what may have to go, such as a photo with somebody in it."""
NEVER = "no-store"
TYPED = frozenset({"q", "near", "lat", "lng", "age"})
"""What an address carries that somebody typed, or where they are."""


def public_page(view: View) -> View:
    """Open a page to everybody. It is read and nothing else, and is the same for all."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request):
            return _too_much(request)
        if before := page_kept(request):
            return before
        response = view(request, *args, **kwargs)
        response.setdefault("Cache-Control", A_MINUTE if response.status_code == 200 else NEVER)
        if TYPED & request.GET.keys():  # what somebody typed is kept by nobody, here or on the way
            response["Cache-Control"] = NEVER
        keep_page(request, response)
        return response

    return login_not_required(require_safe(answer))


def public_file(view: View) -> View:
    """Open to everybody what stands on a page. It is not kept here: it may be large, or go."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request):
            return _too_much(request)
        return view(request, *args, **kwargs)

    return login_not_required(require_safe(answer))


def public_form(view: View) -> View:
    """
    Open a page to everybody on which something may be told.

    There is nobody's authority for another page to borrow, so there is no token against that, and
    so no cookie.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if crowding.pages.asks_too_much(request):
            return _too_much(request)
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = NEVER
        return response

    return login_not_required(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(answer)))


def with_near_me(response: HttpResponse) -> HttpResponse:
    """Let this one page ask where its reader is, if they tap "near me"."""
    response["Permissions-Policy"] = permissions_policy(may_ask={"geolocation"})
    return response


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a page that answers one question, or takes one tap, out of search engines."""
    response["X-Robots-Tag"] = "noindex"
    return response


def _too_much(request: HttpRequest) -> HttpResponse:
    response = draw(request, "virtualhub/too_much.jinja", status=429)
    response["Retry-After"], response["Cache-Control"] = "60", NEVER
    return response
