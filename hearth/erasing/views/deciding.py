"""For those who decide: what waits for a second person, what goes and what stays, holds, stubs."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.erasing import actions, queries
from hearth.erasing.actions.deciding import Decided
from hearth.erasing.forms import DecideForm, LiftForm
from hearth.foundation.actors import Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number

FORMS = ["GET", "HEAD", "POST"]


@require_safe
def erasings(request: WorkerRequest) -> HttpResponse:
    """Show what waits, the holds that stand, and what was settled."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    number = page_number(request.GET.get("page", ""))
    waiting, more_waiting = queries.erasures(request.actor, waiting=True)
    holds = queries.holds_standing(request.actor)
    settled, has_more = queries.erasures(request.actor, waiting=False, page=number)
    page = {
        "waiting": waiting, "more_waiting": more_waiting, "settled": settled, "number": number,
        "has_more": has_more, "holds": holds,
        "called": queries.called([row.person_id for row in holds], actor=request.actor),
        "came_back": queries.came_back_on_hold(request.actor),
    }  # fmt: skip
    return render(request, "erasing/erasings.jinja", page)


@require_safe
def erasure(request: WorkerRequest, erasure_id: UUID) -> HttpResponse:
    """Show what goes and what stays and why, by holder; or the stub."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    row = found_or_404(queries.get_erasure, erasure_id, actor=request.actor)
    actions.note_seen(by=request.actor, row=row, now=timezone.now())
    shown = queries.erasure_page(row, actor=request.actor, today=timezone.localdate())
    return render(request, "erasing/erasure.jinja", {"page": shown})


@sensitive_post_parameters()
@require_http_methods(FORMS)
def decide(request: WorkerRequest, erasure_id: UUID, organisation_id: UUID) -> HttpResponse:
    """Decide on what one organisation holds."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    row = found_or_404(queries.get_erasure, erasure_id, actor=request.actor)
    shown = queries.erasure_page(row, actor=request.actor, today=timezone.localdate())
    of = next((each for each in shown.holders if each.holder.id == organisation_id), None)
    if of is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = DecideForm(sent)
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        decided = Decided(
            typed["decision"] == "ERASE", typed["why_keep"], typed["words"], typed["look_again_on"]
        )
        try:
            done = actions.decide(
                by=request.actor, erasure_id=row.id, holder_id=organisation_id, decided=decided,
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            said = "Kept, with the reason" if not decided.erase else "Erased"
            messages.success(request, "Erased, all of it" if done.whole else said)
            return redirect("erasing:erasure", row.id)
    return render(request, "erasing/decide.jinja", {"page": shown, "of": of, "form": form})


@sensitive_post_parameters()
@require_http_methods(FORMS)
def lift(request: WorkerRequest, hold_id: UUID) -> HttpResponse:
    """Lift a hold, with a reason."""
    require_everywhere(request.actor, Permission.DECIDE_ERASING)
    row = found_or_404(queries.get_hold, hold_id, actor=request.actor)
    sent = request.POST if request.method == "POST" else None
    form = LiftForm(sent)
    if sent is not None and form.is_valid():
        try:
            actions.lift_hold(
                by=request.actor, hold_id=row.id, why=form.cleaned_data["why"], now=timezone.now()
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Lifted")
            return redirect("erasing:erasings")
    page = {
        "row": row,
        "form": form,
        "called": queries.called([row.person_id], actor=request.actor),
    }
    return render(request, "erasing/lift.jinja", page)
