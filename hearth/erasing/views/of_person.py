"""Of one person: what is held by whom, asking that it be erased, putting it on hold."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.design.words import day
from hearth.erasing import actions, queries
from hearth.erasing.actions.asking import Asked
from hearth.erasing.forms import AskForm, HoldForm, WithdrawForm
from hearth.foundation.actors import NotAllowed, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.people.queries.seeing import (
    WorksHereToo,
    get_answered_for,
    holds_at_one,
    sees_what_they_told,
)

FORMS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@require_http_methods(FORMS)
def erase(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show who holds how much, what was asked before, and ask."""
    person = _person(request, person_id, "what can be erased")
    about = queries.about_erasing(person, actor=request.actor)
    holders = [(organisation.id, organisation.name) for organisation, _ in about.holding]
    sent = request.POST if request.method == "POST" else None
    form = AskForm(sent, holders=holders)
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        asked = Asked(
            typed["why"].value, typed["asked_for"].value, typed["words"],
            [UUID(each) for each in typed["holders"]], typed["kinds"],
        )  # fmt: skip
        try:
            row = actions.ask_erasing(
                by=request.actor, person_id=person.id, asked=asked, now=timezone.now()
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            by = f". Tell them: they have an answer by {day(row.due_on)}" if row.due_on else ""
            said = "Asked. Nothing goes before a second person has looked and agreed"
            messages.success(request, f"{said}{by}")
            return redirect("erasing:erase", person.id)
    page = {"person": person, "about": about, "form": form}
    return render(request, "erasing/erase.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def hold(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Put what an organisation holds about somebody on hold for the law."""
    person = _person(request, person_id, "what is on hold")
    about = queries.about_erasing(person, actor=request.actor)
    holders = [(organisation.id, organisation.name) for organisation, _ in about.holding]
    sent = request.POST if request.method == "POST" else None
    form = HoldForm(sent, holders=holders)
    if sent is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.set_hold(
                by=request.actor, person_id=person.id, holder_id=UUID(typed["holder"]),
                reason=typed["reason"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "On hold: nothing of it goes until this is lifted")
            return redirect("erasing:erase", person.id)
    page = {"person": person, "about": about, "form": form}
    return render(request, "erasing/hold.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def withdraw(request: WorkerRequest, erasure_id: UUID) -> HttpResponse:
    """Take back what was asked, with a reason: for whoever may ask it, and whoever decides."""
    decides = request.actor.may_everywhere(Permission.DECIDE_ERASING)
    if not decides:
        require_somewhere(request.actor, Permission.ASK_ERASING)
    row = found_or_404(queries.get_erasure, erasure_id, actor=request.actor)
    asks = holds_at_one(request.actor, Permission.ASK_ERASING, row.known_at)
    if not decides and not asks:
        raise NotAllowed(f"{request.actor.label} may not take back {row.id}")
    back = reverse("erasing:erasure", args=[row.id])
    if not decides and row.person_id:
        back = reverse("erasing:erase", args=[row.person_id])
    sent = request.POST if request.method == "POST" else None
    form = WithdrawForm(sent)
    if sent is not None and form.is_valid():
        try:
            actions.withdraw(
                by=request.actor, erasure_id=row.id, why=form.cleaned_data["why"],
                now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Taken back. What has not gone stays")
            return redirect(back)
    return render(request, "erasing/withdraw.jinja", {"row": row, "form": form, "back_href": back})


def _person(request: WorkerRequest, person_id: UUID, part: str) -> Person:
    """
    Return whose page it is, and write down that it was opened.

    Whoever sees no records, and may ask for anybody, comes from what people ask.

    :raises Http404: if the worker may not see them
    :raises NotAllowed: if they may not ask here, or it is a colleague's that they did not open
    """
    asks = Permission.ASK_ERASING
    require_somewhere(request.actor, asks)
    person: Person
    if not request.actor.may_somewhere(Permission.SEE_PEOPLE):
        person = found_or_404(get_answered_for, person_id, request.actor, permission=asks)
    else:
        person = found_or_404(get_person, person_id, request.actor)
        if not sees_what_they_told(request.actor, person):
            raise WorksHereToo(request.actor, person)
        if not holds_at_one(request.actor, asks, person.known_at):
            raise NotAllowed(f"{request.actor.label} may not ask to erase {person.id}")
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person.id, part=part)
    return person
