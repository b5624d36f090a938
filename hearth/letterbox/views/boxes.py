"""What a hub decides about its letterbox, and who is on duty."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.letterbox import actions, queries
from hearth.letterbox.forms import BoxForm, DutyForm
from hearth.places.queries import get_site

FORMS = ["GET", "HEAD", "POST"]
A_DAY = datetime.timedelta(days=1)


@require_http_methods(FORMS)
def box(request: WorkerRequest) -> HttpResponse:
    """Decide who reads what is written to a hub, and how soon."""
    require_somewhere(request.actor, Permission.KEEP_LETTERS)
    site = found_or_404(standing_at, request, request.actor, Permission.KEEP_LETTERS)
    if site is None:
        return choose_first(request)
    said = queries.box_of(site)
    form = BoxForm(
        request.POST if request.method == "POST" else None,
        initial={
            "roles": list(said.roles), "read_within": said.read_within,
            "louder_after": said.louder_after, "takes_messages": said.takes_messages,
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_box(by=request.actor, site=site, said=form.said())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("letterbox:letters")
    return render(request, "letterbox/box.jinja", {"form": form, "site": site})


@require_POST
def duty(request: WorkerRequest, slug: str) -> HttpResponse:
    """Say that the worker is on duty at a hub until a time: today, or in the night that comes."""
    site = found_or_404(get_site, slug, actor=request.actor, permission=Permission.READ_LETTERS)
    form, now = DutyForm(request.POST), timezone.localtime()
    if not form.is_valid():
        messages.error(request, "Write the time until which you are on duty, like 8pm")
        return redirect("letterbox:letters")
    until = timezone.make_aware(datetime.datetime.combine(now.date(), form.cleaned_data["until"]))
    if until <= now:
        until = timezone.make_aware(
            datetime.datetime.combine(now.date() + A_DAY, form.cleaned_data["until"])
        )
    try:
        actions.go_on_duty(by=request.actor, site=site, until_at=until, now=now)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"You are on duty at {site.name}")
    return redirect("letterbox:letters")


@require_POST
def end_duty(request: WorkerRequest, duty_id: UUID) -> HttpResponse:
    actions.end_duty(by=request.actor, duty_id=duty_id, now=timezone.now())
    messages.success(request, "Off duty")
    return redirect("letterbox:letters")
