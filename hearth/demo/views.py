"""The cast: whom to be, and being them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hearth.accounts import actions as accounts
from hearth.accounts.standing import CHOSEN
from hearth.demo import queries
from hearth.demo.networks import PASSWORD
from hearth.demo.things_to_try import things_to_try
from hearth.foundation.errors import Refused
from hearth.people.models import OwnKey
from hearth.people.own_view import come_in

View = Callable[..., HttpResponse]


def only_in_the_demonstration(view: View) -> View:
    """Make a page that is nowhere to be found outside the demonstration, whatever its address."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMONSTRATION:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@login_not_required
@only_in_the_demonstration
def cast(request: HttpRequest) -> HttpResponse:
    """Show who is in the cast, what each may do, and what to try."""
    return _draw_cast(request)


@require_POST
@login_not_required
@only_in_the_demonstration
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let a visitor be somebody in the cast, with one click and no password."""
    given = request.POST
    try:
        if name := given.get("themselves", ""):
            return come_in(request, queries.who_is_themselves(name), OwnKey.Kind.LINK)
        player = queries.who_plays(
            role=given.get("role", ""), site=given.get("site", ""), username=given.get("who", "")
        )
    except Refused as refusal:
        return _draw_cast(request, trouble=str(refusal), status=404)
    if request.user.is_authenticated:
        auth.logout(request)
    accounts.note_signed_in(worker=player.user)
    auth.login(request, player.user)
    if player.site:
        request.session[CHOSEN] = player.site
    return redirect("accounts:home")


def _draw_cast(request: HttpRequest, *, trouble: str = "", status: int = 200) -> HttpResponse:
    page = {
        "cast": queries.cast(),
        "invents_sites": queries.invents_sites(),
        "with_own_pages": queries.with_own_pages(),
        "chooser": _chooser(request),
        "password": PASSWORD,
        "things_to_try": things_to_try(),
        "trouble": trouble,
    }
    return render(request, "demo/cast.jinja", page, status=status)


def _chooser(request: HttpRequest) -> str:
    """Return the address at which another network can be chosen: always that of plain localhost."""
    host, _, port = request.get_host().partition(":")
    if host.endswith(".localhost"):
        return f"//localhost{':' if port else ''}{port}/choose/"
    return "/choose/"
