"""Writing a line for the next shift, and what is done with one."""

import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.accounts.standing import choose_first, standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.handover import actions, queries
from hearth.handover.forms import LineForm, PutRightForm
from hearth.handover.models import BoardLine
from hearth.handover.views.about import answered, goes_back, person_of, question
from hearth.people.actions import note_opened
from hearth.people.actions.written import tidied
from hearth.places.models import Site

FORMS = ["GET", "HEAD", "POST"]
ACTS = {
    "take": (actions.take_line, "It is yours now"),
    "put_down": (actions.put_down, "Nobody has it now. It is loud until somebody takes it"),
    "finish": (actions.finish_line, "Done"),
    "again": (actions.say_not_done, "It is to do again"),
}
"""What a button does, by its name, and what the page says afterwards."""


@sensitive_post_parameters()
@require_http_methods(FORMS)
def write(request: WorkerRequest) -> HttpResponse:
    """Write a line for the next shift, about somebody if the address names them."""
    require_somewhere(request.actor, Permission.HAND_OVER)
    site = found_or_404(standing_at, request, request.actor, Permission.HAND_OVER)
    if site is None:
        return choose_first(request)
    now, is_about = timezone.now(), answered(request)
    person = is_about or person_of(request, request.GET.get("person", ""))
    offered = queries.choosable(site, actor=request.actor, now=now, person=person)
    there = person is not None and person.id in dict(offered.people)
    typed = request.POST.copy() if request.method == "POST" else None
    if typed and is_about:
        typed["person"] = str(is_about.id)
    form = LineForm(
        typed, offered=offered,
        initial={"line_id": uuid7(), "person": str(person.id) if person and there else ""},
    )  # fmt: skip
    if form.is_valid() and not goes_back(request):
        about = person_of(request, str(form.person_id or ""))
        what = "" if about else form.said().what
        if asked := question(request, what, site=site, now=now, person=person):
            return asked
        try:
            actions.write_line(
                by=request.actor, site=site, said=form.said(), person=about,
                line_id=form.cleaned_data["line_id"] or uuid7(), now=now,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "It is on the board")
            return redirect(board_of(site))
    page = {"site": site, "form": form, "person": person, "shared": there or person is None}
    return render(request, "handover/write.jinja", page)


@sensitive_post_parameters()
@require_http_methods(FORMS)
def line(request: WorkerRequest, line_id: UUID) -> HttpResponse:
    """Show a line with all that was done to it, and do something with it."""
    require_somewhere(request.actor, Permission.HAND_OVER)
    row: BoardLine = found_or_404(queries.get_line, line_id, actor=request.actor)
    act = request.POST.get("act", "")
    if request.method == "POST" and act in ACTS:
        return _done(request, row, act)
    now = timezone.now()
    if request.method != "POST" and row.person_id:
        note_opened(by=request.actor, person_id=row.person_id, part="handover", site=row.site)
    page = queries.line_page(row, actor=request.actor, now=now)
    team = queries.who_hands_over_at(row.site, today=timezone.localdate(now))
    form = PutRightForm(
        request.POST if request.method == "POST" else None, row=page.row,
        team=list(team.values_list("id", "name")), now=now,
    )  # fmt: skip
    if form.is_valid() and not goes_back(request):
        says_other = act != "carry_on" and tidied(form.said().what) != page.row.what
        what = form.said().what if says_other and not row.person_id else ""
        if not answered(request) and (asked := question(request, what, site=row.site, now=now)):
            return asked
        try:
            _put_right(request, row, form, now=now)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Carried on" if act == "carry_on" else "Saved")
            return redirect(board_of(row.site))
    shown = {"site": row.site, "page": page, "row": page.row, "form": form, "now": now}
    return render(request, "handover/line.jinja", shown)


def _put_right(
    request: WorkerRequest, row: BoardLine, form: PutRightForm, *, now: datetime.datetime
) -> None:
    """Save what a line says now, about whom its words name if that was answered; or carry it on."""
    by, said, seen = request.actor, form.said(), number_of(form.cleaned_data["seen"])
    person = None if row.person_id else answered(request)
    if request.POST.get("act") == "carry_on":
        actions.carry_on(by=by, line=row, due_at=said.due_at, seen=seen, now=now)
    elif person:
        actions.write_anew(by=by, line=row, said=said, person=person, seen=seen, now=now)
    else:
        actions.put_right(by=by, line=row, said=said, seen=seen, now=now)


def _done(request: WorkerRequest, row: BoardLine, act: str) -> HttpResponse:
    """Do what a button says, and go back to the board: it is seen there."""
    do, said = ACTS[act]
    try:
        do(
            by=request.actor, line=row, seen=number_of(request.POST.get("seen", "")),
            now=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    if request.POST.get("then") == "line":
        return redirect("handover:line", row.id)
    return redirect(board_of(row.site))


def board_of(site: Site) -> str:
    """Return the address of a site's board."""
    return f"{reverse('desk:handover')}?site={site.slug}"


def number_of(typed: str) -> int:
    """Return how many things had been done to a line, as its page said; 0 for what is no number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
