"""What people looked for, in vain first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.directory.queries import searches as queries
from hearth.foundation.http import WorkerRequest


@require_safe
def searches(request: WorkerRequest) -> HttpResponse:
    found = queries.searches(actor=request.actor, today=timezone.localdate())
    return render(request, "directory/searches.jinja", {"found": found})
