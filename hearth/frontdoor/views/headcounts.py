"""One headcount: its page, what is put right, and what is done in one tap."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.frontdoor import actions, queries
from hearth.frontdoor.forms import CorrectHeadcountForm
from hearth.frontdoor.models import Headcount
from hearth.frontdoor.moments import can_undo
from hearth.frontdoor.views.onward import act
from hearth.frontdoor.views.welcome import after


@never_cache
@require_safe
def headcount(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    """Show a headcount, and what was done to it."""
    actor, now = request.actor, timezone.now()
    found = found_or_404(queries.get_headcount, headcount_id, actor=actor)
    page = {
        "site": found.site,
        "headcount": found,
        "history": queries.history_of(found),
        "can_undo": can_undo(found.recorded_at, now),
        "may_record": actor.may(Permission.RECORD_VISIT, at=found.site),
    }
    return render(request, "frontdoor/headcount.jinja", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    """Put a headcount right, and keep what was there before."""
    found = _recordable(request, headcount_id)
    names = ("how_many", "what", "arrived_at", "left_at")
    initial = {name: getattr(found, name) for name in names}
    initial["as_drawn"] = actions.fingerprint(found)
    form = CorrectHeadcountForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_headcount(
                by=request.actor,
                headcount=found,
                now=timezone.now(),
                as_drawn=form.cleaned_data["as_drawn"],
                **form.changes(found),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("frontdoor:headcount", found.pk)
    page = {"site": found.site, "headcount": found, "form": form}
    return render(request, "frontdoor/correct_headcount.jinja", page)


@require_POST
def undo(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    return _act(request, headcount_id, actions.take_back)


@require_POST
def left(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    return _moved(request, headcount_id, actions.leave)


@require_POST
def gone(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    return _moved(request, headcount_id, actions.confirm_gone)


@require_POST
def still_here(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    return _moved(request, headcount_id, actions.find_still_here)


@require_POST
def put_back(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    """Undo a leaving."""
    return _moved(request, headcount_id, actions.put_back)


@require_POST
def happened(request: WorkerRequest, headcount_id: UUID) -> HttpResponse:
    """Say that nobody came in after all, or that they did."""
    found = _recordable(request, headcount_id)
    did = request.POST.get("happened") == "yes"
    return act(
        request,
        lambda: actions.correct_headcount(
            by=request.actor, headcount=found, now=timezone.now(), happened=did
        ),
        or_else=reverse("frontdoor:headcount", args=[found.pk]),
    )


def _recordable(request: WorkerRequest, headcount_id: UUID) -> Headcount:
    return found_or_404(
        queries.get_headcount,
        headcount_id,
        actor=request.actor,
        permission=Permission.RECORD_VISIT,
    )


def _act(
    request: WorkerRequest,
    headcount_id: UUID,
    do: Callable[..., object],
    *,
    about: dict[str, object] | None = None,
) -> HttpResponse:
    """Take an act that needs nothing but the headcount."""
    found = _recordable(request, headcount_id)
    return act(
        request,
        lambda: do(by=request.actor, arrival=found, now=timezone.now()),
        or_else=after(found.site, counted=found.pk),
        about=about,
    )


def _moved(request: WorkerRequest, headcount_id: UUID, do: Callable[..., object]) -> HttpResponse:
    """Take an act that says whether they are in, which the page of the building speaks of."""
    return _act(request, headcount_id, do, about={"group": headcount_id})
