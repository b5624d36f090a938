"""Goals: a new one, one changed, and how far along somebody is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person
from hearth.support import actions, queries
from hearth.support.forms.goals import ChangeGoalForm, GoalForm, StepForm, StepRightForm
from hearth.support.models import Goal, GoalState
from hearth.support.queries.goals import GoalRow
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
    shown = _shown(request, row)
    form = _change_form(request, person, shown, posted(request))
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
    page = {"form": form, "theirs": theirs, "step_form": _step_form(shown)}
    return render(request, "support/goal.jinja", page | _page(request, person, row, shown))


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
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:goal", person.id, row.id)
    shown = _shown(request, row)
    page = {"form": _change_form(request, person, shown, None), "step_form": form}
    return render(request, "support/goal.jinja", page | _page(request, person, row, shown))


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("goals")
def step(request: WorkerRequest, person: Person, goal_step_id: UUID) -> HttpResponse:
    """Put right how far along they said that they were, on one day."""
    chosen = found_or_404(queries.get_step, goal_step_id, person=person, actor=request.actor)
    said = queries.step_said(chosen)
    form = StepRightForm(posted(request), initial=StepRightForm.drawn_from(said))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.put_step_right(
                by=request.actor, step=chosen, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Put right. What it said before is kept")
            return redirect("support:goal", person.id, chosen.goal_id)
    page = {"person": person, "step": chosen, "form": form, "theirs": theirs}
    return render(request, "support/step.jinja", page)


def _shown(request: WorkerRequest, row: Goal) -> GoalRow:
    return queries.goal_rows([row], actor=request.actor)[0]


def _change_form(
    request: WorkerRequest, person: Person, shown: GoalRow, sent: QueryDict | None
) -> ChangeGoalForm:
    return ChangeGoalForm(
        sent, initial=ChangeGoalForm.drawn_from(shown.said), why_they_came=_why(request, person)
    )


def _step_form(shown: GoalRow) -> StepForm:
    how_far = (shown.latest.how_far or 0) if shown.latest else 0
    return StepForm(initial={"how_far": how_far, "step_id": uuid7()})


def _page(request: WorkerRequest, person: Person, row: Goal, shown: GoalRow) -> dict[str, object]:
    before = queries.goal_before(row, actor=request.actor)
    return {"person": person, "goal": shown, "before": before}


def _why(request: WorkerRequest, person: Person) -> str:
    part = queries.why_they_came(person, actor=request.actor)
    return part.words if part else ""
