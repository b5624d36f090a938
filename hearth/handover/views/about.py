"""Asking, once, if a line about nobody is about somebody whom its words name."""

import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.handover.queries import named_in
from hearth.people.models import Person
from hearth.people.queries import get_person
from hearth.places.models import Site

ABOUT = "about"
NOBODY, GO_BACK = "nobody", "back"
"""What is answered, besides an id: that it is about nobody, or to look at the words again."""


def goes_back(request: WorkerRequest) -> bool:
    """Test if the writer would rather look at what they wrote again."""
    return request.POST.get(ABOUT) == GO_BACK


def answered(request: WorkerRequest) -> Person | None:
    """Return whom it is about, as answered; None for nobody, and where nothing was asked."""
    return person_of(request, request.POST.get(ABOUT, ""))


def person_of(request: WorkerRequest, typed: str) -> Person | None:
    """Return somebody by their id; None for what is no id. Out of bounds there is no such page."""
    try:
        person_id = UUID(typed)
    except ValueError:
        return None
    found: Person = found_or_404(get_person, person_id, request.actor)
    return found


def question(
    request: WorkerRequest, words: str, *, site: Site, now: datetime.datetime,
    person: Person | None = None,
) -> HttpResponse | None:  # fmt: skip
    """
    Return the page that asks if words about nobody are about one of those whom they name, with all
    that was typed; None if they name nobody, or it is answered.

    :param person: whom the page was opened for, or who was answered
    """
    if not words or request.POST.get(ABOUT) == NOBODY:
        return None
    named = named_in(words, site=site, actor=request.actor, now=now, person=person)
    if not named:
        return None
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (ABOUT, "csrfmiddlewaretoken")
        for value in values
    ]
    page = {
        "site": site,
        "words": words,
        "named": named,
        "not_shared": [one.known_as for one in named if not one.is_shared],
        "typed": typed,
    }
    return render(request, "handover/about.jinja", page)
