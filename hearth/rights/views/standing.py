"""Ending what stands after somebody asked: a limit, or their own words beside their record."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people.actions import note_opened
from hearth.people.models import Person
from hearth.rights import actions, queries
from hearth.rights.forms import LiftForm, TakeAwayForm
from hearth.rights.models import Limit, Part, Statement
from hearth.rights.views.whose import posted


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def lift(request: WorkerRequest, person_id: UUID, limit_id: UUID) -> HttpResponse:
    """Lift what a record is not used for, with who said so and why."""
    require_somewhere(request.actor, Permission.ANSWER_RIGHTS)
    person: Person = found_or_404(queries.get_person_for_rights, person_id, request.actor)
    limit: Limit = found_or_404(queries.get_limit, limit_id, person=person)
    form = LiftForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.lift_limit(
                by=request.actor, limit=limit, person=person, words=form.cleaned_data["words"],
                now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Lifted")
            return redirect("rights:of_person", person.id)
    page = {"person": person, "form": form, "words": Limit.Kind(limit.kind).label}
    return render(request, "rights/lift.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def take_away(request: WorkerRequest, person_id: UUID, statement_id: UUID) -> HttpResponse:
    """Let somebody's own words stand beside their record no more, as they say."""
    require_somewhere(request.actor, Permission.ANSWER_RIGHTS)
    person: Person = found_or_404(queries.get_person_for_rights, person_id, request.actor)
    statement: Statement = found_or_404(
        queries.get_statement, statement_id, person=person, actor=request.actor
    )
    form = TakeAwayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_statement_away(
                by=request.actor, statement=statement, words=form.cleaned_data["words"],
                now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Taken away. That it stood there stays in the log")
            return redirect("rights:of_person", person.id)
    if request.method != "POST":
        note_opened(by=request.actor, person_id=person_id, part="rights")
    page = {
        "person": person, "form": form, "statement": statement,
        "part": Part(statement.part).label,
    }  # fmt: skip
    return render(request, "rights/take_away.jinja", page)
