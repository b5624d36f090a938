"""Hearth's addresses, and the pages that its own are measured against."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import include, path

from hearth.foundation.http import WorkerRequest
from hearth.people.models import Person


def empty(request: WorkerRequest) -> HttpResponse:
    """Answer with nothing, through everything that a signed-in page goes through."""
    return HttpResponse(b"ok")


def one_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Read one person by key, and answer with their name."""
    return HttpResponse(Person.objects.get(id=person_id).known_as)


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/person/<uuid:person_id>/", one_person),
    path("", include("hearth.config.urls")),
]
