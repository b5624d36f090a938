"""What people asked: everybody's who waits for an answer, one person's, and asking."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.places.models import Site
from hearth.rights import actions, queries
from hearth.rights.forms import AskForm
from hearth.rights.models import Pack, RightsRequest
from hearth.rights.views.acting import ACTS
from hearth.rights.views.whose import posted, whose


@require_safe
def requests(request: WorkerRequest) -> HttpResponse:
    """List what is asked and waits for an answer, what is due first on top."""
    require_somewhere(request.actor, Permission.ANSWER_RIGHTS)
    ended = request.GET.get("show") == "ended"
    rows = queries.requests_to_answer(request.actor, today=timezone.localdate(), ended=ended)
    return render(request, "rights/requests.jinja", {"rows": rows, "ended": ended})


@require_safe
def of_person(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person, today = whose(request, person_id), timezone.localdate()
    page = {
        "person": person,
        "rows": queries.requests_of(person, actor=request.actor, today=today),
        "limits": queries.limits_of(person),
        "statements": queries.statements_of(person, actor=request.actor),
        "may_answer": request.actor.may_somewhere(Permission.ANSWER_RIGHTS),
    }
    return render(request, "rights/of_person.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down what somebody asked, on the day on which they did."""
    person, today = whose(request, person_id), timezone.localdate()
    places = {
        *request.actor.places_where(Permission.CHANGE_PEOPLE),
        *request.actor.places_where(Permission.ANSWER_RIGHTS),
    } & set(person.known_at)
    sites = list(Site.objects.filter(id__in=places).order_by("name"))
    form = AskForm(
        posted(request), sites=sites, today=today,
        initial={"rights_id": uuid7(), "asks": request.GET.get("asks", "ACCESS")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.ask_about_rights(
                by=request.actor, person=person, said=form.said(), site=form.where(),
                request_id=form.cleaned_data["rights_id"] or uuid7(), now=timezone.now(),
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Written down. Its clock runs from the day they asked")
            return redirect("rights:request", person.id, row.id)
    return render(request, "rights/ask.jinja", {"person": person, "form": form})


@require_safe
def request_page(request: WorkerRequest, person_id: UUID, rights_request_id: UUID) -> HttpResponse:
    """Show one thing that was asked: its clock, what happened, and what can be done next."""
    person, today = whose(request, person_id), timezone.localdate()
    row: RightsRequest = found_or_404(
        queries.get_request, rights_request_id, person=person, actor=request.actor
    )
    answers = request.actor.may(Permission.ANSWER_RIGHTS, at=row.site)
    pack: Pack | None = queries.packs_of(row, actor=request.actor).first() if answers else None
    left = queries.undecided(pack) if pack else 0
    linked = queries.linked_records(pack) if pack else ()
    in_doubt = [one for one in linked if not one.is_same]
    waits = {"release", "back"} if left or in_doubt else set()
    offered = [
        (name, act.button)
        for name, act in ACTS.items()
        if act.offered(row, pack) and name not in waits
    ]
    page = {
        "person": person,
        "page": queries.request_page(row, known_as=person.known_as, today=today),
        "answers": answers,
        "pack": pack,
        "left": left,
        "in_doubt": in_doubt,
        "short": queries.short_of(pack.counts) if pack else [],
        "acts": offered if answers else [],
    }
    return render(request, "rights/request.jinja", page)
