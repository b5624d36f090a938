"""What was sent and what was held back, and sending a hello. Each page asks, or takes one act."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.directory.queries.entries import get_entry
from hearth.foundation.actors import (
    NotAllowed,
    Permission,
    require_somewhere,
)
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.foundation.identifiers import uuid7
from hearth.outgoing import actions, queries
from hearth.outgoing.forms import ANY, ListForm, OwnAddressForm, SendForm
from hearth.outgoing.models import OutgoingMessage, State
from hearth.outgoing.waiting import goes_nowhere, how_many_not_gone
from hearth.people.actions import note_opened
from hearth.people.models import Need, Person
from hearth.people.queries import get_person
from hearth.places.models import Site
from hearth.places.queries import sites_where


@require_safe
def outgoing(request: WorkerRequest) -> HttpResponse:
    """Show what a worker has to look after first: what was held back, and why."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    which, number = ListForm(request.GET).chosen()
    page = {
        "outbox": queries.outbox(actor=request.actor, which=which, page=number),
        "which": which,
        "goes_nowhere": goes_nowhere(),
        "not_gone": how_many_not_gone(),
        "number": number,
    }
    return render(request, "outgoing/outgoing.jinja", page)


@require_safe
def message(request: WorkerRequest, message_id: UUID) -> HttpResponse:
    found = _message(request, message_id)
    actions.note_opened(by=request.actor, message=found)
    page = {"row": queries.shown(found), "message": found, "goes_nowhere": goes_nowhere()}
    return render(request, "outgoing/message.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def hello(request: WorkerRequest, person_id: UUID) -> HttpResponse:
    """Offer what may be sent to a person, each with its words and what would become of it."""
    person = found_or_404(get_person, person_id, request.actor)
    site = _site_for(request, person)
    now = timezone.now()
    offers = queries.offers(person, site, actor=request.actor, now=now)
    form = SendForm(
        request.POST if request.method == "POST" else None,
        templates=[(offer.template.code, offer.template.what) for offer in offers],
        initial={"message_id": uuid7(), "template": offers[0].template.code, "kind": ANY},
    )
    if request.method == "POST" and form.is_valid():
        try:
            sent = actions.send(by=request.actor, site=site, person=person, now=now, **form.sent())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_what_became_of(request, sent)
            return redirect("outgoing:message", sent.id)
    note_opened(by=request.actor, person_id=person.id, part="sending", site=site)
    page = {
        "person": person,
        "site": site,
        "form": form,
        "offers": offers,
        "goes_nowhere": goes_nowhere(),
        "sent_before": queries.messages_to(person, actor=request.actor),
    }
    return render(request, "outgoing/hello.jinja", page)


@never_cache
@require_POST
def letter(request: WorkerRequest, message_id: UUID) -> HttpResponse:
    """Print a letter, if it still may go. It is posted to: opening it is an act of its own."""
    found = _message(request, message_id)
    envelope = actions.open_letter(by=request.actor, message=found, now=timezone.now())
    if envelope is None:
        messages.warning(request, "This letter may not go any more")
        return redirect("outgoing:message", found.id)
    needs = found.person.needs if found.person else []
    page = {
        "message": found,
        "lines": envelope.to.splitlines(),
        "name": found.person.known_as if found.person else "",
        "paragraphs": envelope.words.body.split("\n\n"),
        "large": Need.LARGE_PRINT.value in needs,
    }
    return render(request, "outgoing/letter.jinja", page)


@require_POST
def letter_posted(request: WorkerRequest, message_id: UUID) -> HttpResponse:
    found = _message(request, message_id)
    try:
        actions.note_posted(by=request.actor, message=found, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Written down as posted")
    return redirect("outgoing:message", found.id)


@require_POST
def dealt_with(request: WorkerRequest, message_id: UUID) -> HttpResponse:
    found = _message(request, message_id)
    try:
        actions.deal_with(by=request.actor, message=found, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Taken off the list of things to do")
    return redirect(reverse("outgoing:outgoing"))


def _message(request: WorkerRequest, message_id: UUID) -> OutgoingMessage:
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    return found_or_404(queries.get_message, message_id, actor=request.actor)


def _site_for(request: WorkerRequest, person: Person) -> Site:
    """
    Return the site from which a worker sends: the one where they stand, if it knows the person.

    :raises NotAllowed: if none of their sites that knows the person lets them send
    """
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    sites = sites_where(request.actor, Permission.CHANGE_PEOPLE).filter(id__in=person.known_at)
    standing = request.session.get("site", "")
    found = sorted(sites, key=lambda site: site.slug != standing)
    if not found:
        raise NotAllowed(f"{request.actor.label} sends nothing to {person.id}")
    return found[0]


def _say_what_became_of(request: WorkerRequest, sent: OutgoingMessage) -> None:
    row = queries.shown(sent)
    if row.state is State.HELD_BACK:
        return  # the message's own page says so, and why
    if row.is_letter_to_print:
        messages.success(request, "The letter is ready to be printed")
    else:
        messages.success(request, "It is on its way")


@require_POST
def ask_provider(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Ask a provider about its entry, and go back to the entry."""
    service = found_or_404(get_entry, service_id, actor=request.actor)
    try:
        sent = actions.ask_provider(by=request.actor, service=service, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if any(message.state == State.HELD_BACK for message in sent):
            messages.warning(request, "It is held back. See why under Messages, or print a letter")
        elif goes_nowhere():
            messages.success(request, "It would be on its way, if this were no demonstration")
        else:
            messages.success(request, "An email with a link is on its way to them")
    return redirect("directory:entry", service.id)


@require_http_methods(["GET", "HEAD", "POST"])
def own_address(request: WorkerRequest) -> HttpResponse:
    """Ask a worker where to write to them when something cannot wait."""
    initial = {"address": queries.own_address_of(request.actor.id)}
    form = OwnAddressForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_own_address(by=request.actor, address=form.cleaned_data["address"])
        except Refused as refusal:
            form.add_error("address", str(refusal))
        else:
            wants = bool(form.cleaned_data["address"])
            messages.success(
                request, "We write to you there" if wants else "We write to you no more"
            )
            return redirect("accounts:home")
    leads = request.actor.may_everywhere(Permission.LEAD_DIRECTORY)
    page = {"form": form, "leads": leads, "again_after": settings.OUTGOING_OVERDUE_AGAIN_DAYS}
    return render(request, "outgoing/own_address.jinja", page)
