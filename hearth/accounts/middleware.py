"""Telling the rest of the code, and the database, who is acting."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware, LoginRequiredMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from hearth.accounts.models import User
from hearth.design.errors import forbidden
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.http import typed_words

KEPT_BY_NOBODY = "no-store"
"""Of a worker's page: on a tablet that a team shares, Back shows nothing once they signed out."""
Respond = Callable[[HttpRequest], HttpResponse]


class SignedInWorker(AuthenticationMiddleware):
    """Say whose session it is. What Django's own middleware does, in no more questions."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = SimpleLazyObject(lambda: _worker_of(request))  # type: ignore[assignment]


def _worker_of(request: HttpRequest) -> User | AnonymousUser:
    """
    Return the session's worker, if their password is still the one they signed in with.

    Whoever signed in to their own pages is nobody of the team: here they are nobody at all.

    Changing a password, or switching a sign-in off, ends every session of theirs. It is asked for
    when somebody wants to know: the public's pages never do, and so read no session.
    """
    known: User | AnonymousUser | None = getattr(request, "_worker", None)
    if known is None:
        known = request._worker = _whose_session(request)  # type: ignore[attr-defined]
    return known


def on_own_pages(request: HttpRequest) -> User | None:
    """Return whose own pages the session has signed in to; None for a worker, and for nobody."""
    themselves = _whose_session(request, of_own_pages=True)
    return themselves if isinstance(themselves, User) else None


def _whose_session(request: HttpRequest, *, of_own_pages: bool = False) -> User | AnonymousUser:
    signed_in_with = request.session.get(HASH_SESSION_KEY, "")
    worker: User | None = getattr(request.session, "worker", None)
    if not (worker and worker.is_active) or worker.own_pages != of_own_pages:
        return AnonymousUser()
    is_theirs = constant_time_compare(signed_in_with, worker.get_session_auth_hash())
    return worker if is_theirs else AnonymousUser()


class WorkersOnly(LoginRequiredMiddleware):
    """Let only workers in, but for the pages that are for everybody: there, do not even look."""

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class ActingWorker:
    """
    Draw each page inside one transaction that knows who is acting.

    It calls the view itself, because only there does a failure inside the
    view undo the transaction: further out, Django has already turned the
    failure into a response. It must therefore come last in MIDDLEWARE.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse:
        needs_a_worker = getattr(view, "login_required", True)
        actor = None
        if needs_a_worker:  # and then itself, not a promise, which would be slower to ask
            actor = request.user = _worker_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        try:
            with acting_as(actor):  # type: ignore[arg-type]
                response = view(request, *args, **kwargs)
        except NotAllowed as refusal:
            response = forbidden(request, refusal, typed=typed_words(request))
        if needs_a_worker:
            response.setdefault("Cache-Control", KEPT_BY_NOBODY)
        return response
