"""The people round somebody, as that person tells it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms import MemberForm
from hearth.people.models import Layer, Person
from hearth.people.queries.circle import member_section
from hearth.people.views.whose import may_write, opened_layer, posted, says_if_shut


@require_safe
@says_if_shut
def circle(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle")
    sight = queries.sight_of(request.actor)
    page = {
        "person": person,
        "members": queries.circle_of(person.id, sight=sight),
        "carers": queries.let_read(person, sight=sight),
        "may_write": may_write(request),
    }
    return render(request, "people/circle.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def add_member(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    form = MemberForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_to_circle(
                by=request.actor, person=person, member=form.section(), now=timezone.now()
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("people:circle", person.id)
    page = {"person": person, "form": form, "cancel_href": _circle(person_id), "theirs": None}
    return render(request, "people/member.jinja", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_shut
def change_member(request: WorkerRequest, person_id: UUID, member_id: UUID) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    sight = queries.sight_of(request.actor)
    if request.method == "POST" and queries.is_taken_out(member_id, person=person, sight=sight):
        return _taken_out(request, person)
    member = found_or_404(queries.get_member, member_id, person=person, sight=sight)
    form = MemberForm(posted(request), initial=MemberForm.drawn_from(member_section(member)))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_in_circle(
                by=request.actor,
                person=person,
                member=member,
                to=form.section(),
                stamp=form.cleaned_data["stamp"],
                now=timezone.now(),
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("people:circle", person.id)
    page = {"person": person, "form": form, "cancel_href": _circle(person_id), "theirs": theirs}
    return render(request, "people/member.jinja", page | {"member": member})


@require_POST
@says_if_shut
def remove_member(request: WorkerRequest, person_id: UUID, member_id: UUID) -> HttpResponse:
    person = opened_layer(request, person_id, Layer.CIRCLE, "circle", writes=True)
    sight = queries.sight_of(request.actor)
    member = found_or_404(queries.get_member, member_id, person=person, sight=sight)
    actions.take_out_of_circle(by=request.actor, person=person, member=member, now=timezone.now())
    messages.success(request, "Taken out of the circle")
    return redirect("people:circle", person.id)


def _taken_out(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show what was written of somebody whom somebody else took out meanwhile, to add it again."""
    form = MemberForm(request.POST)
    form.add_error(None, actions.GONE.format("took them out of the circle"))
    page = {
        "person": person,
        "form": form,
        "cancel_href": _circle(person.id),
        "theirs": None,
        "send_to": reverse("people:add_member", args=[person.id]),
    }
    return render(request, "people/member.jinja", page)


def _circle(person_id: UUID) -> str:
    return reverse("people:circle", args=[person_id])
