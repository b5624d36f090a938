"""The stay-well plans that are open to whoever asks, one tap from Today."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hearth.desk.queries.plans import Why, plans_open_to, reads_plans
from hearth.foundation.actors import NotAllowed
from hearth.foundation.http import WorkerRequest

SAID = (
    (Why.BY_NAME, "Shared with you by name"),
    (Why.IS_IN, "In now"),
    (Why.OTHERS, "Others"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def plans(request: WorkerRequest) -> HttpResponse:
    """Show whose plan may be read, each one tap away. A name is posted: it stays out of logs."""
    if not reads_plans(request.actor):
        raise NotAllowed(f"{request.actor.label} reads nothing that is shared")
    words = request.POST.get("q", "").strip()
    asked = request.GET.get("page", "")
    shown = plans_open_to(
        request.actor, words=words,
        page=int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1,
    )  # fmt: skip
    groups = [(said, rows) for why, said in SAID if (rows := shown.those(why))]
    return render(request, "desk/plans.jinja", {"plans": shown, "groups": groups, "words": words})
