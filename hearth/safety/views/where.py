"""What pages of this app begin with: at which site, and about whom."""

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.places.queries import sites_where


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def here(request: WorkerRequest) -> Site | None:
    """
    Return the site at which the worker writes this down; None if they must choose.

    :raises NotAllowed: if they write such a thing down nowhere
    """
    require_somewhere(request.actor, Permission.TELL_SAFETY)
    return found_or_404(standing_at, request, request.actor, Permission.TELL_SAFETY)


def which_site(request: WorkerRequest, title: str) -> HttpResponse:
    """Ask a worker of several sites at which one they are."""
    choices = []
    for site in sites_where(request.actor, Permission.TELL_SAFETY):
        asked = request.GET.copy()
        asked["site"] = site.slug
        choices.append((site.name, f"?{asked.urlencode()}"))
    return render(request, "safety/which_site.jinja", {"title": title, "choices": choices})


def about_whom(request: WorkerRequest) -> Person | None:
    """
    Return whom ?person= names, and write down that their name was read; None if nobody.

    :raises Http404: if the worker does not see them
    """
    asked = request.GET.get("person", "")
    if not asked:
        return None
    try:
        person_id = UUID(asked)
    except ValueError as wrong:
        raise Http404 from wrong
    person = found_or_404(get_person, person_id, request.actor)
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person.id, part="hello")
    return person
