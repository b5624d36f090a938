"""The stay-well plan: read in the night, looked at together by day, carried in a wallet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people import actions, queries
from hearth.people.forms import LookedAtForm
from hearth.people.models import Layer, Person
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.views.whose import may_write, opened_layer, page_of, posted, says_if_shut

AFTER = {"good": "After a good time", "hard": "After a hard time"}
"""Why a plan is looked at afresh, as the two buttons say it."""


@require_safe
@says_if_shut
def plan(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    return _drawn(request, person_id, "people/plan.jinja")


@require_safe
@says_if_shut
def plan_read(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show the plan and nothing else: to read back, and to print whole."""
    return _drawn(request, person_id, "people/plan_read.jinja")


@require_safe
@says_if_shut
def plan_card(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show the plan as a card for a wallet, to print, cut out and fold."""
    person = opened_layer(request, person_id, Layer.PLAN, "stay-well plan, wallet card")
    shown = queries.plan_page(person.id, sight=queries.sight_of(request.actor))
    page = {"person": person, "card": queries.card_of(shown)}
    return render(request, "people/plan_card.jinja", page)


def _drawn(request: WorkerRequest, person_id: UUID, template: str) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.PLAN, "stay-well plan")
    sight = queries.sight_of(request.actor)
    page = {
        "person": person,
        "page": queries.plan_page(person.id, sight=sight),
        "before": queries.agreed_before(person.id, Layer.PLAN, sight=sight),
        "readers": queries.readers(person, Layer.PLAN, today=timezone.localdate()),
        "may_write": may_write(request),
        "sharing_href": _sharing(request, person),
    }
    return render(request, template, page)


@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def looked_at(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Write down that the plan was looked at together today, and when to look again."""
    person = opened_layer(request, person_id, Layer.PLAN, "stay-well plan", writes=True)
    shown = queries.plan_page(person.id, sight=queries.sight_of(request.actor)).plan
    form = LookedAtForm(posted(request), initial=LookedAtForm.drawn_from(shown))
    theirs = None
    if request.method == "POST" and form.is_valid():
        today = timezone.localdate()
        try:
            actions.look_at_plan(
                by=request.actor,
                person=person,
                today=today,
                look_again_on=form.look_again_on(today),
                why=form.look_again_why(),
                on_hubs_device=form.cleaned_data["on_hubs_device"],
                stamp=form.cleaned_data["stamp"],
                now=timezone.now(),
            )
        except EditedMeanwhile as meanwhile:
            form.tell(meanwhile)
            theirs = meanwhile.now
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, "Written down: you looked at it together today")
            return redirect("people:plan", person.id)
    page = {"person": person, "form": form, "theirs": theirs}
    return render(request, "people/plan_looked_at.jinja", page)


@require_POST
@says_if_shut
def fresh_look(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Ask for a fresh look at the plan, after a good time or a hard one."""
    person = opened_layer(request, person_id, Layer.PLAN, "stay-well plan", writes=True)
    try:
        actions.ask_for_a_fresh_look(
            by=request.actor,
            person=person,
            why=AFTER.get(request.POST.get("after", ""), ""),
            today=timezone.localdate(),
            now=timezone.now(),
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The plan asks for a fresh look now. It counts as it is")
    return redirect("people:plan", person.id)


def _sharing(request: WorkerRequest, person: Person) -> str:
    """Return where it is decided who may see the plan, for whoever may read that."""
    if queries.may_change(request.actor, person):
        return f"{page_of(person.id)}sharing"
    return ""
