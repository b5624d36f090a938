"""
Pages of one layer of a record: for whom they open, and what others read there.

Whoever wrote while it was taken back is shown what they had typed: nothing typed is lost.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.http import WorkerRequest, found_or_404, typed_words
from hearth.people.actions import note_opened
from hearth.people.models import Layer, Person
from hearth.people.queries import get_person, layers_open, may_change, shared_with_nobody
from hearth.people.queries.seeing import sight_of

Page = Callable[..., HttpResponse]


def of_layer(layer: Layer, part: str, *, writes: bool = True) -> Callable[[Page], Page]:
    """
    Give a page the person, if that layer is open to the worker, and write down that it was.

    Where it is shared with nobody yet, the worker who keeps the record is led to asking the person
    first, and back.

    :param part: what the line that somebody looked calls it
    :param writes: the page is for those who write in records, too
    """

    def around(view: Page) -> Page:
        @wraps(view)
        def page(request: WorkerRequest, person_id: UUID, **more: object) -> HttpResponse:
            person = found_or_404(get_person, person_id, request.actor)
            if layer not in layers_open(person.id, sight=sight_of(request.actor)):
                return not_open(request, person, layer)
            if writes:
                require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
            if request.method != "POST":
                note_opened(by=request.actor, person_id=person_id, part=part)
            return view(request, person, **more)

        return page

    return around


def not_open(request: WorkerRequest, person: Person, layer: Layer) -> HttpResponse:
    """Lead to asking the person, if the layer is shared with nobody; else say who decides."""
    may_ask = may_change(request.actor, person)
    may_come_back = may_ask and request.method != "POST"
    if may_come_back and shared_with_nobody(person, layer, today=timezone.localdate()):
        asked = urlencode({"layer": layer.value, "next": request.get_full_path()})
        return redirect(f"{reverse('people:share', args=[person.id])}?{asked}")
    page = {
        "person": person,
        "layer": layer.short,
        "may_ask": may_ask,
        "may_open": request.actor.may_somewhere(Permission.FIND_ANYONE),
        "typed": typed_words(request),
        "back_href": f"{reverse('people:people')}{person.id}/",
    }
    return render(request, "people/not_open.jinja", page, status=403)
