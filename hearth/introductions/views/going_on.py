"""Going on with an introduction: an answer, what is next, that they met, or that it could not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from hearth.accounts.queries import workers_named
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.introductions import actions, queries
from hearth.introductions.forms import (
    AlongForm,
    AnswerForm,
    CouldNotForm,
    FittedForm,
    KnowForm,
    MetForm,
    NextForm,
    StopForm,
    UrgentForm,
)
from hearth.introductions.forms.going_on import WithNext
from hearth.introductions.models import Introduction, State
from hearth.introductions.views.whose import of_introductions, posted
from hearth.people.forms.told import ToldForm
from hearth.people.models import Person

FORMS = ["GET", "HEAD", "POST"]


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def answer(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = _row(request, person, introduction_id)
    form = AnswerForm(posted(request), today=timezone.localdate(), initial=_drawn(row))

    def act() -> None:
        typed = form.cleaned_data
        actions.write_answer(
            by=request.actor, introduction=row, answer=typed["answer"], words=typed["words"],
            upcoming=_next(form), stamp=typed["stamp"], now=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip

    return _done(request, person, row, form, act, "What they said", "Written down")


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def upcoming(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = _row(request, person, introduction_id)
    today = timezone.localdate()
    form = NextForm(
        posted(request), today=today, team=queries.team(request.actor, today=today),
        owner=(row.owner_id, workers_named([row.owner_id]).get(row.owner_id, "")),
        initial=_drawn(row) | {"next_step": row.next_step, "next_on": max(row.next_on, today)}
        if row.next_on else _drawn(row),
    )  # fmt: skip

    def act() -> None:
        typed = form.cleaned_data
        actions.change_next_step(
            by=request.actor, introduction=row, upcoming=_next(form), owner_id=UUID(typed["owner"]),
            stamp=typed["stamp"], now=timezone.now(), today=today,
        )  # fmt: skip

    return _done(request, person, row, form, act, "What is next", "Saved")


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def could_not(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = _row(request, person, introduction_id)
    form = CouldNotForm(
        posted(request), today=timezone.localdate(), initial=_drawn(row),
        kinds=() if queries.kind_of(row) else queries.needs_to_choose(),
    )  # fmt: skip

    def act() -> None:
        typed = form.cleaned_data
        actions.say_it_could_not_happen(
            by=request.actor, introduction=row, why=typed["why"].value, words=typed["words"],
            need_words=typed["needed"], upcoming=_next(form), stamp=typed["stamp"],
            now=timezone.now(), today=timezone.localdate(), kind_id=form.kind_id(),
        )  # fmt: skip

    said = "Written down, and on the map of what is missing. It is yours until another way is found"
    return _done(request, person, row, form, act, "It could not happen like that", said)


@require_http_methods(FORMS)
@of_introductions()
def met(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = _row(request, person, introduction_id)
    form = MetForm(
        posted(request), initial={"met_on": timezone.localdate()},
        asked=queries.who_is_asked_of(row, actor=request.actor),
    )  # fmt: skip

    def act() -> None:
        actions.say_they_met(
            by=request.actor, introduction=row, met_on=form.cleaned_data["met_on"],
            now=timezone.now(), today=timezone.localdate(),
            asks_them=form.cleaned_data.get("asks_them", False),
        )  # fmt: skip

    return _done(request, person, row, form, act, "They have met", "Good. Did it fit? Ask both")


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def not_met(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Take back that they met: a slip of the finger."""
    row = _row(request, person, introduction_id)
    form = WithNext(posted(request), today=timezone.localdate())

    def act() -> None:
        actions.say_they_have_not_met(
            by=request.actor, introduction=row, upcoming=_next(form), now=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip

    return _done(request, person, row, form, act, "Take back that they met", "It goes on")


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def fitted(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Write down what the person says of it, or the other side (?of=other)."""
    row = _row(request, person, introduction_id)
    form = FittedForm(posted(request), initial=_drawn(row))
    other_side = request.GET.get("of") == "other"

    def act() -> None:
        typed = form.cleaned_data
        actions.say_whether_it_fitted(
            by=request.actor, introduction=row, fitted=typed["fitted"].value,
            words=typed["words"], other_side=other_side, stamp=typed["stamp"], now=timezone.now(),
        )  # fmt: skip

    title = f"What {'the other side' if other_side else person.known_as} says of it"
    return _done(request, person, row, form, act, title, "Written down")


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def stop(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    row = _row(request, person, introduction_id)
    form = StopForm(posted(request), initial=_drawn(row))

    def act() -> None:
        actions.stop_introduction(
            by=request.actor, introduction=row, words=form.cleaned_data["words"],
            now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip

    return _done(request, person, row, form, act, f"{person.known_as} stops it", "Stopped")


@sensitive_post_parameters()
@require_POST
@of_introductions()
def know(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Say that one knows how it ended: it was stopped, or did not fit; and what was missing."""
    row = _row(request, person, introduction_id)
    form = KnowForm(request.POST)

    def act() -> None:
        actions.say_it_is_known(
            by=request.actor, introduction=row, now=timezone.now(), today=timezone.localdate(),
            missing=form.missing(),
        )  # fmt: skip

    said = "Good. It is on nobody’s list any more"
    drawn = _done(request, person, row, form, act, "What was missing", said)
    if isinstance(drawn, HttpResponseRedirect) and row.state == State.STOPPED:
        return redirect("introductions:introductions")
    return drawn


@sensitive_post_parameters()
@require_http_methods(FORMS)
@of_introductions()
def urgent(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """It is needed today after all: who there said yes, or whom one rang in vain."""
    row, today = _row(request, person, introduction_id), timezone.localdate()
    form = UrgentForm(posted(request), today=today, initial=_drawn(row) | {"next_on": today})

    def act() -> None:
        typed = form.cleaned_data
        actions.say_it_is_needed_today(
            by=request.actor, introduction=row, accepted_by=typed["accepted_by"],
            nobody=form.nobody(), upcoming=_next(form), stamp=typed["stamp"],
            now=timezone.now(), today=today,
        )  # fmt: skip

    return _done(request, person, row, form, act, "It is needed today", "Written down")


@require_http_methods(FORMS)
@of_introductions()
def along(request: WorkerRequest, person: Person, introduction_id: UUID) -> HttpResponse:
    """Say who goes along with them, and when."""
    row, today = _row(request, person, introduction_id), timezone.localdate()
    form = AlongForm(
        posted(request), team=queries.goers(person, actor=request.actor, today=today),
        initial=_drawn(row)
        | {"goes_with": str(row.goes_with_id or row.owner_id), "goes_at": row.goes_at},
    )  # fmt: skip

    def act() -> None:
        typed = form.cleaned_data
        actions.say_who_goes(
            by=request.actor, introduction=row, goes_with_id=UUID(typed["goes_with"]),
            goes_at=typed["goes_at"], stamp=typed["stamp"], now=timezone.now(), today=today,
        )  # fmt: skip

    return _done(request, person, row, form, act, "Who goes along, and when", "Saved")


def _row(request: WorkerRequest, person: Person, introduction_id: UUID) -> Introduction:
    row: Introduction = found_or_404(
        queries.get_introduction, introduction_id, person=person, actor=request.actor
    )
    return row


def _drawn(row: Introduction) -> dict[str, Any]:
    return {"stamp": queries.next_step_of(row).stamp}


def _next(form: WithNext) -> actions.Next:
    return actions.Next(form.cleaned_data["next_step"], form.cleaned_data["next_on"])


def _done(
    request: WorkerRequest, person: Person, row: Introduction, form: ToldForm, act: Any,
    title: str, said: str,
) -> HttpResponse:  # fmt: skip
    """Do it and come back to the introduction; or draw the form, with what was wrong."""
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, said)
            return redirect("introductions:introduction", person.id, row.id)
    today = timezone.localdate()
    page = {
        "person": person,
        "page": queries.introduction_page(row, actor=request.actor, today=today),
        "form": form,
        "theirs": theirs,
        "title": title,
    }
    return render(request, "introductions/go_on.jinja", page)
