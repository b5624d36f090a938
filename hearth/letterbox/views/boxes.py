"""What a hub decides about its letterbox, and who is on duty."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.letterbox import actions, queries
from hearth.letterbox.forms import BoxForm, DutyForm, WaysForm
from hearth.letterbox.forms.boxes import as_typed, lists_to_begin_from
from hearth.places.models import Site
from hearth.places.queries import get_site

FORMS = ["GET", "HEAD", "POST"]
A_DAY = datetime.timedelta(days=1)


@require_http_methods(FORMS)
def box(request: WorkerRequest) -> HttpResponse:
    """Decide who reads what is written to a hub, and how soon."""
    require_somewhere(request.actor, Permission.KEEP_LETTERS)
    site = found_or_404(standing_at, request, request.actor, Permission.KEEP_LETTERS)
    if site is None:
        return redirect("accounts:choose_site")
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


@require_http_methods(FORMS)
def ways(request: WorkerRequest) -> HttpResponse:
    """Write down what somebody can use and create at a hub, by how they are."""
    require_somewhere(request.actor, Permission.KEEP_LETTERS)
    site = found_or_404(standing_at, request, request.actor, Permission.KEEP_LETTERS)
    if site is None:
        return redirect("accounts:choose_site")
    form = WaysForm(
        request.POST if request.method == "POST" else None, initial=_begin_from(request, site)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_ways(by=request.actor, site=site, ways=form.ways())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("letterbox:letters")
    page = {"form": form, "site": site, "lists": lists_to_begin_from()}
    return render(request, "letterbox/ways.jinja", page)


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


def _begin_from(request: WorkerRequest, site: Site) -> dict[str, str]:
    """Return what the form shows at first: a list that was asked for, or what is written now."""
    name = request.GET.get("from", "")
    if name in queries.lists():
        return {"which": "ours"} | as_typed(queries.list_of(name))
    return {"which": "ours" if queries.has_its_own(site) else "usual"} | as_typed(
        {
            each.how: {
                "use": [one.words for one in each.use],
                "create": [one.words for one in each.create],
            }
            for each in queries.ways_at(site)
        }
    )
