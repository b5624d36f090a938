"""Pages for somebody without an account: by a secret in their address, or for anybody at all."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from hearth.design.public import TOLD, View, draw, within_bounds
from hearth.foundation.acting import as_anybody
from hearth.foundation.crowding import Counter


def without_account(
    counter: Counter, too_much: str, *, methods: tuple[str, ...] = TOLD
) -> Callable[[View], View]:
    """
    Let nobody be signed in, and let no other page, cache or index learn of a secret address.

    :param counter: how often one network address may ask
    :param too_much: the template that says that it asked too often
    """

    def of(view: View) -> View:
        def within(request: HttpRequest, **named: str) -> HttpResponse:
            if counter.asks_too_much(request):
                return asked_too_much(request, counter, too_much)
            with as_anybody():
                return view(request, **named)

        bounded = within_bounds(within, methods)

        def private(request: HttpRequest, **named: str) -> HttpResponse:
            response = bounded(request, **named)
            response["Referrer-Policy"] = "no-referrer"
            response["Cache-Control"] = "no-store"
            if any(name.endswith("token") for name in named):
                response["X-Robots-Tag"] = "noindex"
            return response

        return login_not_required(csrf_exempt(sensitive_post_parameters()(private)))

    return of


def asked_too_much(request: HttpRequest, counter: Counter, template: str) -> HttpResponse:
    """Say that more is asked from one network address than people do, and when to ask again."""
    response = draw(request, template, status=429)
    response["Retry-After"] = str(counter.seconds)
    return response
