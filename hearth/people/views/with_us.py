"""Who shares something with us."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.foundation.actors import NotAllowed, Permission
from hearth.foundation.http import WorkerRequest
from hearth.people.queries.with_us import MOST, shared_with


@require_safe
def shared(request: WorkerRequest) -> HttpResponse:
    may = (Permission.SEE_SHARED, Permission.GREET_PEOPLE)
    if not any(request.actor.may_somewhere(permission) for permission in may):
        raise NotAllowed(f"{request.actor.label} reads nothing that is shared")
    rows = shared_with(request.actor, today=timezone.localdate())
    return render(request, "people/shared.jinja", {"rows": rows, "most": MOST})
