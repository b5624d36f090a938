"""Contacts with somebody: the list, a new one, one put right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person
from hearth.support import actions, queries
from hearth.support.forms.contacts import ContactForm
from hearth.support.views.whose import may_write, of_support, posted


@require_safe
@of_support("contacts", writes=False)
def contacts(request: WorkerRequest, person: Person) -> HttpResponse:
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 1
    shown = queries.contacts_of(person, actor=request.actor, page=page)
    page_of_them = {"person": person, "page": shown, "may_write": may_write(request)}
    return render(request, "support/contacts.jinja", page_of_them)


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("contacts")
def add_contact(request: WorkerRequest, person: Person) -> HttpResponse:
    """Write down a contact, at the moment it ends."""
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    initial = {"happened_on": timezone.localdate(), "contact_id": uuid7(), "site": site and site.id}
    form = ContactForm(posted(request), initial=initial, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_contact(
                by=request.actor, person=person, said=form.said(),
                contact_id=form.cleaned_data["contact_id"] or uuid7(), now=timezone.now(),
                today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("support:support", person.id)
    return render(request, "support/contact_form.jinja", {"person": person, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@of_support("contacts")
def contact(request: WorkerRequest, person: Person, support_contact_id: UUID) -> HttpResponse:
    """Show a contact and what it said before, and let it be put right."""
    row = found_or_404(queries.get_contact, support_contact_id, person=person, actor=request.actor)
    said = queries.contact_said(row)
    form = ContactForm(
        posted(request), initial=ContactForm.drawn_from(said), actor=request.actor,
        site_was=row.site_id,
    )  # fmt: skip
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_contact(
                by=request.actor, contact=row, said=form.said(),
                stamp=form.cleaned_data["stamp"], now=timezone.now(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            theirs = form.tell(refusal)
        else:
            messages.success(request, "Saved. What it said before is kept")
            return redirect("support:contact", person.id, row.id)
    page = {
        "person": person,
        "form": form,
        "theirs": theirs,
        "contact": queries.contact_shown(row),
        "before": queries.contact_before(row, actor=request.actor),
    }
    return render(request, "support/contact.jinja", page)


@require_POST
@of_support("contacts")
def take_back(request: WorkerRequest, person: Person, support_contact_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_contact, support_contact_id, person=person, actor=request.actor)
    actions.take_back_contact(by=request.actor, contact=row, now=timezone.now())
    messages.success(request, "Taken back. It stays written down, and counts no more")
    return redirect("support:contact", person.id, row.id)


@require_POST
@of_support("contacts")
def put_back(request: WorkerRequest, person: Person, support_contact_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_contact, support_contact_id, person=person, actor=request.actor)
    actions.put_back_contact(by=request.actor, contact=row, now=timezone.now())
    messages.success(request, "Put back")
    return redirect("support:contact", person.id, row.id)
