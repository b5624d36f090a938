"""Coming in safely: what was agreed with somebody, looked at again, stopped; a copy for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.incidents import actions, queries
from hearth.incidents.forms.coming_in import AgreementForm, LookAgainForm, StopForm
from hearth.incidents.models import ComingIn
from hearth.incidents.views.seen import of_open_person, of_person, posted
from hearth.people.models import Person
from hearth.people.queries import is_closed_colleague


def _agreement(request: WorkerRequest, person: Person, agreement_id: UUID) -> ComingIn:
    return found_or_404(queries.get_agreement, agreement_id, person=person, actor=request.actor)


@require_safe
@of_person
def coming_in(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show what was agreed with somebody at the worker's own places."""
    rows = queries.agreements_of(person, actor=request.actor, today=timezone.localdate())
    page = {
        "person": person,
        "agreements": rows,
        "closed": is_closed_colleague(request.actor, person),
        "may_open": request.actor.may_somewhere(Permission.FIND_ANYONE),
    }
    return render(request, "incidents/coming_in.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_open_person
def agree(request: WorkerRequest, person: Person) -> HttpResponse:
    """Write down what is agreed, with the person beside one."""
    today = timezone.localdate()
    form = AgreementForm(
        posted(request), actor=request.actor, person=person, today=today,
        initial={"agreement_id": uuid7()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.agree_coming_in(
                by=request.actor, person=person, site=form.chosen_site(), said=form.said(),
                agreement_id=form.cleaned_data["agreement_id"] or uuid7(), now=timezone.now(),
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. Give them the copy, and read it through together")
            return redirect("incidents:agreement", person.id, row.id)
    return render(request, "incidents/agree.jinja", {"person": person, "form": form})


@require_safe
@of_open_person
def agreement(request: WorkerRequest, person: Person, agreement_id: UUID) -> HttpResponse:
    row = _agreement(request, person, agreement_id)
    page = {
        "person": person,
        "row": queries.agreement_shown(row, today=timezone.localdate()),
        "before": queries.agreement_before(row),
    }
    return render(request, "incidents/agreement.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_open_person
def change(request: WorkerRequest, person: Person, agreement_id: UUID) -> HttpResponse:
    """Change what was agreed, or take up what was stopped."""
    row = _agreement(request, person, agreement_id)
    said, today = queries.agreement_said(row), timezone.localdate()
    options = {}
    if row.stopped_on:
        door = next((once.said.door for once in queries.agreement_before(row)), "")
        options["initial"] = {"door": door}
    form = AgreementForm(
        posted(request), actor=request.actor, person=person, today=today, kept=said, at=row.site,
        owner=str(row.owner_id), **options,
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_agreement(
                by=request.actor, agreement=row, said=form.said(),
                owner=UUID(form.cleaned_data["owner"]), stamp=form.cleaned_data["stamp"],
                now=timezone.now(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("incidents:agreement", person.id, row.id)
    page = {"person": person, "form": form, "agreement": row, "theirs": theirs}
    return render(request, "incidents/change_agreement.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_open_person
def look_again(request: WorkerRequest, person: Person, agreement_id: UUID) -> HttpResponse:
    """Look at an agreement again, together."""
    row = _agreement(request, person, agreement_id)
    form = LookAgainForm(posted(request))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.look_at_agreement(
                by=request.actor, agreement=row, theirs=typed["theirs"], note=typed["note"],
                look_again_on=typed["look_again_on"], now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("incidents:agreement", person.id, row.id)
    page = {
        "person": person,
        "form": form,
        "row": queries.agreement_shown(row, today=timezone.localdate()),
    }
    return render(request, "incidents/look_again.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@of_open_person
def stop(request: WorkerRequest, person: Person, agreement_id: UUID) -> HttpResponse:
    row = _agreement(request, person, agreement_id)
    form = StopForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.stop_agreement(
                by=request.actor, agreement=row, theirs=form.cleaned_data["theirs"],
                note=form.cleaned_data["note"], now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Stopped. The door says nothing of it any more")
            return redirect("incidents:agreement", person.id, row.id)
    return render(
        request, "incidents/stop.jinja", {"person": person, "form": form, "agreement": row}
    )


@require_safe
@of_open_person
def copy(request: WorkerRequest, person: Person, agreement_id: UUID) -> HttpResponse:
    """Show an agreement as the person reads it: to print, and to take home."""
    row = queries.agreement_shown(
        _agreement(request, person, agreement_id), today=timezone.localdate()
    )
    return render(request, "incidents/copy.jinja", {"person": person, "row": row})
