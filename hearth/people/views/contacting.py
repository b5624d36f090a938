"""Ways to contact somebody, and whether each is safe to use."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms import WayForm
from hearth.people.models import Person
from hearth.people.queries.sections import way_section, ways_of
from hearth.people.views.whose import opened, posted


@require_safe
def ways(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "ways to contact")
    page = {"person": person, "ways": ways_of(person)}
    return render(request, "people/ways.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_way(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "ways to contact")
    form = WayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_way(by=request.actor, person=person, way=form.section())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("people:ways", person.id)
    page = {"person": person, "form": form, "cancel_href": _ways(person_id), "theirs": None}
    return render(request, "people/way.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def change_way(request: WorkerRequest, person_id: UUID, way_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "ways to contact")
    if request.method == "POST" and queries.is_removed(way_id, person=person):
        return _removed(request, person)
    way = found_or_404(queries.get_way, way_id, person=person)
    form = WayForm(posted(request), initial=WayForm.drawn_from(way_section(way)))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_way(
                by=request.actor, way=way, to=form.section(), stamp=form.cleaned_data["stamp"]
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("people:ways", person.id)
    page = {"person": person, "form": form, "cancel_href": _ways(person_id), "theirs": theirs}
    return render(request, "people/way.jinja", page | {"way": way})


@require_POST
def remove_way(request: WorkerRequest, person_id: UUID, way_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "ways to contact")
    way = found_or_404(queries.get_way, way_id, person=person)
    forget = request.POST.get("forget") == "yes"
    actions.remove_way(by=request.actor, way=way, forget=forget)
    messages.success(request, "Removed, and forgotten" if forget else "Removed")
    return redirect("people:ways", person.id)


def _removed(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show what was written of a way that somebody else removed meanwhile, to add it again."""
    form = WayForm(request.POST)
    form.add_error(None, actions.GONE.format("removed it"))
    page = {
        "person": person,
        "form": form,
        "cancel_href": _ways(person.id),
        "theirs": None,
        "send_to": reverse("people:add_way", args=[person.id]),
    }
    return render(request, "people/way.jinja", page)


def _ways(person_id: UUID) -> str:
    return reverse("people:ways", args=[person_id])
