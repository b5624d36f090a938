"""Pots of money that partners decide about together."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearth.commissioning import actions, queries
from hearth.commissioning.forms.pots import DecisionForm, PotForm
from hearth.commissioning.models import Pot
from hearth.commissioning.queries.pots import said_of_decision, said_of_pot
from hearth.commissioning.views.opening import for_those_who, posted
from hearth.foundation.actors import Permission as May
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.foundation.identifiers import uuid7
from hearth.places.versions import written_down


@require_safe
@for_those_who(May.SEE_MONEY)
def pots(request: WorkerRequest) -> HttpResponse:
    number = page_number(request.GET.get("page", ""))
    first = (number - 1) * queries.A_PAGE
    rows = queries.pots_seen(request.actor, first=first)
    page = {
        "rows": rows[: queries.A_PAGE],
        "is_more": len(rows) > queries.A_PAGE,
        "number": number,
        "first": first,
        "may_keep": request.actor.may_everywhere(May.KEEP_MONEY),
    }
    return render(request, "commissioning/pots.jinja", page)


@require_safe
@for_those_who(May.SEE_MONEY)
def pot(request: WorkerRequest, pot_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_pot, pot_id, actor=request.actor)
    page = {"page": queries.pot_page(found, actor=request.actor)}
    return render(request, "commissioning/pot.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def add_pot(request: WorkerRequest) -> HttpResponse:
    return _write_pot(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def edit_pot(request: WorkerRequest, pot_id: UUID) -> HttpResponse:
    return _write_pot(request, found_or_404(queries.get_pot, pot_id, actor=request.actor))


def _write_pot(request: WorkerRequest, found: Pot | None) -> HttpResponse:
    initial: dict[str, object] = {"pot_id": uuid7()}
    if found:
        facts = asdict(said_of_pot(found))
        chosen = [str(one) for one in found.partners]
        initial = facts | {"partners": chosen, "seen": written_down(facts), "pot_id": found.id}
    form = PotForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.write_pot(
                by=request.actor,
                pot_id=found.id if found else form.cleaned_data["pot_id"] or uuid7(),
                said=form.said(),
                seen=form.cleaned_data["seen"] if found else None,
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("commissioning:pot", written.id)
    cancel = reverse("commissioning:pot", args=[found.id]) if found else ""
    page = {
        "form": form,
        "title": f"Change {found.name}" if found else "Write down a pot of money",
        "cancel_href": cancel or reverse("commissioning:pots"),
    }
    return render(request, "commissioning/form.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def add_decision(request: WorkerRequest, pot_id: UUID) -> HttpResponse:
    found = found_or_404(queries.get_pot, pot_id, actor=request.actor)
    form = DecisionForm(posted(request), initial={"decision_id": uuid7()})
    return _write_decision(request, found, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(May.KEEP_MONEY)
def decision(request: WorkerRequest, pot_id: UUID, decision_id: UUID) -> HttpResponse:
    """Put a decision right; what it said before is kept."""
    found = found_or_404(queries.get_pot, pot_id, actor=request.actor)
    row = found_or_404(queries.get_decision, decision_id, pot=found)
    facts = asdict(said_of_decision(row))
    form = DecisionForm(posted(request), initial=facts | {"seen": written_down(facts)})
    return _write_decision(request, found, form, row.id)


def _write_decision(
    request: WorkerRequest, found: Pot, form: DecisionForm, decision_id: UUID | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_decision(
                by=request.actor,
                pot=found,
                decision_id=decision_id or form.cleaned_data["decision_id"] or uuid7(),
                said=form.said(),
                seen=form.cleaned_data["seen"] if decision_id else None,
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("commissioning:pot", found.id)
    page = {
        "form": form,
        "title": "Put a decision right" if decision_id else f"What was decided about {found.name}?",
        "cancel_href": reverse("commissioning:pot", args=[found.id]),
    }
    return render(request, "commissioning/form.jinja", page)
