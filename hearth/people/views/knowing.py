"""Which sites know somebody, and letting one of them go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.views.whose import opened
from hearth.places.queries import get_site


@require_safe
def known(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "sites")
    page = {"person": person, "known": queries.known_where(person, actor=request.actor)}
    return render(request, "people/known.jinja", page)


@require_POST
def let_go(request: WorkerRequest, person_id: UUID, slug: str) -> HttpResponse:
    person = opened(request, person_id, "sites")
    site = found_or_404(get_site, slug, actor=request.actor, permission=Permission.CHANGE_PEOPLE)
    try:
        actions.no_longer_known_at(
            by=request.actor, person=person, site=site, today=timezone.localdate()
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:known", person.id)
    messages.success(request, f"{site.name} no longer knows {person.known_as}")
    if not queries.visible_to(request.actor).filter(id=person.id).exists():
        return redirect("people:people")
    return redirect("people:known", person.id)
