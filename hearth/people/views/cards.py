"""A card that somebody carries, by which any site finds them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.views.whose import opened


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Make a card. Its code is on this answer and nowhere else, ever again."""
    person = opened(request, person_id, "card")
    if request.method == "POST":
        code = actions.issue_card(by=request.actor, person=person)
        return render(request, "people/card_made.jinja", {"person": person, "code": code})
    page = {"person": person, "since": queries.card_since(person)}
    return render(request, "people/card.jinja", page)


@require_POST
def revoke_card(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "card")
    try:
        actions.revoke_card(by=request.actor, person=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "That card finds nobody now")
    return redirect("people:card", person.id)
