"""What pages of this app begin with: at which site, and about whom."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import NotAllowed, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import SavedAlready, note_opened
from hearth.people.forms.told import ToldForm
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.places.queries import sites_where
from hearth.safety import queries
from hearth.safety.models import SafetyConcern, Worry


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def tell_refusal(form: ToldForm, refusal: Refused, name: str) -> None:
    """
    Show a refusal. What was sent before in other words can be saved anew, beside the first.

    :param name: the field that holds the id of what is written down
    """
    form.tell(refusal)
    if isinstance(refusal, SavedAlready):
        assert isinstance(form.data, QueryDict)
        form.data = form.data.copy()
        form.data[name] = str(uuid7())


def here(request: WorkerRequest) -> Site | None:
    """
    Return the site at which the worker writes this down; None if they must choose.

    :raises NotAllowed: if they write such a thing down nowhere
    """
    require_somewhere(request.actor, Permission.TELL_SAFETY)
    return found_or_404(standing_at, request, request.actor, Permission.TELL_SAFETY)


def whom_to_ask(request: WorkerRequest, site: Site, about: Person | None) -> dict[str, Any]:
    """Return who can look after it, and from whom it can be kept, for a form to offer."""
    today = timezone.localdate()
    worker = about.worker_id if about else None
    readers = queries.readers_at(site, today=today)
    return {
        "owners": queries.owners_at(site, today=today, but_not=(worker,)),
        "readers": [one for one in readers if one[0] != request.actor.id],
        "is_known": about is not None,
    }


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


def what_it_is(row: Worry | SafetyConcern) -> str:
    return "worry" if isinstance(row, Worry) else "safety concern"


def kept_worry(request: WorkerRequest, worry_id: UUID) -> Worry:
    """
    Return a worry that the worker owns, or answers for.

    :raises NotAllowed: if they only read it
    """
    row = found_or_404(queries.get_worry, worry_id, actor=request.actor)
    if not queries.keeps_worry(row, actor=request.actor):
        raise NotAllowed(f"{request.actor.label} does not look after {worry_id}")
    return row


def kept_concern(request: WorkerRequest, concern_id: UUID) -> SafetyConcern:
    """
    Return a concern that the worker owns, or answers for.

    :raises NotAllowed: if they only read it
    """
    row = found_or_404(queries.get_concern, concern_id, actor=request.actor)
    if not queries.keeps_concern(row, actor=request.actor):
        raise NotAllowed(f"{request.actor.label} does not answer for {concern_id}")
    return row
