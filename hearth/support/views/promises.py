"""Promises: a new one, one carried on or settled, and a worker's own list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.support import actions, queries
from hearth.support.forms.promises import CarryOnForm, PromiseForm
from hearth.support.models import PromiseState
from hearth.support.views.whose import of_support, posted

CHANGED = (
    "Somebody else changed this promise meanwhile, so nothing was saved. Look at how it stands "
    "now, and choose again"
)


@require_safe
def my_promises(request: WorkerRequest) -> HttpResponse:
    """Show all that the worker said they would do."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    mine = queries.my_promises(actor=request.actor, today=timezone.localdate())
    return render(request, "support/my_promises.jinja", {"promises": mine})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("promises")
def add_promise(request: WorkerRequest, person: Person) -> HttpResponse:
    today = timezone.localdate()
    form = PromiseForm(
        posted(request), actor=request.actor, known_as=person.known_as, today=today,
        initial={"promise_id": uuid7()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_promise(
                by=request.actor, person=person, what=form.cleaned_data["what"],
                promised_by=form.promised_by(), due_on=form.cleaned_data["due_on"],
                promise_id=form.cleaned_data["promise_id"] or uuid7(), now=timezone.now(),
                today=today,
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:support", person.id)
    return render(request, "support/promise_form.jinja", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("promises")
def promise(request: WorkerRequest, person: Person, promise_id: UUID) -> HttpResponse:
    """Show a promise and how it stood before, and carry it on to another day."""
    row = found_or_404(queries.get_promise, promise_id, person=person, actor=request.actor)
    today = timezone.localdate()
    shown = queries.promise_shown(row, today=today)
    form = CarryOnForm(
        posted(request), actor=request.actor, known_as=person.known_as, today=today,
        was_by=(row.promised_by_id, shown.who) if row.promised_by_id else None, due_on=row.due_on,
        stamp=shown.stamp,
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.carry_on_promise(
                by=request.actor, promise=row, due_on=form.cleaned_data["due_on"],
                promised_by=form.promised_by(), stamp=form.cleaned_data["stamp"],
                now=timezone.now(), today=today,
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What was agreed before is kept")
            return redirect("support:support", person.id)
    page = {
        "person": person,
        "form": form,
        "theirs": theirs,
        "promise": shown,
        "before": queries.promise_before(row, actor=request.actor),
    }
    return render(request, "support/promise.jinja", page)


@require_POST
@of_support("promises")
def settle_promise(request: WorkerRequest, person: Person, promise_id: UUID) -> HttpResponse:
    """Say how a promise stands: in one tap, from any of the lists that show it."""
    row = found_or_404(queries.get_promise, promise_id, person=person, actor=request.actor)
    try:
        actions.settle_promise(
            by=request.actor, promise=row, state=request.POST.get("state", PromiseState.DONE),
            stamp=request.POST.get("stamp", ""), now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
    except EditedMeanwhile:
        messages.warning(request, CHANGED)
        return redirect("support:promise", person.id, row.id)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Saved")
    if request.POST.get("back") == "mine":
        return redirect("support:my_promises")
    return redirect("support:support", person.id)


@require_POST
@of_support("promises")
def put_back_promise(request: WorkerRequest, person: Person, promise_id: UUID) -> HttpResponse:
    """Let a promise stand as it did at one time."""
    row = found_or_404(queries.get_promise, promise_id, person=person, actor=request.actor)
    back = redirect("support:promise", person.id, row.id)
    try:
        kept_id = UUID(request.POST.get("kept", ""))
    except ValueError:
        messages.warning(request, "Part of this page was lost. Open the page again")
        return back
    try:
        found_or_404(
            actions.put_back_promise,
            by=request.actor, promise=row, kept_id=kept_id, stamp=request.POST.get("stamp", ""),
            now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip
    except EditedMeanwhile:
        messages.warning(request, CHANGED)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Put back. How it stood until now is kept too")
    return back
