"""What the pages of an incident and of an agreement begin with."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpResponse, QueryDict

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.incidents import queries
from hearth.incidents.models import Incident
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import get_person, is_closed_colleague, not_allowed

Page = Callable[..., HttpResponse]


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def of_incident(view: Page) -> Page:
    """Give a page the incident, if the worker sees it."""

    @wraps(view)
    def page(request: WorkerRequest, incident_id: UUID, **more: object) -> HttpResponse:
        require_somewhere(request.actor, Permission.WRITE_INCIDENT)
        incident: Incident = found_or_404(queries.get_incident, incident_id, actor=request.actor)
        return view(request, incident, **more)

    return page


def of_person(view: Page) -> Page:
    """Give a page of what was agreed the person, and write down that it was opened."""

    @wraps(view)
    def page(request: WorkerRequest, person_id: UUID, **more: object) -> HttpResponse:
        require_somewhere(request.actor, Permission.AGREE_COMING_IN)
        person: Person = found_or_404(get_person, person_id, request.actor)
        if request.method != "POST":
            note_opened(by=request.actor, person_id=person_id, part="coming in safely")
        return view(request, person, **more)

    return page


def of_open_person(view: Page) -> Page:
    """
    Give a page of what was agreed the person, unless they are a colleague whose record is closed.

    Where the hour ended while somebody wrote, the page that says so shows what they had typed.
    """

    @of_person
    @wraps(view)
    def page(request: WorkerRequest, person: Person, **more: object) -> HttpResponse:
        if is_closed_colleague(request.actor, person):
            raise not_allowed(request.actor, person, "agree anything with")
        return view(request, person, **more)

    return page
