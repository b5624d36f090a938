"""Somebody who is not on this door's list: found by their full name and birth date, or a card."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor.forms import CardForm, FullNameForm
from hearth.people.actions import Found, find_by_card, find_person
from hearth.places.models import Site
from hearth.places.queries import get_site


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: WorkerRequest) -> HttpResponse:
    """Ask for what only they could say or carry, and offer to welcome whoever it finds."""
    require_somewhere(request.actor, Permission.FIND_ANYONE)
    slug = request.POST.get("site", "") or request.GET.get("site", "")
    if not slug:
        return redirect("frontdoor:welcome")
    site = found_or_404(get_site, slug, actor=request.actor, permission=Permission.RECORD_VISIT)
    by_card = "card" in request.POST
    name_form = FullNameForm(request.POST if request.method == "POST" and not by_card else None)
    card_form = CardForm(request.POST if by_card else None)
    form = card_form if by_card else name_form
    people: list[Found] | None = None
    if form.is_bound and form.is_valid():
        try:
            people = _look_up(request, site, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    page = {
        "site": site,
        "name_form": name_form,
        "card_form": card_form,
        "form": form,
        "people": people,
        "new_id": uuid7,
    }
    return render(request, "frontdoor/find.jinja", page)


def _look_up(request: WorkerRequest, site: Site, typed: dict[str, Any]) -> list[Found]:
    by, now = request.actor, timezone.now()
    if "card" in typed:
        return find_by_card(by=by, site=site, code=typed["card"], now=now)
    born_on: datetime.date = typed["born_on"]
    return find_person(by=by, site=site, name=typed["full_name"], born_on=born_on, now=now)
