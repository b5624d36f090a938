"""Keeping safe: worries and safety concerns on one page, what is mine first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest
from hearth.safety import queries


@require_safe
def keeping_safe(request: WorkerRequest) -> HttpResponse:
    found = queries.keeping_safe(request.actor, timezone.now())
    may_tell = request.actor.may_somewhere(Permission.TELL_SAFETY)
    return render(request, "safety/worries.jinja", {"found": found, "may_tell": may_tell})
