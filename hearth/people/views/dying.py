"""Writing down that somebody has died, and putting that right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms import DiedForm
from hearth.people.views.whose import opened, page_of, posted


@require_http_methods(["GET", "HEAD", "POST"])
def died(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "death")
    form = DiedForm(
        posted(request),
        initial=DiedForm.drawn_from(person),
        came_on=queries.last_came_on(person, actor=request.actor),
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_death(
                by=request.actor,
                person=person,
                now=timezone.now(),
                today=timezone.localdate(),
                died_on=form.cleaned_data["died_on"],
                source=form.cleaned_data["source"],
                stamp=form.cleaned_data["stamp"],
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(
                request, f"{person.known_as} is on no list now, and nothing is sent to them"
            )
            return redirect(page_of(person.id))
    linked = queries.linked_with([person.id], actor=request.actor).get(person.id, [])
    page = {"person": person, "form": form, "linked": linked, "cancel_href": page_of(person.id)}
    page["theirs"] = theirs
    return render(request, "people/died.jinja", page)


@require_POST
def not_died(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "death")
    try:
        actions.take_back_death(by=request.actor, person=person, today=timezone.localdate())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{person.known_as} is on the lists they were on before")
    return redirect(page_of(person.id))
