"""What comes after an incident: who it was, who is told, steps, and what we learned."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.incidents import actions, queries
from hearth.incidents.forms.after import (
    CarryOnForm,
    HandOnForm,
    HurtForm,
    LessonForm,
    MustTellForm,
    StepForm,
    ToldForm,
)
from hearth.incidents.models import Incident
from hearth.incidents.views.seen import of_incident, posted
from hearth.people.queries import get_person, look_for

ENOUGH = 2
"""Letters of a name to look for."""


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def hurt(request: WorkerRequest, incident: Incident) -> HttpResponse:
    """Say who was hurt or upset: look for them by name, or choose a worker."""
    actor, today = request.actor, timezone.localdate()
    words = request.POST.get("q", "").replace("\0", "").strip()
    found = look_for(words, actor=actor, today=today) if len(words) >= ENOUGH else ()
    sent = request.POST if "save" in request.POST else None  # else it only looks for a name
    form = HurtForm(sent, found=found, site=incident.site, today=today)
    if sent is not None and form.is_valid():
        person_id = form.person_id()
        person = found_or_404(get_person, person_id, actor) if person_id else None
        try:
            actions.name_hurt(
                by=actor, incident=incident, person=person, worker=form.worker_id(),
                words=form.cleaned_data["words"], today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:incident", incident.id)
    page = {"form": form, "incident": incident, "words": words, "found": found}
    return render(request, "incidents/hurt.jinja", page)


@require_POST
@of_incident
def take_out(request: WorkerRequest, incident: Incident, named_id: UUID) -> HttpResponse:
    named = found_or_404(queries.get_named, named_id, incident=incident)
    actions.take_out_named(by=request.actor, incident=incident, named=named)
    messages.success(request, "Taken out")
    return redirect("incidents:incident", incident.id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def tell(request: WorkerRequest, incident: Incident) -> HttpResponse:
    """Say who outside must be told."""
    told = queries.told_of(incident)
    form = MustTellForm(posted(request), told=told)
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_must_be_told(
                by=request.actor, incident=incident, must=set(form.cleaned_data["must"]),
                drawn=form.drawn_with(), why=form.cleaned_data["why"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:incident", incident.id)
    page = {"form": form, "incident": incident, "told": told}
    return render(request, "incidents/tell.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def told(request: WorkerRequest, incident: Incident, body: str) -> HttpResponse:
    """Say that somebody outside was told, and whom one spoke to."""
    row = next((one for one in queries.told_of(incident) if one.body.code == body), None)
    if row is None:
        raise Http404
    form = ToldForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_told(
                by=request.actor, incident=incident, body=body, note=form.cleaned_data["note"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:incident", incident.id)
    return render(request, "incidents/told.jinja", {"form": form, "incident": incident, "row": row})


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def add_step(request: WorkerRequest, incident: Incident) -> HttpResponse:
    today = timezone.localdate()
    form = StepForm(
        posted(request), actor=request.actor, site=incident.site, today=today,
        initial={"step_id": uuid7()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_step(
                by=request.actor, incident=incident, what=form.cleaned_data["what"],
                doer=UUID(form.cleaned_data["doer"]), due_on=form.cleaned_data["due_on"],
                step_id=form.cleaned_data["step_id"] or uuid7(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:incident", incident.id)
    return render(request, "incidents/add_step.jinja", {"form": form, "incident": incident})


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: WorkerRequest, incident_step_id: UUID) -> HttpResponse:
    """Show a step to whoever is to do it, and carry it on to another day."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    row = found_or_404(queries.get_step, incident_step_id, actor=request.actor)
    today = timezone.localdate()
    form = CarryOnForm(posted(request), initial={"due_on": max(row.due_on, today)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.carry_on_step(
                by=request.actor, step=row, due_on=form.cleaned_data["due_on"], today=today
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Carried on")
            return redirect("incidents:incidents")
    page = {"form": form, "step": queries.step_shown(row, today=today)}
    return render(request, "incidents/step.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_on(request: WorkerRequest, incident_step_id: UUID) -> HttpResponse:
    """Hand a step on to somebody else of the team."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    row = found_or_404(queries.get_step, incident_step_id, actor=request.actor)
    today = timezone.localdate()
    form = HandOnForm(
        posted(request), site=row.site, today=today, initial={"doer": str(row.doer_id)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            name = actions.hand_on_step(
                by=request.actor, step=row, to=UUID(form.cleaned_data["doer"]), today=today
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"{name} does it from now on. Please tell them")
            return redirect("incidents:incidents")
    return render(request, "incidents/hand_on.jinja", {"form": form, "step": row})


@require_POST
def settle_step(request: WorkerRequest, incident_step_id: UUID) -> HttpResponse:
    """Say in one tap that a step is done, or to do after all."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    row = found_or_404(queries.get_step, incident_step_id, actor=request.actor)
    done = request.POST.get("done", "yes") == "yes"
    actions.settle_step(by=request.actor, step=row, done=done, today=timezone.localdate())
    messages.success(request, "Done. Thank you" if done else "Taken up again")
    return redirect("incidents:incidents")


@require_http_methods(["GET", "HEAD", "POST"])
@of_incident
def lesson(request: WorkerRequest, incident: Incident) -> HttpResponse:
    """Write down what we learned and changed, and tell the team."""
    row = queries.lesson_of(incident)
    said = queries.lesson_said(row)
    initial = {
        "learned": said.learned, "changed": said.changed, "tell_team": bool(row and row.told_on),
        "stamp": said.stamp,
    }  # fmt: skip
    form, theirs = LessonForm(posted(request), initial=initial), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_lesson(
                by=request.actor, incident=incident, said=form.said(),
                stamp=form.cleaned_data["stamp"], tell=form.cleaned_data["tell_team"],
                now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("incidents:incident", incident.id)
    page = {
        "form": form,
        "incident": incident,
        "theirs": theirs,
        "before": queries.lesson_before(incident),
    }
    return render(request, "incidents/lesson.jinja", page)


@require_safe
def learned(request: WorkerRequest) -> HttpResponse:
    """Show what the team was told, without names: to read together, and to print."""
    require_somewhere(request.actor, Permission.WRITE_INCIDENT)
    site = found_or_404(standing_at, request, request.actor, Permission.WRITE_INCIDENT)
    page = {"site": site, "lessons": queries.lessons_told(request.actor, site=site)}
    return render(request, "incidents/learned.jinja", page)
