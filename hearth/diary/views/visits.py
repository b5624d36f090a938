"""Going somewhere alone: who is out, who watches, and what was done."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.design.words import clock
from hearth.diary import actions, queries
from hearth.diary.forms.visits import AfterForm, BuddyForm, DoneForm, GoForm, LongerForm
from hearth.diary.models import LoneVisit
from hearth.diary.views.whose import at_hub, posted, with_person
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.places.models import Site


@require_safe
def visits(request: WorkerRequest) -> HttpResponse:
    """Show who is out alone now, and what is over that the worker may read."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    page = {
        "out": queries.out_now(actor=request.actor, now=timezone.now()),
        "before": queries.visits_before(actor=request.actor, now=timezone.now()),
        "may_go": request.actor.may_somewhere(Permission.CHANGE_PEOPLE),
        "runs": request.actor.may_somewhere(Permission.WATCH_VISITS),
        "me": request.actor.id,
    }
    return render(request, "diary/visits.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
@at_hub(Permission.CHANGE_PEOPLE)
def go(request: WorkerRequest, *, site: Site) -> HttpResponse:
    """Go somewhere alone, with somebody who watches."""
    return _go(request, site, None, "Go out alone", {})


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
@at_hub(Permission.CHANGE_PEOPLE)
def go_to_person(request: WorkerRequest, *, person: Person, site: Site) -> HttpResponse:
    return _go(request, site, person, f"Go out alone to {person.known_as}", {})


@require_http_methods(["GET", "HEAD", "POST"])
def go_from_booking(request: WorkerRequest, booking_id: UUID) -> HttpResponse:
    """Go alone to what is booked. With whom and where is there already, as far as it is shared."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    row = found_or_404(queries.get_booking, booking_id, actor=request.actor)
    meeting = queries.meeting_in(row, actor=request.actor)
    title = f"Go out alone: {queries.time_of(row)}"
    if meeting is None:
        return _go(request, row.site, None, title, {})
    if meeting.person and request.method != "POST":
        note_opened(by=request.actor, person_id=meeting.person.id, part="diary")
    drawn = {"where": meeting.where, "whom": meeting.who, "back_by": row.ends_at}
    return _go(request, row.site, meeting.person, title, drawn)


def _go(
    request: WorkerRequest, site: Site, person: Person | None, title: str, drawn: dict[str, Any]
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    if "back_by" in drawn:
        drawn["back_by"] = timezone.localtime(drawn["back_by"]).time()
    team = list(queries.may_watch_at(site.id, today=today).exclude(id=request.actor.id))
    form = GoForm(
        posted(request), team=team, has_name=person is not None,
        initial={"visit_id": uuid7()} | drawn,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            row = actions.go_alone(
                by=request.actor, site=site, person=person, where=typed["where"],
                whom=typed.get("whom", ""), plan=typed["plan"], now=now,
                back_by=form.back_by_moment(now), buddy_id=UUID(typed["buddy"]),
                louder_after=int(typed["louder_after"]), visit_id=typed["visit_id"] or uuid7(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            return redirect("diary:visit", row.id)
    page = {
        "title": title,
        "form": form,
        "site": site,
        "person": person,
        "has_manager": queries.has_manager(site.id, today=today),
    }
    return render(request, "diary/go.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: WorkerRequest, lone_visit_id: UUID) -> HttpResponse:
    """Show one lone visit; let whoever is out come back, and whoever watches say what they did."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    row = found_or_404(queries.get_visit, lone_visit_id, actor=request.actor)
    now = timezone.now()
    (shown,) = queries.visits_shown([row], actor=request.actor, now=now)
    may_act = queries.may_act_on(row, actor=request.actor)
    form = (AfterForm if row.over_at else DoneForm)(posted(request))
    if request.method == "POST" and form.is_valid():
        typed = {"how": ""} | form.cleaned_data
        try:
            actions.say_what_was_done(by=request.actor, visit=row, now=now, **typed)
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Written down")
            return redirect("diary:visit", row.id)
    is_mine = row.worker_id == request.actor.id
    if shown.secret and shown.secret.person_id and not is_mine and request.method != "POST":
        actions.note_read(by=request.actor, visit=row, person_id=shown.secret.person_id)
    is_out = row.over_at is None
    page = {
        "row": shown,
        "form": form,
        "may_act": may_act and is_out,
        "may_add": may_act and not is_out and shown.secret is not None,
        "others": _others(row) if may_act and is_out else None,
        "watched": not is_out or queries.watches_still(row, today=timezone.localdate(now)),
        "is_mine": is_mine,
        "now": now,
    }
    return render(request, "diary/visit.jinja", page)


def _others(row: LoneVisit, posted: QueryDict | None = None) -> BuddyForm:
    """Return the form that asks who of the team takes over the watch."""
    team = queries.may_watch_at(row.site_id, today=timezone.localdate())
    return BuddyForm(posted, team=list(team.exclude(id__in=[row.worker_id, row.buddy_id])))


@require_POST
def watch(request: WorkerRequest, lone_visit_id: UUID) -> HttpResponse:
    """Let another watch from now on."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    row = found_or_404(queries.get_visit, lone_visit_id, actor=request.actor)
    form = _others(row, request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose who watches now")
        return redirect("diary:visit", row.id)
    buddy = UUID(form.cleaned_data["buddy"])
    try:
        actions.take_over_watch(by=request.actor, visit=row, buddy_id=buddy, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "They watch now. Tell them what you agreed")
    return redirect("diary:visit", row.id)


@require_POST
def back(request: WorkerRequest, lone_visit_id: UUID) -> HttpResponse:
    """Say in one tap that the worker is back."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    row = found_or_404(queries.get_visit, lone_visit_id, actor=request.actor)
    try:
        actions.come_back(by=request.actor, visit=row, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Good that you are back")
    return redirect("diary:visit", row.id)


@require_POST
def longer(request: WorkerRequest, lone_visit_id: UUID) -> HttpResponse:
    """Say in one tap that the worker needs half an hour more."""
    require_somewhere(request.actor, Permission.RECORD_VISIT)
    row = found_or_404(queries.get_visit, lone_visit_id, actor=request.actor)
    form = LongerForm(request.POST)
    shown = form.moment() if form.is_valid() else None
    if shown is None:
        messages.warning(request, "Part of this page was lost. Try again")
        return redirect("diary:visit", row.id)
    try:
        by_then = actions.need_longer(
            by=request.actor, visit=row, back_by=shown, now=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"You are expected by {clock(by_then)} now")
    return redirect("diary:visit", row.id)
