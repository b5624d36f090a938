"""Lists of services on their way in, and the whole directory on its way out."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.design.cells import as_csv
from hearth.exchange import taking_out
from hearth.exchange.actions import lists as actions
from hearth.exchange.actions.bringing.twins import COMPARED
from hearth.exchange.forms.lists import ListForm
from hearth.exchange.lists.to_rows import template
from hearth.exchange.models import BroughtList, ListState
from hearth.exchange.queries import lists as queries
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.uploading import held_in_memory

ROWS = 50
"""Entries of a list that are shown on a page."""

SHOWS = ("refused", "claims", "changed", "new", "same")
FACTS = {
    "at_locations": "where it is", "schedules": "when it is", "cost_options": "what it costs",
    "service_areas": "for which area", "tagged": "what it helps with", "offer": "what it is",
    "provider": "whose it is", "confirmed_on": "when it was confirmed", "url": "website",
    "is_free": "whether it is free", "fees": "what it costs", "modes": "in person or not",
    "minimum_age": "youngest age", "maximum_age": "oldest age", "alert": "what matters this week",
    "assured_date": "when it was confirmed", "place_is_secret": "whether its place is secret",
    "internal": "whether it is only for the team", "what_its_like": "what it is like",
    "first_time": "the first time", "how_to_book": "how to book", "space_now": "space now",
    "waiting_now": "waiting now", "text_number": "text number",
}  # fmt: skip
"""Facts of an entry as the page calls them, where the field's own name is not plain."""


@never_cache
@require_safe
def lists(request: WorkerRequest) -> HttpResponse:
    page = {"lists": queries.lists_brought(actor=request.actor), "State": ListState}
    return render(request, "exchange/lists.jinja", page)


@held_in_memory
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_list(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.content()
        try:
            brought = actions.take_list(
                by=request.actor,
                source=form.cleaned_data["source"],
                name=name,
                content=content,
                holds=form.cleaned_data["holds"],
                default_offer=form.cleaned_data["default_offer"],
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("exchange:list", brought.id)
    page = {"form": form, "sources": queries.sources()}
    return render(request, "exchange/take_list.jinja", page)


@never_cache
@require_safe
def brought_list(request: WorkerRequest, list_id: UUID) -> HttpResponse:
    """Show what a list comes to, or came to."""
    row = _list(request, list_id)
    outcomes = json.loads(row.found or "[]")
    has_some = [name for name in SHOWS if row.counts.get(name)]
    show = request.GET.get("show", "")
    show = show if show in has_some else (has_some or ["new"])[0]
    shown = [each for each in outcomes if each["verdict"] == show]
    begin = _begin(request.GET.get("after", ""), len(shown))
    page = {
        "brought": row,
        "State": ListState,
        "has_some": has_some,
        "show": show,
        "rows": shown[begin : begin + ROWS],
        "next_after": begin + ROWS if begin + ROWS < len(shown) else None,
        "facts": FACTS,
        "compared": COMPARED,
    }
    return render(request, "exchange/list.jinja", page)


def _begin(after: str, most: int) -> int:
    is_number = after.isascii() and after.isdecimal() and len(after) < 8
    return min(int(after), most) if is_number else 0


@never_cache
@require_POST
def bring_in(request: WorkerRequest, list_id: UUID) -> HttpResponse:
    row = _list(request, list_id)
    try:
        actions.bring_in(by=request.actor, brought=row, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("exchange:list", row.id)


@never_cache
@require_POST
def set_aside(request: WorkerRequest, list_id: UUID) -> HttpResponse:
    row = _list(request, list_id)
    try:
        actions.set_aside(by=request.actor, brought=row, now=timezone.now())
        messages.success(request, "The list is set aside. Nothing of it was brought in.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("exchange:lists")


@require_safe
def empty_list(request: WorkerRequest) -> HttpResponse:
    """A spreadsheet to fill in, with one row that shows how."""
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    return _file(
        "\ufeff" + as_csv(template()), "text/csv; charset=utf-8", "services to fill in.csv"
    )


@never_cache
@require_safe
def take_out(request: WorkerRequest, kind: str) -> HttpResponseBase:
    """The whole directory in a file: as a spreadsheet, or as Open Referral UK."""
    actions.note_taken_out(by=request.actor)
    return taking_out.answer(kind, actor=request.actor)


def _list(request: WorkerRequest, list_id: UUID) -> BroughtList:
    return found_or_404(queries.brought_list, list_id, actor=request.actor)


def _file(content: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
