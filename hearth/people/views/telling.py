"""The sections of a record: how to welcome somebody, who they are, what they choose."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.people import actions, queries
from hearth.people.forms import DetailsForm, HelloForm, ListingForm, StampedForm
from hearth.people.models import Person
from hearth.people.queries.sections import details_of, hello_of, listing_of
from hearth.people.views.whose import opened, page_of, posted


@require_safe
def edit(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Show all of a record that the worker may change, a section at a time."""
    person = opened(request, person_id, "record", hello=True)
    page = found_or_404(queries.person_page, person.id, request.actor)
    may_note_worker = person.worker_id is None and request.actor.may_somewhere(
        Permission.KEEP_WORKERS
    )
    shown = {"page": page, "person": person, "may_note_worker": may_note_worker}
    return render(request, "people/edit.jinja", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_hello(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "hello", hello=True)
    form = HelloForm(posted(request), initial=HelloForm.drawn_from(hello_of(person)))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_hello(
                by=request.actor,
                person=person,
                hello=form.section(),
                stamp=form.cleaned_data["stamp"],
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            return _saved(request, person)
    return _drawn(request, "people/edit_hello.jinja", person, form, theirs)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def edit_details(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "details")
    form = DetailsForm(posted(request), initial=DetailsForm.drawn_from(details_of(person)))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_details(
                by=request.actor,
                person=person,
                details=form.section(),
                stamp=form.cleaned_data["stamp"],
                today=timezone.localdate(),
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            number = details_of(person).nhs_number
            elsewhere = queries.number_elsewhere(number, besides=person, actor=request.actor)
            if elsewhere:
                messages.warning(request, elsewhere.words)
            return _saved(request, person)
    return _drawn(request, "people/edit_details.jinja", person, form, theirs)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_listing(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    person = opened(request, person_id, "choices", hello=True)
    form = ListingForm(posted(request), initial=ListingForm.drawn_from(listing_of(person)))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_listing(
                by=request.actor,
                person=person,
                listing=form.section(),
                stamp=form.cleaned_data["stamp"],
                today=timezone.localdate(),
            )
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            if not queries.visible_to(request.actor).filter(id=person.id).exists():
                messages.success(
                    request,
                    f"{person.known_as} is on no list now. They are found by their full name "
                    "with their date of birth, or by their card",
                )
                return redirect("people:people")
            return _saved(request, person)
    return _drawn(request, "people/edit_listing.jinja", person, form, theirs)


def _saved(request: WorkerRequest, person: Person) -> HttpResponse:
    messages.success(request, "Saved")
    return redirect(page_of(person.id))


def _drawn(
    request: WorkerRequest, template: str, person: Person, form: StampedForm, theirs: object
) -> HttpResponse:
    page = {"person": person, "form": form, "theirs": theirs, "cancel_href": page_of(person.id)}
    return render(request, template, page)
