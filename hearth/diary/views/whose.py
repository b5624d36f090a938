"""What the pages of a diary begin with: whose it is, and at which hub."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.standing import choose_first, standing_at
from hearth.diary.queries import may_book
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404, typed_words
from hearth.people.actions import note_opened
from hearth.people.models import Layer
from hearth.people.queries import get_person, may_change
from hearth.places.models import Site


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def at_hub(permission: Permission) -> Callable[..., Callable[..., HttpResponse]]:
    """
    Give a page the hub where the worker stands; who has several chooses first.

    :param permission: what the worker is to be allowed there
    """

    def around(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def page(request: WorkerRequest, *args: object, **more: object) -> HttpResponse:
            require_somewhere(request.actor, permission)
            site: Site | None = found_or_404(standing_at, request, request.actor, permission)
            if site is None:
                return choose_first(request)
            return view(request, *args, site=site, **more)

        return page

    return around


def with_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Give a page the person, if the worker may book them in, and write down that it was opened.

    What is booked is of their support. Where that is shared with nobody yet it is the team's, so
    that nobody has to share anything to be given a time.
    """

    @wraps(view)
    def page(request: WorkerRequest, person_id: UUID, **more: object) -> HttpResponse:
        require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
        person = found_or_404(get_person, person_id, request.actor)
        if not may_book(person, actor=request.actor, now=timezone.now()):
            page_of_it = {
                "person": person,
                "layer": Layer.SUPPORT.short,
                "may_ask": may_change(request.actor, person),
                "may_open": request.actor.may_somewhere(Permission.FIND_ANYONE),
                "typed": typed_words(request),
                "back_href": f"{reverse('people:people')}{person.id}/",
            }
            return render(request, "people/not_open.jinja", page_of_it, status=403)
        if request.method != "POST":
            note_opened(by=request.actor, person_id=person.id, part="diary")
        return view(request, person=person, **more)

    return page
