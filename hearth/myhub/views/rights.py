"""What somebody asks about all that is kept of them, on their own pages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.design.words import day
from hearth.erasing.queries import told_them as erasing_told_them
from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.myhub.forms.saying import TakeBackForm
from hearth.myhub.forms.typed import RightsForm
from hearth.myhub.queries import may_take_back
from hearth.people.models import Person
from hearth.people.own_view import OwnRequest, draw_own, own_page
from hearth.places.models import Site
from hearth.rights.actions import ask_about_rights, take_back
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
    """Ask for what is theirs to ask, see where each stands and by when, and take it back."""
    now = timezone.now()
    today = timezone.localdate(now)
    back = TakeBackForm(request.POST)
    if back.is_valid():
        return _taken_back(request, person, back.cleaned_data["take_back"])
    hubs = list(Site.objects.filter(id__in=person.known_at).order_by("name"))
    typed = request.POST if request.method == "POST" else None
    form = RightsForm(typed, initial={"request_id": uuid7()})
    form.offer_hubs(hubs)
    if request.method == "POST" and form.is_valid():
        site = next(hub for hub in hubs if str(hub.id) == form.cleaned_data["hub"])
        try:
            row = ask_about_rights(
                by=request.actor, person=person, said=form.said(today), site=site,
                request_id=form.cleaned_data["request_id"] or uuid7(), now=now, today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Asked. {site.name} answers by {day(row.due_on)}")
            return redirect("myhub:rights")
    asked = requests_of(person, actor=request.actor, today=today)
    erasing = erasing_told_them()
    page = {
        "signed_in": True, "form": form, "by": answered_by(today), "asked": asked,
        "told": told_them(person, actor=request.actor),
        "ready": ready_for_them(person, actor=request.actor),
        "statements": statements_of(person, actor=request.actor), "limits": limits_of(person),
        "erasing": erasing,
        "may_take_back": {row.id for row in asked if may_take_back(row, erasing)},
    }  # fmt: skip
    return draw_own(request, "myhub/rights.jinja", page)


def _taken_back(request: OwnRequest, person: Person, request_id: UUID) -> HttpResponse:
    """Take back what they asked here, and say so; or why that cannot be done here any more."""
    now = timezone.now()
    today = timezone.localdate(now)
    asked = requests_of(person, actor=request.actor, today=today)
    row = next((one for one in asked if one.id == request_id), None)
    if row is None or not may_take_back(row, erasing_told_them()):
        messages.error(request, "That cannot be taken back here. Tell the hub")
    else:
        take_back(by=request.actor, request_id=row.id, now=now, today=today)
        messages.success(request, "Taken back. You can ask again at any time")
    return redirect("myhub:rights")
