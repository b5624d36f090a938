"""The list of partner organisations."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places import actions, queries
from hearth.places.forms.sites import OrganisationForm
from hearth.places.versions import facts_of, written_down


@require_safe
def organisations(request: WorkerRequest) -> HttpResponse:
    page = {
        "organisations": queries.organisations_listed(actor=request.actor),
        "may_keep": request.actor.may_somewhere(Permission.KEEP_PLACE),
    }
    return render(request, "places/organisations.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_organisation(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_PLACE)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_organisation(by=request.actor, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"{added.name} is on the list")
            return redirect("places:organisations")
    return _form_page(request, form, title="Add an organisation")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_organisation(request: WorkerRequest, organisation_id: UUID) -> HttpResponse:
    organisation = found_or_404(queries.get_organisation, organisation_id, actor=request.actor)
    names = tuple(name for name in OrganisationForm.base_fields if name != "seen")
    facts = facts_of(organisation, names)
    form = OrganisationForm(request.POST or None, initial={**facts, "seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(
                by=request.actor,
                organisation=organisation,
                seen=form.cleaned_data["seen"],
                **form.facts(),
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("places:organisations")
    return _form_page(request, form, title=organisation.name)


def _form_page(request: WorkerRequest, form: OrganisationForm, *, title: str) -> HttpResponse:
    page = {"form": form, "title": title, "cancel_href": reverse("places:organisations")}
    return render(request, "places/organisation_form.jinja", page)
