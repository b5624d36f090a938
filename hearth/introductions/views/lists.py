"""Introductions: a worker's own, those of one person, and one of them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404, page_number
from hearth.introductions import queries
from hearth.introductions.forms import KnowForm
from hearth.introductions.queries.rows import A_PAGE
from hearth.introductions.views.whose import of_introductions, posted
from hearth.people.forms import LookForm as FindForm
from hearth.people.models import Person
from hearth.people.queries import look_for
from hearth.people.queries.seeing import sight_of


@require_http_methods(["GET", "HEAD", "POST"])
def introductions(request: WorkerRequest) -> HttpResponse:
    """
    Show what waits on the worker, all that they look after, and whom they look for, to introduce
    them. A name is posted: it stays out of logs.

    An email's own page leads here (?message=): this leads on to the introduction that it is of.
    """
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    today, sight = timezone.localdate(), sight_of(request.actor)
    sent = queries.asked_by_message(request.GET.get("message", ""), sight=sight)
    if sent:
        return redirect("introductions:introduction", sent.person_id, sent.introduction_id)
    typed = FindForm(posted(request))
    words = typed.cleaned_data["q"].strip() if typed.is_valid() else ""
    number, waiting_number, nobodys_number = (
        page_number(request.GET.get(of, "")) for of in ("page", "waiting", "nobodys")
    )
    waiting = queries.waiting_on_me(request.actor, today=today, sight=sight, page=waiting_number)
    nobodys = queries.nobody_has(request.actor, today=today, sight=sight, page=nobodys_number)
    rows, has_more = queries.mine(request.actor, today=today, page=number)
    page = {
        "words": words,
        "found": look_for(words, actor=request.actor, today=today) if words else (),
        "waiting": _Part("waiting", *waiting, waiting_number),
        "nobodys": _Part("nobodys", *nobodys, nobodys_number),
        "rows": rows,
        "number": number,
        "has_more": has_more,
        "along": queries.going_along(request.actor),
        "asked": queries.how_many_asked(),
        "come_in": queries.incoming_waiting(request.actor, today=today),
    }
    return render(request, "introductions/introductions.jinja", page)


class _Part:
    """A page of one list among others, and where the pages before and after it are."""

    def __init__(
        self, name: str, rows: list[queries.IntroductionRow], total: int, number: int
    ) -> None:
        number = queries.page_there_is(number, total)
        self.rows, self.total = rows, total
        self.first = (number - 1) * A_PAGE + 1
        self.last = self.first + len(rows) - 1
        self.before = f"?{name}={number - 1}#{name}" if number > 1 else ""
        self.after = f"?{name}={number + 1}#{name}" if self.last < total else ""


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
