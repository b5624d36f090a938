"""Goals: a new one, one changed, and how far along somebody is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person
from hearth.support import actions, queries
from hearth.support.forms.goals import ChangeGoalForm, GoalForm, StepForm
from hearth.support.models import GoalState
from hearth.support.views.whose import of_support, posted


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("goals")
def add_goal(request: WorkerRequest, person: Person) -> HttpResponse:
    form = GoalForm(
        posted(request), initial={"goal_id": uuid7()}, why_they_came=_why(request, person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            goal = actions.set_goal(
                by=request.actor, person=person, said=form.said(GoalState.WORKING.value),
                goal_id=form.cleaned_data["goal_id"] or uuid7(), now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:goal", person.id, goal.id)
    return render(request, "support/goal_form.jinja", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("goals")
def goal(request: WorkerRequest, person: Person, goal_id: UUID) -> HttpResponse:
    """Show a goal and how it went so far, and let the person change it."""
    row = found_or_404(queries.get_goal, goal_id, person=person, actor=request.actor)
    [shown] = queries.goal_rows([row], actor=request.actor)
    form = ChangeGoalForm(
        posted(request), initial=ChangeGoalForm.drawn_from(shown.said),
        why_they_came=_why(request, person),
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_goal(
                by=request.actor, goal=row, said=form.said(form.cleaned_data["state"].value),
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("support:goal", person.id, row.id)
    page = {
        "person": person,
        "goal": shown,
        "form": form,
        "theirs": theirs,
        "step_form": StepForm(initial=_step(shown.latest.how_far if shown.latest else 0)),
        "before": queries.goal_before(row, actor=request.actor),
    }
    return render(request, "support/goal.jinja", page)


@require_POST
@of_support("goals")
def say_how_far(request: WorkerRequest, person: Person, goal_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_goal, goal_id, person=person, actor=request.actor)
    form = StepForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.say_how_far(
                by=request.actor, goal=row, how_far=int(typed["how_far"]),
                words=typed["step_words"], step_id=typed["step_id"] or uuid7(),
                now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Saved")
    else:
        messages.warning(request, "Choose a number from 0 to 10")
    return redirect("support:goal", person.id, row.id)


def _why(request: WorkerRequest, person: Person) -> str:
    part = queries.why_they_came(person, actor=request.actor)
    return part.words if part else ""


def _step(how_far: int) -> dict[str, object]:
    return {"how_far": how_far, "step_id": uuid7()}
