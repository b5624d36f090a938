"""Introductions: a worker's own, those of one person, and one of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.introductions import queries
from hearth.introductions.forms import KnowForm
from hearth.introductions.views.whose import of_introductions
from hearth.people.models import Person
from hearth.people.queries.seeing import sight_of


@require_safe
def introductions(request: WorkerRequest) -> HttpResponse:
    """Show what waits on the worker, and all that they look after."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    today, number = timezone.localdate(), page_number(request.GET.get("page", ""))
    waiting, _ = queries.waiting_on_me(request.actor, today=today)
    rows, has_more = queries.mine(request.actor, today=today, page=number)
    page = {
        "waiting": waiting,
        "nobodys": queries.nobody_has(request.actor, sight=sight_of(request.actor), today=today),
        "rows": rows,
        "number": number,
        "has_more": has_more,
        "along": queries.going_along(request.actor),
        "asked": queries.how_many_asked(),
        "come_in": queries.incoming_waiting(request.actor, today=today),
    }
    return render(request, "introductions/introductions.jinja", page)


@require_safe
@of_introductions(writes=False)
def of_person(request: WorkerRequest, person: Person) -> HttpResponse:
    going, ended = queries.introductions_of(person, actor=request.actor, today=timezone.localdate())
    may_write = request.actor.may_somewhere(Permission.CHANGE_PEOPLE)
    page = {"person": person, "going": going, "ended": ended, "may_write": may_write}
    return render(request, "introductions/of_person.jinja", page)


@require_safe
@of_introductions(writes=False)
def introduction(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = found_or_404(
        queries.get_introduction, introduction_id, person=person, actor=request.actor
    )
    today = timezone.localdate()
    page = {
        "person": person,
        "page": queries.introduction_page(row, actor=request.actor, today=today),
        "may_write": request.actor.may_somewhere(Permission.CHANGE_PEOPLE),
        "today": today,
        "other_side": queries.other_side_of(row),
        "may_ask": not person.restricted_on and bool(queries.ways_to_ask_of(row, today=today)),
        "know": KnowForm(),
    }
    return render(request, "introductions/introduction.jinja", page)
