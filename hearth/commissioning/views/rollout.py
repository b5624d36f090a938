"""How new hubs come along: the board, and one step of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.commissioning import actions, queries
from hearth.commissioning.forms.rollout import MilestoneForm, PutOffForm, ReachedForm
from hearth.commissioning.views.opening import for_those_who, posted
from hearth.foundation.actors import Permission as May
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7


@require_safe
@for_those_who(May.SEE_MONEY)
def board(request: WorkerRequest) -> HttpResponse:
    number = page_number(request.GET.get("page", ""))
    first = (number - 1) * queries.A_PAGE
    rows = queries.board(request.actor, today=timezone.localdate(), first=first)
    page = {
        "rows": rows[: queries.A_PAGE],
        "is_more": len(rows) > queries.A_PAGE,
        "number": number,
        "first": first,
        "may_keep": request.actor.may_everywhere(May.KEEP_MONEY),
    }
    return render(request, "commissioning/board.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def add_milestone(request: WorkerRequest) -> HttpResponse:
    form = MilestoneForm(posted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.add_milestone(
                by=request.actor, site=typed["site"], stage=typed["stage"], what=typed["what"],
                target=typed["target"], milestone_id=typed["milestone_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("commissioning:rollout")
    page = {
        "form": form,
        "title": "Write down a step of a new hub",
        "cancel_href": reverse("commissioning:rollout"),
    }
    return render(request, "commissioning/form.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def milestone(request: WorkerRequest, milestone_id: UUID) -> HttpResponse:
    """Say that a step was reached, or put it off and say why."""
    found = found_or_404(queries.get_milestone, milestone_id, actor=request.actor)
    today = timezone.localdate()
    puts_off = "why" in request.POST
    put_off = PutOffForm(request.POST if puts_off else None)
    reached = ReachedForm(
        request.POST if request.method == "POST" and not puts_off else None,
        initial={"on": found.reached_on},
    )
    form = put_off if puts_off else reached
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            if puts_off:
                actions.put_off(
                    by=request.actor, milestone=found, to=typed["to"], why=typed["why"],
                    today=today, slip_id=typed["slip_id"] or uuid7(),
                )  # fmt: skip
            else:
                actions.reach(by=request.actor, milestone=found, on=typed["on"], today=today)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("commissioning:rollout")
    page = {
        "milestone": found,
        "step": queries.step_of(found, today=today),
        "form": form,
        "put_off": put_off,
        "reached": reached,
    }
    return render(request, "commissioning/milestone.jinja", page)
