"""What somebody asks about all that is kept of them, on their own pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.erasing.queries import told_them as erasing_told_them
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.myhub.forms.typed import RightsForm
from hearth.people.models import Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.places.models import Site
from hearth.rights.actions import ask_about_rights
from hearth.rights.queries import (
    answered_by,
    limits_of,
    ready_for_them,
    requests_of,
    statements_of,
    told_them,
)


@own_page(writes=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: OwnRequest, person: Person) -> HttpResponse:
    """Ask for a copy of everything, or that something is put right; and see by when."""
    now = timezone.now()
    today = timezone.localdate(now)
    hubs = list(Site.objects.filter(id__in=person.known_at).order_by("name"))
    typed = request.POST if request.method == "POST" else None
    form = RightsForm(typed, initial={"request_id": uuid7()})
    form.offer_hubs(hubs)
    asked = requests_of(person, actor=request.actor, today=today)
    if request.method == "POST" and form.is_valid():
        form.tell_of_asked_before(asked)
    if request.method == "POST" and form.is_valid():
        site = next(hub for hub in hubs if str(hub.id) == form.cleaned_data["hub"])
        try:
            ask_about_rights(
                by=request.actor, person=person, said=form.said(today), site=site,
                request_id=form.cleaned_data["request_id"] or uuid7(), now=now, today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Asked. You see below by when we answer")
            return redirect("myhub:rights")
    page = {
        "signed_in": True, "form": form, "by": answered_by(today),
        "asked": asked,
        "told": told_them(person, actor=request.actor),
        "ready": ready_for_them(person, actor=request.actor),
        "statements": statements_of(person, actor=request.actor), "limits": limits_of(person),
        "erasing": erasing_told_them(),
    }  # fmt: skip
    return draw_own(request, "myhub/rights.jinja", page)
