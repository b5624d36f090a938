"""Keeping safe: worries and safety concerns on one page, what is mine first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.http import WorkerRequest, page_number
from hearth.safety import queries
from hearth.safety.queries.owners import BY_THEMSELVES as LEAD


@require_safe
def keeping_safe(request: WorkerRequest) -> HttpResponse:
    number = page_number(request.GET.get("page", ""))
    found = queries.keeping_safe(request.actor, timezone.now(), number=number)
    may_tell = request.actor.may_somewhere(Permission.TELL_SAFETY)
    page = {"found": found, "may_tell": may_tell}
    return render(request, "safety/worries.jinja", page)


@require_safe
def over(request: WorkerRequest) -> HttpResponse:
    """Show what is settled or finished for now, however long ago."""
    number = page_number(request.GET.get("page", ""))
    found = queries.over(request.actor, timezone.now(), number=number)
    return render(request, "safety/over.jinja", {"found": found})


@require_safe
def unanswered(request: WorkerRequest) -> HttpResponse:
    """Show where somebody's safety has nobody to look after it, and who can change that."""
    today = timezone.localdate()
    sites = [
        (one, [owner for owner in queries.owners_at(one.site, today=today) if owner.role in LEAD])
        for one in queries.unanswered(request.actor)
    ]
    keeps_workers = request.actor.may_somewhere(Permission.KEEP_WORKERS)
    page = {"sites": sites, "keeps_workers": keeps_workers}
    return render(request, "safety/unanswered.jinja", page)
