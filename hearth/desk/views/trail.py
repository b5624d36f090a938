"""The trail: who did what, and who looked."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hearth.desk.queries import trail as queries
from hearth.foundation.http import WorkerRequest


@require_safe
def trail(request: WorkerRequest) -> HttpResponse:
    """Show what was done, or who looked, for everybody or about one record."""
    about, trouble = _number(request.GET.get("about", ""))
    before, lost = _number(request.GET.get("before", ""))
    looking = request.GET.get("show") == "looked"
    question = queries.openings if looking else queries.acts
    page = {
        "found": question(actor=request.actor, about=about, before=before),
        "looking": looking,
        "about": request.GET.get("about", ""),
        "trouble": trouble or lost,
    }
    return render(request, "desk/trail.jinja", page)


def _number(text: str) -> tuple[UUID | None, str]:
    try:
        return (UUID(text.strip()) if text.strip() else None), ""
    except ValueError:
        return None, "That is not a record's number. Copy it from the address of the person's page."
