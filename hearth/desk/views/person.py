"""One person's page: what the reader may see of them, and their visits."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.desk.queries import person as queries
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.actions import note_opened


@require_safe
def person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    shown = found_or_404(
        queries.person_page,
        person_id,
        actor=request.actor,
        token=request.GET.get("found", ""),
        today=timezone.localdate(),
    )
    part = "page" if shown.record.told else "hello"
    note_opened(by=request.actor, person_id=person_id, part=part)
    return render(request, "desk/person.jinja", {"shown": shown, "page": shown.record})
