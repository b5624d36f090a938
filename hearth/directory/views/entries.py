"""The directory's list, an entry's working page, and its small forms. Each asks, or acts once."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.directory.actions import claims, entries, tips, truth
from hearth.directory.forms.entries import (
    ContactForm,
    CostForm,
    FindEntriesForm,
    JoiningForm,
    KeepingForm,
    LikeForm,
    NewEntryForm,
    WhatForm,
    WhoForm,
)
from hearth.directory.forms.kept import EntryForm
from hearth.directory.forms.parts import ConfirmForm
from hearth.directory.models import Service, Space
from hearth.directory.queries import lists
from hearth.directory.queries import tips as tip_queries
from hearth.directory.queries.entries import (
    HOW_ASKED,
    entry_page,
    facts_of_entry,
    get_entry,
)
from hearth.directory.views.around import page_number, tell_if_secret, tell_refusal
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.versions import written_down


@require_safe
def listed(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    today = timezone.localdate()
    form = FindEntriesForm(request.GET or None)
    wanted = form.wanted()
    number = page_number(request)
    found = lists.entries(actor=request.actor, today=today, wanted=wanted, page=number)
    chosen = {name: value for name, value in request.GET.items() if name != "page" and value}
    page = {
        "form": form,
        "entries": found,
        "waiting": lists.waiting(actor=request.actor, today=today),
        "turn": "?" + urlencode({**chosen, "page": ""}),
        "number": number,
        "filtered": bool(chosen),
    }
    return render(request, "directory/entries.jinja", page)


@require_safe
def overdue(request: WorkerRequest) -> HttpResponse:
    today = timezone.localdate()
    page = {
        "duties": lists.duties(actor=request.actor, today=today),
        "waiting": lists.waiting(actor=request.actor, today=today),
        "me": request.actor.id,
        "leads": request.actor.may_everywhere(Permission.LEAD_DIRECTORY),
    }
    return render(request, "directory/overdue.jinja", page)


@require_safe
def entry(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    found = found_or_404(entry_page, service_id, actor=request.actor, today=timezone.localdate())
    return _drawn(request, found)


def _drawn(request: WorkerRequest, found: Any, **more: Any) -> HttpResponse:
    page = {
        "page": found,
        "entry": found.service,
        "how_asked": HOW_ASKED,
        "spaces": [each for each in Space if each],
        "secret_link": "",
        **more,
    }
    return render(request, "directory/entry.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add_entry(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.KEEP_DIRECTORY)
    tip = _tip_asked_for(request)
    form = NewEntryForm(request.POST or None, initial={"provider_name": request.GET.get("by", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = entries.add_entry(by=request.actor, **form.cleaned_data)
            if tip:
                tips.note_listed(by=request.actor, tip=tip, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
        else:
            messages.success(request, "Added. Now say when and where, and who said that it is so.")
            tell_if_secret(request, made, was_secret=False)
            return redirect("directory:entry", made.id)
    return render(request, "directory/add_entry.jinja", {"form": form, "tip": tip})


def _tip_asked_for(request: WorkerRequest) -> Any:
    """Return the tip that somebody is making an entry of, if they are."""
    try:
        tip_id = UUID(request.GET.get("tip", ""))
    except ValueError:
        return None
    return found_or_404(tip_queries.get_tip, tip_id, actor=request.actor)


def _edit(form_class: type[EntryForm], title: str, intro: str = "") -> Callable[..., HttpResponse]:
    """Return a view that shows some facts of an entry in a form, and saves what comes back."""

    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: WorkerRequest, service_id: UUID) -> HttpResponse:
        service: Service = found_or_404(get_entry, service_id, actor=request.actor)
        names = tuple(name for name in form_class.base_fields if name != "seen")
        facts = facts_of_entry(service, names)
        form = form_class(request.POST or None, initial={**facts, "seen": written_down(facts)})
        if request.method == "POST" and form.is_valid():
            seen = form.cleaned_data["seen"]
            try:
                entries.edit_entry(by=request.actor, service=service, seen=seen, **form.facts())
            except Refused as refusal:
                form.tell(refusal)
            else:
                messages.success(request, "Saved")
                if "place_is_secret" not in names:
                    tell_if_secret(request, service, was_secret=service.place_is_secret)
                return redirect("directory:entry", service.id)
        page = {
            "form": form,
            "title": f"{title}: {service.name}",
            "intro": intro,
            "cancel_href": reverse("directory:entry", args=[service.id]),
        }
        return render(request, "directory/edit.jinja", page)

    return view


edit_what = _edit(WhatForm, "What it is")
edit_contact = _edit(ContactForm, "How to reach it", "All of this is public.")
edit_who = _edit(WhoForm, "Whom it is for")
edit_joining = _edit(JoiningForm, "How people join")
edit_like = _edit(LikeForm, "What it is like")
edit_cost = _edit(CostForm, "What it costs")
edit_keeping = _edit(KeepingForm, "Who keeps it, and who sees it")


@require_POST
def say_now(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    service = found_or_404(get_entry, service_id, actor=request.actor)
    try:
        entries.say_now(
            by=request.actor,
            service=service,
            today=timezone.localdate(),
            space=request.POST.get("space"),
            waiting=request.POST.get("waiting"),
        )
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Saved. Anybody who looks sees it now")
    return redirect("directory:entry", service.id)


@require_POST
def confirm(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    service = found_or_404(get_entry, service_id, actor=request.actor)
    form = ConfirmForm(request.POST)
    today = timezone.localdate()
    if not form.is_valid():
        messages.error(request, "Choose how you know that it is right")
        return redirect("directory:entry", service.id)
    try:
        truth.confirm(
            by=request.actor, service=service, how=form.cleaned_data["how"], on=today, today=today
        )
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Thank you. It says so to everybody now")
    if request.POST.get("next") == "overdue":
        return redirect("directory:overdue")
    return redirect("directory:entry", service.id)


@require_POST
def make_link(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    """Make a link for the provider, and show it: this once, for its secret is kept nowhere."""
    service = found_or_404(get_entry, service_id, actor=request.actor)
    now = timezone.now()
    try:
        secret = truth.make_link(by=request.actor, service=service, now=now)
    except Refused as refusal:
        tell_refusal(request, refusal)
        return redirect("directory:entry", service.id)
    address = request.build_absolute_uri(reverse("answering:answer", args=[secret]))
    page = {"entry": service, "address": address, "ends": now + truth.LINK_LASTS}
    response = render(request, "directory/link.jinja", page)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def settle_claim(request: WorkerRequest, claim_id: UUID) -> HttpResponse:
    claim = found_or_404(tip_queries.get_claim, claim_id, actor=request.actor)
    take, was_secret = request.POST.get("take") == "yes", claim.service.place_is_secret
    try:
        claims.settle(by=request.actor, claim=claim, take=take, now=timezone.now())
    except Refused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Taken into the entry" if take else "Left as it was")
        tell_if_secret(request, claim.service, was_secret=was_secret)
    return redirect("directory:entry", claim.service_id)
