"""What the pages of one person's record begin with, and where they lead back to."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404, typed_words
from hearth.people import actions, queries
from hearth.people.models import Layer, Person

Page = Callable[..., HttpResponse]


def posted(request: WorkerRequest) -> QueryDict | None:
    """Return what was sent, even if that is nothing; None if the page was only asked for."""
    return request.POST if request.method == "POST" else None


def id_in(typed: str) -> UUID | None:
    """Return the id that was sent; None if it is none."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def line_before(request: WorkerRequest) -> UUID | None:
    """Return the line before which a page of who has looked begins; None for the first page."""
    return id_in(request.GET.get("before", ""))


def page_of(person_id: UUID) -> str:
    """Return the address of somebody's own page, which is drawn elsewhere."""
    return f"{reverse('people:people')}{person_id}/"


def way_back(request: WorkerRequest, person_id: UUID) -> str:
    """Return where ?next= leads, if that is a page of this very person; none otherwise."""
    there = request.GET.get("next", "")
    plain = not any(sign in there for sign in ("..", "\\", "//")) and there.isprintable()
    return there if plain and there.startswith(page_of(person_id)) else ""


def read(request: WorkerRequest, person_id: UUID, part: str) -> Person:
    """
    Return whose record this page shows to read, and write down that it was opened.

    :raises Http404: if the worker may not see them
    :raises NotAllowed: if the worker may see them, and not what they told their team
    """
    person = found_or_404(queries.get_person, person_id, request.actor)
    if not queries.sees_what_they_told(request.actor, person):
        raise queries.not_allowed(request.actor, person, f"read {part} of")
    actions.note_opened(by=request.actor, person_id=person_id, part=part)
    return person


def not_open(request: WorkerRequest, person: Person, layer: Layer) -> HttpResponse:
    """
    Say what a page of a layer says that is not open to the worker.

    If it is shared with nobody, the person is asked first who may see it, and whoever asks comes
    back here. Otherwise the worker is told whom to ask; so is whoever wrote while it was taken
    back, and the page shows them what they had typed.
    """
    may_ask = queries.may_change(request.actor, person)
    may_come_back = may_ask and request.method != "POST"
    if may_come_back and queries.shared_with_nobody(person, layer, today=timezone.localdate()):
        asked = urlencode({"layer": layer.value, "next": request.get_full_path()})
        return redirect(f"{reverse('people:share', args=[person.id])}?{asked}")
    page = {
        "person": person,
        "layer": layer.short,
        "may_ask": may_ask,
        "may_open": request.actor.may_somewhere(Permission.FIND_ANYONE),
        "back_href": page_of(person.id),
        "typed": typed_words(request),
    }
    return render(request, "people/not_open.jinja", page, status=403)


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
        raise queries.not_allowed(request.actor, person, f"change {part} of")
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person_id, part=part)
    return person


class Shut(Exception):
    """A layer of a record is not open to the worker, who may see that there is such a person."""

    def __init__(self, layer: Layer, person: Person) -> None:
        super().__init__(f"{layer} of {person.id}")
        self.layer, self.person = layer, person


def opened_layer(
    request: WorkerRequest, person_id: UUID, layer: Layer, part: str, *, writes: bool = False
) -> Person:
    """
    Return whose layer this page shows, and write down that it was opened.

    :raises Http404: if the worker may not see them
    :raises Shut: if that layer is not open to the worker
    :raises NotAllowed: if the page writes, and the worker writes in nobody's record
    """
    person = found_or_404(queries.get_person, person_id, request.actor)
    if layer not in queries.layers_open(person.id, sight=queries.sight_of(request.actor)):
        raise Shut(layer, person)
    if writes:
        require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    if request.method != "POST":
        actions.note_opened(by=request.actor, person_id=person_id, part=part)
    return person


def says_if_shut(page: Page) -> Page:
    """Make a page of a layer say, where the layer is not open, who decides that and what to do."""

    @wraps(page)
    def drawn(request: WorkerRequest, person_id: UUID, **more: Any) -> HttpResponse:
        try:
            return page(request, person_id, **more)
        except Shut as shut:
            return not_open(request, shut.person, shut.layer)

    return drawn


def may_write(request: WorkerRequest) -> bool:
    """Test if a page of an open layer offers to write in it."""
    return request.actor.may_somewhere(Permission.CHANGE_PEOPLE)
