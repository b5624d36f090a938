"""What somebody shares, with whom: read with them, agreed, asked again and taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.accounts.queries import readers_to_choose
from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.actions import Decision, HeldBackFromThem, Whom, WithoutAgreement
from hearth.people.forms.sharing import (
    TEAM,
    WITH,
    WORKER,
    DecisionForm,
    ShareAnywayForm,
    ShareForm,
    StopForm,
)
from hearth.people.models import Layer, Person
from hearth.people.queries.under_way import what_would_stop
from hearth.people.views.whose import opened, page_of, posted, read, way_back
from hearth.places.queries import sites_where


@require_safe
def sharing(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = read(request, person_id, "sharing")
    return render(request, "people/sharing.jinja", _shared(request, person))


@require_safe
def sharing_sheet(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show what is shared in large print, for the person to take with them."""
    person = read(request, person_id, "sharing")
    return render(request, "people/sharing_sheet.jinja", _shared(request, person))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "sharing")
    asked = [layer for layer in request.GET.getlist("layer") if layer in Layer.values]
    form = ShareForm(posted(request), initial={"layers": asked}, **_choices(request, person))
    back = way_back(request, person_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_sharing(
                by=request.actor,
                person=person,
                layers=form.chosen(),
                whom=Whom(**form.whom()),
                decision=Decision(**form.decision()),
                today=timezone.localdate(),
                until_on=form.last_day,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Shared. It is open to them from now on")
            return redirect(back or reverse("people:sharing", args=[person.id]))
    shared = queries.what_is_shared(person, today=timezone.localdate()) if back else None
    page = _page(request, person, form) | {
        "first_for": _short(asked) if back else "",
        "before": shared.before(asked) if shared else None,
        "asked": asked,
        "birthday_is_known": queries.birthday_is_known(person),
    }
    return render(request, "people/share.jinja", page | {"next": back})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def share_anyway(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Share without agreement, because of safeguarding, vital interests or the law."""
    person = opened(request, person_id, "sharing")
    why = {
        "basis": request.GET.get("basis", ""),
        "danger": request.GET.get("danger") == "on",
    }
    form = ShareAnywayForm(posted(request), initial=why, **_choices(request, person))
    if request.method == "POST" and form.is_valid():
        kept = form.held_back()
        held_back = HeldBackFromThem(**kept) if kept else None
        try:
            actions.share_without_agreement(
                by=request.actor,
                person=person,
                layers=form.chosen(),
                whom=Whom(**form.whom()),
                why=WithoutAgreement(**form.why(), held_back=held_back),
                today=timezone.localdate(),
                until_on=form.last_day,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Shared. Your name and your reason are kept with it")
            return redirect("people:share_anyway" if held_back else "people:sharing", person.id)
    rows = queries.without_agreement(person.id, today=timezone.localdate())
    page = _page(request, person, form) | {"held": [row for row in rows if row.held_until]}
    return render(request, "people/share_anyway.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask_again(request: WorkerRequest, person_id: UUID, sharing_id: UUID) -> HttpResponse:
    """Ask anew about something that is shared, as at 16 and 18: the same, decided afresh."""
    person = opened(request, person_id, "sharing")
    today = timezone.localdate()
    old = found_or_404(queries.get_sharing, sharing_id, person=person, today=today)
    form = DecisionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree_sharing(
                by=request.actor,
                person=person,
                layers=tuple(old.layers),
                whom=Whom(
                    old.with_organisation, old.with_site, tuple(old.with_roles), old.with_worker
                ),
                decision=Decision(**form.decision()),
                today=today,
                until_on=old.until_on,
                instead_of=old,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Agreed again, from today")
            return redirect("people:sharing", person.id)
    row = queries.sharing_row(old, today=today)
    page = {"person": person, "form": form, "row": row, "cancel_href": _sharing(person)}
    return render(request, "people/ask_again.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_sharing(request: WorkerRequest, person_id: UUID, sharing_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "sharing")
    today = timezone.localdate()
    old = found_or_404(queries.get_sharing, sharing_id, person=person, today=today)
    decider = queries.who_decides_now(old, today=today)
    form = StopForm(posted(request), initial=StopForm.drawn_from(decider, old.decided_note))
    if old.basis:
        form.fields.clear()
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_sharing(
                by=request.actor,
                person=person,
                sharing=old,
                now=timezone.now(),
                **(form.stopped() if not old.basis else {"how": ""}),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Stopped. They can open it no more")
            return redirect("people:sharing", person.id)
    row = queries.sharing_row(old, today=today)
    page = {"person": person, "form": form, "row": row, "cancel_href": _sharing(person)}
    page["lost"] = what_would_stop(person, [old], actor=request.actor, today=today)
    return render(request, "people/stop_sharing.jinja", page)


def _shared(request: WorkerRequest, person: Person) -> dict[str, Any]:
    return {
        "person": person,
        "shared": queries.what_is_shared(person, today=timezone.localdate()),
        "known": queries.known_where(person, actor=request.actor),
        "may_change": queries.may_change(request.actor, person),
        "today": timezone.localdate(),
        "back_href": page_of(person.id),
    }


def _choices(request: WorkerRequest, person: Person) -> dict[str, Any]:
    """Return what a form of sharing has to offer: first of all, with what kind of whom."""
    kind = request.GET.get("with", TEAM)
    kind = kind if kind in WITH else TEAM
    sites = sites_where(request.actor, Permission.CHANGE_PEOPLE).filter(id__in=person.known_at)
    workers = readers_to_choose(today=timezone.localdate()) if kind == WORKER else []
    themselves = person.worker_id
    return {
        "kind": kind,
        "sites": sites,
        "workers": [worker for worker in workers if worker.id != themselves],
    }


def _page(
    request: WorkerRequest, person: Person, form: ShareForm | ShareAnywayForm
) -> dict[str, Any]:
    kind = request.GET.get("with", TEAM)
    kinds = []
    for code, words in WITH.items():
        asked = request.GET.copy()
        asked["with"] = code
        kinds.append((words, f"?{asked.urlencode()}", code == (kind if kind in WITH else TEAM)))
    return {"person": person, "form": form, "kinds": kinds, "cancel_href": _sharing(person)}


def _short(layers: list[str]) -> str:
    return " and ".join(Layer(layer).short.lower() for layer in layers)


def _sharing(person: Person) -> str:
    return reverse("people:sharing", args=[person.id])
