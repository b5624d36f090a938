"""The grid: a paper sheet typed up, row by row, by keyboard alone."""

import datetime
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from hearth.accounts.standing import choose_first
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.foundation.identifiers import uuid7
from hearth.frontdoor.models import Brought
from hearth.places.models import Site
from hearth.sheets import actions, queries
from hearth.sheets.forms import GridForm
from hearth.sheets.naming import Known
from hearth.sheets.views.standing import site_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: WorkerRequest) -> HttpResponse:
    """
    Draw the grid, and save it once every row is good.

    Enter looks over what is typed so far, and saves nothing: in the middle of
    a sheet it is pressed out of habit.
    """
    site = site_of(request)
    if site is None:
        return choose_first(request)
    form = _form(request, site)
    saves = request.method == "POST" and "save" in request.POST
    if request.method == "POST" and form.is_valid() and saves:
        try:
            typed = actions.type_up(
                by=request.actor,
                site=site,
                day=form.cleaned_data["day"],
                rows=form.good,
                sheet_id=form.cleaned_data["sheet_id"],
                now=form.now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The sheet is saved.")
            return redirect("sheets:sheet", typed.id)
    page = {"site": site, "form": form, "saves": saves, "brought": list(Brought)}
    return render(request, "sheets/paper.jinja", page)


def _form(request: WorkerRequest, site: Site) -> GridForm:
    now, is_sent = timezone.now(), request.method == "POST"
    yesterday = timezone.localdate(now) - datetime.timedelta(days=1)
    return GridForm(
        request.POST if is_sent else None,
        known=queries.names_known_at(site, actor=request.actor) if is_sent else Known(),
        whom=partial(queries.candidates_for, site=site, actor=request.actor),
        there=partial(queries.there_already, site, actor=request.actor),
        now=now,
        initial={"sheet_id": uuid7(), "day": yesterday},
    )
