"""
Pages that a person opens themselves: signed in as nobody else, for a short while, leaving nothing.

A borrowed or shared computer is what is reckoned with. So no page is kept, the cookie dies with the
browser, whoever does nothing is signed out, and a worker's session opens none of them.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.middleware import on_own_pages
from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.people.models import OwnKey
from hearth.people.own_pages import act_on_own_pages

IDLE = datetime.timedelta(minutes=20)
"""After which whoever does nothing is signed out."""
WRITING = datetime.timedelta(minutes=60)
"""And whoever is writing something: it would be lost."""
ASKED_BEFORE = datetime.timedelta(minutes=2)
"""How long before that they are asked whether they are still there (WCAG 2.2.1)."""
BY, UNTIL = "own_by", "own_until"
"""What a session keeps: by what they signed in, and until when they may do nothing."""

Page = Callable[..., HttpResponse]


class OwnRequest(HttpRequest):
    """A request of somebody's on their own pages."""

    actor: User
    by_paper: bool
    """They signed in with a code on paper, which anybody may have found."""


def own_page(*, by_paper: bool = False, writes: bool = False) -> Callable[[Page], Page]:
    """
    Give a page the person who acts on it; send everybody else to where people sign in.

    :param by_paper: a code on paper opens it too: it says little
    :param writes: somebody may sit over it for long, and what they type must not be lost
    """

    def around(view: Page) -> Page:
        @wraps(view)
        def page(request: OwnRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            sign_in = on_own_pages(request)
            now = timezone.now()
            if sign_in is None or request.session.get(UNTIL, 0) < now.timestamp():
                return _to_sign_in(request, ended=sign_in is not None)
            request.by_paper = request.session.get(BY) == OwnKey.Kind.PAPER
            if request.by_paper and not by_paper:
                return left_behind(draw_own(request, "people/own_not_by_paper.jinja", status=403))
            lasts = WRITING if writes else IDLE
            request.session[UNTIL] = (now + lasts).timestamp()
            try:
                with acting_as(sign_in):
                    person = act_on_own_pages(sign_in)
                    request.actor = sign_in
                    response = view(request, person, *args, **kwargs) if person else None
            except NotAllowed:
                response = draw_own(request, "people/own_not_allowed.jinja", status=403)
            if response is None:
                return _to_sign_in(request, ended=True)
            if response.status_code == 200:
                ask = int((lasts - ASKED_BEFORE).total_seconds())
                response["Refresh"] = f"{ask};url={reverse('myhub:still_there')}"
            return left_behind(response)

        return login_not_required(page)

    return around


def own_page_for_nobody(view: Page) -> Page:
    """Make a page by which somebody comes in or goes out: it knows nobody, and is not kept."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return left_behind(view(request, *args, **kwargs))

    return login_not_required(page)


def come_in(request: HttpRequest, sign_in: User, by: str) -> HttpResponse:
    """Sign somebody in to their own pages, in the place of whoever was, and lead there."""
    request.session.flush()
    auth.login(request, sign_in)
    request.session.set_expiry(0)  # the cookie goes with the browser
    request.session[BY] = by
    request.session[UNTIL] = (timezone.now() + IDLE).timestamp()
    return redirect("myhub:home")


def draw_own(
    request: HttpRequest, template: str, page: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Draw a template that extends people/own.jinja."""
    return render(request, template, page, status=status)


def left_behind(response: HttpResponse) -> HttpResponse:
    """Let nothing of an answer be kept, and no other site hear where somebody was."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer" if response.status_code == 302 else "same-origin"
    return response


def _to_sign_in(request: HttpRequest, *, ended: bool) -> HttpResponse:
    if ended:
        request.session.flush()
    return left_behind(redirect("myhub:sign_in"))
