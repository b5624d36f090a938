"""Calls and contacts with somebody who has no name: a hub's list, a new one, who it was."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.accounts.standing import standing_at
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.people.models import Person
from hearth.places.queries import sites_where
from hearth.support import actions, queries
from hearth.support.forms.nameless import NamelessForm
from hearth.support.models import NamelessContact
from hearth.support.views.whose import of_support, posted


@require_safe
def nameless(request: WorkerRequest) -> HttpResponse:
    """Show the latest contacts with no name at a hub."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    page = {
        "site": site,
        "sites": sites_where(request.actor, Permission.CHANGE_PEOPLE).order_by("name"),
        "rows": queries.nameless_at(site, actor=request.actor) if site else (),
    }
    return render(request, "support/nameless.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_nameless(request: WorkerRequest) -> HttpResponse:
    """Write down a call or contact with somebody who has no name."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    site = found_or_404(standing_at, request, request.actor, Permission.CHANGE_PEOPLE)
    if site is None:
        return redirect("support:nameless")
    initial = {"happened_on": timezone.localdate(), "contact_id": uuid7(), "how": "PHONE"}
    form = NamelessForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_nameless(
                by=request.actor, site=site, said=form.said(),
                contact_id=form.cleaned_data["contact_id"] or uuid7(), today=timezone.localdate(),
            )  # fmt: skip
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect(f"{reverse('support:nameless')}?site={site.slug}")
    return render(request, "support/nameless_form.jinja", {"site": site, "form": form})


@require_POST
def take_back_nameless(request: WorkerRequest, nameless_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_nameless, nameless_id, actor=request.actor)
    try:
        actions.take_back_nameless(by=request.actor, contact_id=row.id, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Taken back. It stays written down, and counts no more")
    return _list_at(row)


@require_POST
def put_back_nameless(request: WorkerRequest, nameless_id: UUID) -> HttpResponse:
    row = found_or_404(queries.get_nameless, nameless_id, actor=request.actor)
    try:
        actions.put_back_nameless(by=request.actor, contact_id=row.id)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Put back")
    return _list_at(row)


@require_safe
@of_support("contacts")
def who_was_it(request: WorkerRequest, person: Person) -> HttpResponse:
    """Show the contacts with no name that may have been with this person."""
    rows = queries.nameless_lately(actor=request.actor, today=timezone.localdate())
    return render(request, "support/who_was_it.jinja", {"person": person, "rows": rows})


@require_POST
@of_support("contacts")
def it_was_them(request: WorkerRequest, person: Person, nameless_id: UUID) -> HttpResponse:
    """Make a contact with no name one of this person's own."""
    row = found_or_404(queries.get_nameless, nameless_id, actor=request.actor)
    try:
        contact = actions.say_who_it_was(
            by=request.actor, contact_id=row.id, person=person, now=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("support:who_was_it", person.id)
    messages.success(request, f"Saved. It stands with {person.known_as} now")
    return redirect("support:contact", person.id, contact.id)


def _list_at(row: NamelessContact) -> HttpResponse:
    return redirect(f"{reverse('support:nameless')}?site={row.site.slug}")
