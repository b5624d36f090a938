"""Incidents: the list, a new one, one put right, who owns it, settled for now or taken up."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.incidents import actions, queries
from hearth.incidents.forms.happened import (
    IncidentForm,
    OwnerForm,
    SettleForm,
    now_to_the_minute,
)
from hearth.incidents.models import Incident
from hearth.incidents.views.seen import of_incident, posted
from hearth.people.actions import note_opened


@require_safe
def incidents(request: WorkerRequest) -> HttpResponse:
    """Show what waits for the worker, and the incidents that they see."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    today = timezone.localdate()
    open_ones, settled = queries.incidents_of(request.actor, today=today)
    page = {
        "mine": queries.mine(request.actor, timezone.now()),
        "incidents": open_ones,
        "settled": settled,
        "today": today,
        "leads": request.actor.may_somewhere(Permission.LEAD_INCIDENTS),
        "counts": request.actor.may_somewhere(Permission.COUNT_INCIDENTS),
    }
    return render(request, "incidents/incidents.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkerRequest) -> HttpResponse:
    """Write down that something happened: in two minutes, on a phone."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    site = found_or_404(standing_at, request, request.actor, Permission.WRITE_INCIDENT)
    initial = {
        "happened_at": now_to_the_minute(), "incident_id": uuid7(), "site": site and site.id,
    }  # fmt: skip
    form = IncidentForm(posted(request), initial=initial, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.write_incident(
                by=request.actor, site=form.chosen_site(), said=form.said(),
                today_to_do=form.cleaned_data["today_to_do"],
                incident_id=form.cleaned_data["incident_id"] or uuid7(), now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Thank you for writing it down")
            return redirect("incidents:incident", row.id)
    return render(request, "incidents/add.jinja", {"form": form})


@require_safe
def settled(request: WorkerRequest) -> HttpResponse:
    """Show what is settled for now, however long ago, a page at a time."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    number, today = page_number(request.GET.get("page", "")), timezone.localdate()
    rows, has_more = queries.settled_incidents(request.actor, today=today, number=number)
    page = {
        "rows": rows, "has_more": has_more, "number": number, "today": today,
        "leads": request.actor.may_somewhere(Permission.LEAD_INCIDENTS),
    }  # fmt: skip
    return render(request, "incidents/settled.jinja", page)


@require_safe
def counted(request: WorkerRequest) -> HttpResponse:
    """Show how many there were, by site and month, to whoever leads the network."""
    sites = queries.incidents_counted(request.actor, today=timezone.localdate())
    return render(request, "incidents/counted.jinja", {"sites": sites})


@require_safe
@of_incident
def incident(request: WorkerRequest, incident: Incident) -> HttpResponse:
    return _page(request, incident, SettleForm(initial={"look_again_on": incident.look_again_on}))


def _page(request: WorkerRequest, incident: Incident, settle: SettleForm) -> HttpResponse:
    """Show all of an incident. Whoever is named in it can see that it was opened."""
    today, actor = timezone.localdate(), request.actor
    named = queries.people_named(incident, actor=actor)
    for each in named:
        if each.person_id:
            note_opened(by=actor, person_id=each.person_id, part="incident", site=incident.site)
    lesson = queries.lesson_of(incident)
    page = {
        "row": queries.incident_shown(incident.id, actor=actor, today=today),
        "named": named,
        "told": [one for one in queries.told_of(incident) if one.must or one.taken_back],
        "steps": queries.steps_of(incident, today=today),
        "lesson": lesson,
        "before": queries.incident_before(incident),
        "leads": queries.may_lead(actor, incident),
        "may_say_seen": queries.may_say_seen(actor, incident, today=today),
        "has_manager": queries.has_manager(incident.site, today=today),
        "settle": settle,
    }
    return render(request, "incidents/incident.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def put_right(request: WorkerRequest, incident: Incident) -> HttpResponse:
    said = queries.incident_said(incident)
    form = IncidentForm(posted(request), actor=request.actor, kept=said)
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_incident(
                by=request.actor, incident=incident, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("incidents:incident", incident.id)
    page = {"form": form, "incident": incident, "theirs": theirs}
    return render(request, "incidents/put_right.jinja", page)


@require_POST
@of_incident
def seen(request: WorkerRequest, incident: Incident) -> HttpResponse:
    try:
        actions.see_incident(
            by=request.actor, incident=incident, now=timezone.now(), today=timezone.localdate()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return redirect("incidents:incident", incident.id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def owner(request: WorkerRequest, incident: Incident) -> HttpResponse:
    """Choose who owns an incident: for whoever leads them there."""
    require(request.actor, Permission.LEAD_INCIDENTS, at=incident.site)
    today = timezone.localdate()
    form = OwnerForm(
        posted(request), site=incident.site, today=today, initial={"owner": str(incident.owner_id)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_owner(
                by=request.actor, incident=incident, owner=UUID(form.cleaned_data["owner"]),
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:incident", incident.id)
    return render(request, "incidents/owner.jinja", {"form": form, "incident": incident})


@require_POST
@of_incident
def settle(request: WorkerRequest, incident: Incident) -> HttpResponse:
    """Settle an incident for now, or say when it is looked at again."""
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, incident, form)
    today, on = timezone.localdate(), form.cleaned_data["look_again_on"]
    try:
        if "again" in request.POST:
            actions.look_again_at_incident(by=request.actor, incident=incident, on=on, today=today)
        else:
            actions.settle_incident(
                by=request.actor, incident=incident, look_again_on=on, now=timezone.now(),
                today=today,
            )  # fmt: skip
    except Refused as refusal:
        form.tell(refusal)
        return _page(request, incident, form)
    messages.success(request, "Saved")
    return redirect("incidents:incident", incident.id)


@require_POST
@of_incident
def take_up(request: WorkerRequest, incident: Incident) -> HttpResponse:
    actions.take_up_incident(by=request.actor, incident=incident)
    messages.success(request, "Taken up again")
    return redirect("incidents:incident", incident.id)
