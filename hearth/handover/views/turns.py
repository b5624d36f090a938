"""Handing the board over, taking it over, and when the shifts change."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.accounts.standing import choose_first, standing_at
from hearth.design.words import clock, plural
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.handover import actions, queries
from hearth.handover.forms import HandOverForm, ShiftsForm
from hearth.handover.views.lines import FORMS, board_of
from hearth.places.models import Site
from hearth.places.queries import get_site


@require_http_methods(FORMS)
def hand_over(request: WorkerRequest) -> HttpResponse:
    """Hand the board over, by name, to somebody who comes on."""
    require_somewhere(request.actor, Permission.HAND_OVER)
    site = found_or_404(standing_at, request, request.actor, Permission.HAND_OVER)
    if site is None:
        return choose_first(request)
    now = timezone.now()
    shift = queries.shift_now(site, now)
    lines = queries.board_lines(site, actor=request.actor, at=now, since=shift.begins, is_now=True)
    rows = tuple(row for row in lines.open if not row.has_owner or row.owner_id == request.actor.id)
    team = queries.who_hands_over_at(site, today=timezone.localdate(now))
    form = HandOverForm(
        request.POST if request.method == "POST" else None, rows=rows,
        team=list(team.exclude(id=request.actor.id).values_list("id", "name")),
        initial={"handed_id": uuid7()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            stay = actions.hand_over(
                by=request.actor, site=site, to_id=UUID(form.cleaned_data["to"]), now=now,
                line_ids=form.line_ids, handed_id=form.cleaned_data["handed_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Handed over at {clock(now)}. Thank you, and rest well")
            if stay:
                why = "not shared with them, or somebody else’s by now"
                messages.warning(request, f"{plural(stay, 'line')} stayed: {why}")
            return redirect(board_of(site))
    left = queries.beyond(site, actor=request.actor, now=now)
    actions.note_board_read(site, rows)
    page = {"site": site, "form": form, "beyond": left}
    return render(request, "handover/hand_over.jinja", page)


@require_POST
def take_over(request: WorkerRequest) -> HttpResponse:
    """Take the board over, by name: all that was handed to them, and all that nobody has."""
    require_somewhere(request.actor, Permission.HAND_OVER)
    site: Site = found_or_404(
        get_site, request.POST.get("site", ""), actor=request.actor,
        permission=Permission.HAND_OVER,
    )  # fmt: skip
    try:
        took_id = UUID(request.POST.get("took_id", ""))
    except ValueError:
        took_id = uuid7()
    now = timezone.now()
    try:
        count = actions.take_over(by=request.actor, site=site, took_id=took_id, now=now)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        came = f"{plural(count, 'line')} came to you"
        messages.success(request, f"You took over at {clock(now)}. {came}")
    left = queries.beyond(site, actor=request.actor, now=now)
    if left.count:
        messages.warning(request, f"{left.words}. {left.advice()}")
    return redirect(board_of(site))


@require_http_methods(FORMS)
def shifts(request: WorkerRequest) -> HttpResponse:
    """Say when the shifts of a site change."""
    require_somewhere(request.actor, Permission.KEEP_PLACE)
    site = found_or_404(standing_at, request, request.actor, Permission.KEEP_PLACE)
    if site is None:
        return choose_first(request)
    now = timezone.now()
    drawn = ", ".join(clock(at) for at in queries.changes_at(site, now))
    form = ShiftsForm(
        request.POST if request.method == "POST" else None, initial={"changes": drawn}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_changes(
                by=request.actor, site=site, changes=form.cleaned_data["changes"], now=now
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved. The boards gone by keep the shifts that they had")
            return redirect("places:site", site.slug)
    return render(request, "handover/shifts.jinja", {"site": site, "form": form})
