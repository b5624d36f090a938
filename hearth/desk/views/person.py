"""One person's page: what the reader may see of them, and their visits."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.accounts.standing import standing_at
from hearth.desk.queries import person as queries
from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.actions import note_opened
from hearth.places.models import Site


@require_safe
def person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    shown = found_or_404(
        queries.person_page,
        person_id,
        actor=request.actor,
        token=request.GET.get("found", ""),
        today=timezone.localdate(),
    )
    part = "page" if shown.record.told or shown.layers.open else "hello"
    note_opened(by=request.actor, person_id=person_id, part=part)
    page = {
        "shown": shown,
        "page": shown.record,
        "layers": shown.layers,
        "may_agree": request.actor.may_somewhere(Permission.AGREE_COMING_IN),
        "may_open": request.actor.may_somewhere(Permission.FIND_ANYONE),
        "site": _where_welcomed(request),
        "found": request.GET.get("found", ""),
        "visit_id": uuid7(),
    }
    return render(request, "desk/person.jinja", page)


def _where_welcomed(request: WorkerRequest) -> Site | None:
    """Return the site where the worker stands, if they may write down there who comes in."""
    if not request.actor.may_somewhere(Permission.RECORD_VISIT):
        return None
    return found_or_404(standing_at, request, request.actor, Permission.RECORD_VISIT)
