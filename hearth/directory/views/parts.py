"""Where, when and for how much an entry is offered. Each page asks, or does one act."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST

from hearth.design import nhs
from hearth.directory.actions import when, where
from hearth.directory.forms.parts import (
    DayForm,
    NewPlaceForm,
    PlaceForm,
    PriceForm,
    TimesForm,
    times_typed,
)
from hearth.directory.models import Service
from hearth.directory.queries import parts
from hearth.directory.queries.entries import get_entry
from hearth.directory.times import said
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places.versions import facts_of, written_down

WITHHELD = (
    "Something at this place keeps secret where it is. So the public is told of the place for "
    "nothing that is offered there, unless you say that the place is no secret"
)


def _form_page(
    request: WorkerRequest, service: Service, form: nhs.Form, title: str, **more: Any
) -> HttpResponse:
    page = {
        "form": form,
        "title": f"{title}: {service.name}",
        "cancel_href": reverse("directory:entry", args=[service.id]),
        **more,
    }
    return render(request, "directory/edit.jinja", page)


def _saved(request: WorkerRequest, service_id: UUID, words: str = "Saved") -> HttpResponse:
    messages.success(request, words)
    return redirect("directory:entry", service_id)


@require_http_methods(["GET", "HEAD", "POST"])
def add_times(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    service = found_or_404(get_entry, service_id, actor=request.actor)
    form = TimesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            when.add_times(by=request.actor, service=service, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            return _saved(request, service.id)
    return _form_page(request, service, form, "Add times")


@require_http_methods(["GET", "HEAD", "POST"])
def change_times(request: WorkerRequest, schedule_id: UUID) -> HttpResponse:
    schedule = found_or_404(parts.get_times, schedule_id, actor=request.actor)
    facts = facts_of(schedule, when.TIMES)
    initial = {**times_typed(facts), "seen": written_down(facts)}
    form = TimesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            when.change_times(by=request.actor, schedule=schedule, seen=seen, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            return _saved(request, schedule.service_id)
    return _form_page(request, schedule.service, form, "Change times")


@require_POST
def remove_times(request: WorkerRequest, schedule_id: UUID) -> HttpResponse:
    schedule = found_or_404(parts.get_times, schedule_id, actor=request.actor)
    when.remove_times(by=request.actor, schedule=schedule)
    return _saved(request, schedule.service_id, "Those times are taken away")


@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: WorkerRequest, schedule_id: UUID) -> HttpResponse:
    schedule = found_or_404(parts.get_times, schedule_id, actor=request.actor)
    form = DayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on, today = form.cleaned_data["on"], timezone.localdate()
        try:
            when.call_off(by=request.actor, schedule=schedule, on=on, today=today)
        except Refused as refusal:
            form.add_error("on", str(refusal).rstrip("."))
        else:
            return _saved(request, schedule.service_id, "Called off on that day")
    more = {"intro": said(schedule), "submit_text": "Call it off on that day"}
    return _form_page(request, schedule.service, form, "Call off a day", **more)


@require_POST
def put_on_again(request: WorkerRequest, schedule_id: UUID) -> HttpResponse:
    schedule = found_or_404(parts.get_times, schedule_id, actor=request.actor)
    try:
        on = parse_date(request.POST.get("on", ""))
    except ValueError:
        on = None
    if on is None:
        messages.error(request, "Choose a day")
        return redirect("directory:entry", schedule.service_id)
    when.put_on_again(by=request.actor, schedule=schedule, on=on)
    return _saved(request, schedule.service_id, "It is on after all")


@require_http_methods(["GET", "HEAD", "POST"])
def add_cost(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    service = found_or_404(get_entry, service_id, actor=request.actor)
    form = PriceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            when.add_cost(by=request.actor, service=service, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal).rstrip("."))
        else:
            return _saved(request, service.id)
    return _form_page(request, service, form, "Add a price")


@require_POST
def remove_cost(request: WorkerRequest, cost_id: UUID) -> HttpResponse:
    cost = found_or_404(parts.get_cost, cost_id, actor=request.actor)
    when.remove_cost(by=request.actor, cost=cost)
    return _saved(request, cost.service_id, "That price is taken away")


@require_http_methods(["GET", "HEAD", "POST"])
def add_place(request: WorkerRequest, service_id: UUID) -> HttpResponse:
    service = found_or_404(get_entry, service_id, actor=request.actor)
    form = NewPlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        site = facts.pop("site")
        try:
            if site:
                at = where.add_at_site(by=request.actor, service=service, site=site)
            else:
                at = where.add_place(by=request.actor, service=service, **facts)
        except Refused as refusal:
            form.tell(refusal)
        else:
            if parts.is_withheld(at.location_id):
                messages.warning(request, WITHHELD)
            return _saved(request, service.id)
    return _form_page(request, service, form, "Add a place")


@require_http_methods(["GET", "HEAD", "POST"])
def change_place(request: WorkerRequest, at_id: UUID) -> HttpResponse:
    at = found_or_404(parts.get_at, at_id, actor=request.actor)
    facts = facts_of(at.location, where.FACTS)
    form = PlaceForm(request.POST or None, initial={**facts, "seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            where.change_place(by=request.actor, location=at.location, seen=seen, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            return _saved(request, at.service_id)
    intro = "Everything that is offered at this place says what you write here."
    return _form_page(request, at.service, form, "The place", intro=intro)


@require_POST
def remove_place(request: WorkerRequest, at_id: UUID) -> HttpResponse:
    at = found_or_404(parts.get_at, at_id, actor=request.actor)
    service_id = at.service_id
    where.remove_place(by=request.actor, at=at)
    return _saved(request, service_id, "It is not offered there any more")


@require_POST
def show_place(request: WorkerRequest, at_id: UUID) -> HttpResponse:
    at = found_or_404(parts.get_at, at_id, actor=request.actor)
    is_no_secret = request.POST.get("no_secret") == "yes"
    where.show_place(by=request.actor, location=at.location, is_no_secret=is_no_secret)
    words = "The place is shown, but not for what is secret itself"
    return _saved(request, at.service_id, words if is_no_secret else "The place is kept secret")
