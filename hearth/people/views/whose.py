"""What the pages of one person's record begin with, and where they lead back to."""

from uuid import UUID

from django.http import QueryDict
from django.urls import reverse

from hearth.foundation.actors import NotAllowed
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.models import Person


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def page_of(person_id: UUID) -> str:
    """Return the address of somebody's own page, which is drawn elsewhere."""
    return f"{reverse('people:people')}{person_id}/"


def opened(request: WorkerRequest, person_id: UUID, part: str, *, hello: bool = False) -> Person:
    """
    Return whose record this page changes, and write down that it was opened.

    :param hello: the part is of the hello layer, which whoever welcomes them may change
    :raises Http404: if the worker may not see them
    :raises NotAllowed: if the worker may see them, and not change this
    """
    person = found_or_404(queries.get_person, person_id, request.actor)
    may = queries.may_change_hello if hello else queries.may_change
    if not may(request.actor, person):
        raise NotAllowed(f"{request.actor.label} may not change {part} of {person_id}")
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person_id, part=part)
    return person
