"""What the pages of one person's introductions begin with."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect

from hearth.foundation.http import WorkerRequest
from hearth.introductions.actions.writing import IntroductionRefused, refuse_if_restricted
from hearth.people.closed import Page, of_layer
from hearth.people.models import Layer, Person


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def of_introductions(*, writes: bool = True) -> Callable[[Page], Page]:
    """Give a page the person, if their support is open to the worker (see people.closed)."""
    return of_layer(Layer.SUPPORT, "introductions", writes=writes)


def if_used(view: Page) -> Page:
    """
    Refuse at the door what begins something new, if their record is kept and not used.

    What was typed before that was asked is refused by the act itself, so that no word is lost.
    """

    @wraps(view)
    def page(
        request: WorkerRequest, person: Person, introduction_id: UUID | None = None
    ) -> HttpResponse:
        more = {"introduction_id": introduction_id} if introduction_id else {}
        if request.method == "POST":
            return view(request, person, **more)
        try:
            refuse_if_restricted(person)
        except IntroductionRefused as refusal:
            messages.error(request, str(refusal))
            if introduction_id:
                return redirect("introductions:introduction", person.id, introduction_id)
            return redirect("introductions:of_person", person.id)
        return view(request, person, **more)

    return page
