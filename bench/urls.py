"""Hearth's addresses, and the pages that its own are measured against."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import path

from hearth.config.urls import urlpatterns as hearth_s
from hearth.design.public import draw
from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest
from hearth.people.models import Person
from hearth.people.search import find_people
from hearth.virtualhub.public import public_page


def empty(request: WorkerRequest) -> HttpResponse:
    """Answer with nothing, through everything that a signed-in page goes through."""
    return HttpResponse(b"ok")


def one_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Read one person by key, and answer with their name."""
    return HttpResponse(Person.objects.get(id=person_id).known_as)


def search(request: WorkerRequest) -> HttpResponse:
    """Find people by what was typed, and answer with their names."""
    sites = list(request.actor.places_where(Permission.SEE_PEOPLE))
    words = request.GET.get("q", "")
    found = find_people(actor=request.actor, words=words, sites=sites, here=sites[0])
    return HttpResponse("\n".join(one.known_as for one in found))


@public_page
def public(request: HttpRequest) -> HttpResponse:
    """A public page with nothing in it."""
    return draw(request, "virtualhub/public.jinja", {"title": "Nothing"})


urlpatterns = [
    path("bench/public/", public),
    path("bench/empty/", empty),
    path("bench/person/<uuid:person_id>/", one_person),
    path("bench/search/", search),
    *hearth_s,  # not included: some of them stand under a language
]
