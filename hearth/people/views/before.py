"""What a record and a circle said before somebody changed them, and putting that back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.models import Layer, Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.views.whose import may_write, opened, opened_layer, says_if_shut

CHANGED = (
    "Somebody else changed this while you were reading, so nothing was put back. Look at what it "
    "says now, and choose again"
)


@require_safe
def record_before(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show what the hello, the details and the ways to contact somebody said before."""
    person = opened(request, person_id, "what was said before")
    page = {
        "person": person,
        "pasts": queries.record_before(person),
        "may_write": True,
        "what": "record",
        "put_back": "people:put_back_said",
        "back_href": reverse("people:edit", args=[person.id]),
    }
    return render(request, "people/said_before.jinja", page)


@require_POST
def put_back_said(request: WorkerRequest, person_id: UUID, said_before_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "what was said before")
    _put_back(
        request, actions.put_back_said, person=person, before_id=said_before_id,
        today=timezone.localdate(),
    )  # fmt: skip
    return redirect("people:record_before", person.id)


@require_safe
@says_if_shut
def circle_before(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show what was written of those in somebody's circle before, and who was taken out."""
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle")
    page = {
        "person": person,
        "pasts": queries.circle_before(person, sight=queries.sight_of(request.actor)),
        "may_write": may_write(request),
        "what": "circle",
        "put_back": "people:put_back_member",
        "back_href": reverse("people:circle", args=[person.id]),
    }
    return render(request, "people/said_before.jinja", page)


@require_POST
@says_if_shut
def put_back_member(
    request: WorkerRequest, person_id: UUID, circle_before_id: UUID
) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    _put_back(
        request, actions.put_back_in_circle, person=person, before_id=circle_before_id,
        now=timezone.now(),
    )  # fmt: skip
    return redirect("people:circle_before", person.id)


@require_POST
@says_if_shut
def put_back_answer(
    request: WorkerRequest, person_id: UUID, question: str, answer_before_id: UUID
) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.ABOUT, "background", writes=True)
    _put_back_agreed(request, person, Layer.ABOUT, answer_before_id)
    return redirect("people:background", person.id)


@require_POST
@says_if_shut
def put_back_agreed(
    request: WorkerRequest, person_id: UUID, agreed_before_id: UUID
) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.PLAN, "stay-well plan", writes=True)
    _put_back_agreed(request, person, Layer.PLAN, agreed_before_id)
    return redirect("people:plan", person.id)


def _put_back_agreed(request: WorkerRequest, person: Person, layer: Layer, before_id: UUID) -> None:
    _put_back(
        request, actions.put_back_agreed, person=person, layer=layer, before_id=before_id,
        today=timezone.localdate(), now=timezone.now(),
    )  # fmt: skip


def _put_back(request: WorkerRequest, act: Callable[..., None], **what: Any) -> None:
    """Do it, and say what came of it."""
    try:
        found_or_404(act, by=request.actor, stamp=request.POST.get("stamp", ""), **what)
    except EditedMeanwhile:
        messages.error(request, CHANGED)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It says that again. What it said until now is kept too")
