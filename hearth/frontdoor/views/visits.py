"""One visit: its page, what may be added, what is put right, and what is done in one tap."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.design.words import listed
from hearth.foundation.actors import NotAllowed, Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.frontdoor import actions, queries
from hearth.frontdoor.forms import AddForm, CorrectVisitForm
from hearth.frontdoor.models import Visit
from hearth.frontdoor.moments import can_undo
from hearth.frontdoor.views.onward import act, next_page
from hearth.frontdoor.views.welcome import after, person_sent, words_looked_for


class ClosedVisit(NotAllowed):
    """It is a colleague's visit, whose record was not opened for a reason."""

    says = "They work here too, so what they said opens for a reason that cannot wait."


@never_cache
@require_safe
def visit(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Show a visit, what was written down of it, and what was done to it."""
    actor, now = request.actor, timezone.now()
    found = found_or_404(queries.get_visit, visit_id, actor=actor)
    actions.note_opened(by=actor, visit=found)
    closed = queries.is_closed(found, actor=actor)
    ones_own = queries.is_ones_own(found)
    page = {
        "site": found.site,
        "visit": found,
        "who": queries.shown_to(found, actor=actor),
        "came_again_at": queries.came_in_again_at(found),
        "closed": closed,
        "answers": [] if closed else queries.answers_of(found),
        "conversations": [] if closed else queries.conversations_of(found),
        "history": [] if closed else queries.history_of(found),
        "can_undo": can_undo(found.recorded_at, now),
        "ones_own": ones_own,
        "may_record": actor.may(Permission.RECORD_VISIT, at=found.site),
        "may_open_person": actor.may(Permission.GREET_PEOPLE, at=found.site),
    }
    return render(request, "frontdoor/visit.jinja", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Ask what nobody has answered yet, and show what was answered."""
    found = _not_ones_own(request, visit_id)
    has_lead = queries.has_safeguarding_lead(found.site, now=timezone.now())
    form = AddForm(request.POST or None, visit=found, has_lead=has_lead)
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        try:
            actions.add_to_visit(by=request.actor, visit=found, now=timezone.now(), **answers)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if form.too_late:
                there = f"Somebody had already written down {listed(form.too_late)}, so that stayed"
                messages.info(request, there)
            if request.POST.get("then") == "correct":
                return redirect("frontdoor:correct_visit", found.pk)
            kept = {"kept": "yes"} if answers else {}
            door = after(found.site, welcomed=found.pk, **kept)
            return redirect(next_page(request, or_else=door))
    actions.note_opened(by=request.actor, visit=found)
    closed = queries.is_closed(found, actor=request.actor)
    page = {
        "site": found.site,
        "visit": found,
        "who": queries.shown(found),
        "form": form,
        "closed": closed,
        "answers": [] if closed else queries.answers_of(found),
        "onward": next_page(request, or_else=after(found.site, welcomed=found.pk)),
    }
    return render(request, "frontdoor/add.jinja", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Put a visit right, and keep what was there before."""
    found = _readable(request, visit_id)
    form = CorrectVisitForm(request.POST or None, initial=_as_it_is(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_visit(
                by=request.actor,
                visit=found,
                now=timezone.now(),
                as_drawn=form.cleaned_data["as_drawn"],
                **form.changes(found),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("frontdoor:visit", found.pk)
    actions.note_opened(by=request.actor, visit=found)
    page = {"site": found.site, "visit": found, "who": queries.shown(found), "form": form}
    return render(request, "frontdoor/correct_visit.jinja", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Say whose visit it was after all: somebody known, or no one by name."""
    found = _readable(request, visit_id)
    sent = request.POST
    if "person" in sent or "no_one" in sent:
        here = f"{reverse('frontdoor:visit_who', args=[found.pk])}?{request.GET.urlencode()}"
        onward = next_page(request, or_else=reverse("frontdoor:visit", args=[found.pk]))
        try:
            actions.correct_visit(
                by=request.actor,
                visit=found,
                now=timezone.now(),
                person=None if "no_one" in sent else person_sent(request, sent),
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
            return redirect(here)
        return redirect(onward)
    words = words_looked_for(request)
    searching = len(words) >= 2
    page = {
        "site": found.site,
        "visit": found,
        "who": queries.shown(found),
        "words": words,
        "searching": searching,
        "now": timezone.now(),
        "found": queries.people_to_welcome(
            words, site=found.site, actor=request.actor, now=timezone.now()
        )
        if searching
        else [],
    }
    return render(request, "frontdoor/who.jinja", page)


@require_POST
def undo(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    return _act(request, visit_id, actions.take_back)


@require_POST
def left(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    return _moved(request, visit_id, actions.leave)


@require_POST
def gone(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    return _moved(request, visit_id, actions.confirm_gone)


@require_POST
def still_here(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    return _moved(request, visit_id, actions.find_still_here)


@require_POST
def put_back(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Undo a leaving."""
    return _moved(request, visit_id, actions.put_back)


@require_POST
def happened(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    """Say that nobody came in after all, or that they did."""
    found = _recordable(request, visit_id)
    did = request.POST.get("happened") == "yes"
    return act(
        request,
        lambda: actions.correct_visit(
            by=request.actor, visit=found, now=timezone.now(), happened=did
        ),
        or_else=reverse("frontdoor:visit", args=[found.pk]),
    )


@require_POST
def wants_to_talk(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    found = _recordable(request, visit_id)
    return act(
        request,
        lambda: actions.ask_to_talk(by=request.actor, visit=found, now=timezone.now()),
        or_else=after(found.site, welcomed=found.pk),
    )


@require_POST
def child_alone(request: WorkerRequest, visit_id: UUID) -> HttpResponse:
    found = _recordable(request, visit_id)
    return act(
        request,
        lambda: actions.say_child_is_alone(by=request.actor, visit=found, now=timezone.now()),
        or_else=after(found.site, welcomed=found.pk),
    )


def _recordable(request: WorkerRequest, visit_id: UUID) -> Visit:
    return found_or_404(
        queries.get_visit, visit_id, actor=request.actor, permission=Permission.RECORD_VISIT
    )


def _not_ones_own(request: WorkerRequest, visit_id: UUID) -> Visit:
    found = _recordable(request, visit_id)
    actions.check_not_ones_own(request.actor, found)
    return found


def _readable(request: WorkerRequest, visit_id: UUID) -> Visit:
    """Return a visit whose answers may be read: what was said is nobody's to read round about."""
    found = _not_ones_own(request, visit_id)
    if queries.is_closed(found, actor=request.actor):
        raise ClosedVisit(f"{request.actor.label} has not opened the record of visit {visit_id}")
    return found


def _act(
    request: WorkerRequest,
    visit_id: UUID,
    do: Callable[..., object],
    *,
    about: dict[str, object] | None = None,
) -> HttpResponse:
    """Take an act that needs nothing but the visit."""
    found = _recordable(request, visit_id)
    return act(
        request,
        lambda: do(by=request.actor, arrival=found, now=timezone.now()),
        or_else=after(found.site, welcomed=found.pk),
        about=about,
    )


def _moved(request: WorkerRequest, visit_id: UUID, do: Callable[..., object]) -> HttpResponse:
    """Take an act that says whether they are in, which the page of the building speaks of."""
    return _act(request, visit_id, do, about={"visit": visit_id})


def _as_it_is(found: Visit) -> dict[str, object]:
    names = (
        "arrived_at", "left_at", "how_today", "brought", "how_came", "came_with", "otherwise",
        "note", "child_alone",
    )  # fmt: skip
    return {name: getattr(found, name) for name in names} | {"as_drawn": actions.fingerprint(found)}
