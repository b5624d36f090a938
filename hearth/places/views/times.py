"""A site's opening times, for whoever keeps it."""

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places import actions, queries
from hearth.places.forms.times import ClosureForm, ExceptionForm, HoursForm, OpeningRuleForm
from hearth.places.models import Site
from hearth.places.opening.words import hours_in_words
from hearth.places.timetables import bank_holidays_of, lines_of, times_facts
from hearth.places.versions import written_down


def _site_kept_by(request: WorkerRequest, slug: str) -> Site:
    return found_or_404(queries.site_to_keep, slug, actor=request.actor)


@require_safe
def times(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    page = queries.site_page(slug, actor=request.actor, now=timezone.now())
    context = {"page": page, "place": place, "seen": written_down(times_facts(place))}
    return render(request, "places/times.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def set_rule(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    own = bank_holidays_of(place, place.spells.all()).spells
    shown: dict[str, Any] = {
        "always_open": "yes" if place.always_open else "no",
        "bank_holidays": place.bank_holidays,
        "seen": written_down(times_facts(place)),
    }
    for spell, (opens, closes) in zip(own, OpeningRuleForm.PAIRS, strict=False):
        shown |= {opens: spell.opens, closes: spell.closes}
    form = OpeningRuleForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_opening_rule(
                by=request.actor,
                site=place,
                always_open=form.cleaned_data["always_open"] == "yes",
                bank_holidays=form.rule(),
                seen=form.cleaned_data["seen"],
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("places:times", slug)
    return _draw(request, "places/set_rule.jinja", place, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def add_hours(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    shown = {"seen": written_down(times_facts(place))}
    form = HoursForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        hours = form.hours()
        try:
            actions.add_hours(
                by=request.actor, site=place, hours=hours, seen=form.cleaned_data["seen"]
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Added: {hours_in_words(hours)}")
            return redirect("places:times", slug)
    return _draw(request, "places/hours_form.jinja", place, form=form, title="Add opening times")


@require_http_methods(["GET", "HEAD", "POST"])
def change_hours(request: WorkerRequest, slug: str, spell_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    line = queries.find_line(place, spell_id)
    if line is None:
        return _line_is_gone(request, place)
    shown = HoursForm.initial_of(line.hours) | {"seen": written_down(times_facts(place))}
    form = HoursForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        hours = form.hours()
        try:
            actions.change_hours(
                by=request.actor,
                site=place,
                instead_of=line.ids,
                hours=hours,
                seen=form.cleaned_data["seen"],
            )
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"Changed to: {hours_in_words(hours)}")
            return redirect("places:times", slug)
    return _draw(request, "places/hours_form.jinja", place, form=form, title="Change opening times")


def _line_is_gone(request: WorkerRequest, place: Site) -> HttpResponse:
    """Answer for a line that somebody else changed or took away. What was typed is kept."""
    if request.method != "POST":
        messages.error(request, "Somebody has changed or taken away those times.")
        return redirect("places:times", place.slug)
    typed = request.POST.copy()
    typed["seen"] = written_down(times_facts(place))
    form = HoursForm(typed)
    form.add_error(
        None,
        "Somebody else has changed or taken away the times that you were changing. "
        "Look at how they stand now. Save to add yours to them",
    )
    return _draw(
        request,
        "places/hours_form.jinja",
        place,
        form=form,
        title="Add opening times",
        address=reverse("places:add_hours", args=[place.slug]),
    )


@require_POST
def remove_hours(request: WorkerRequest, slug: str, spell_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    line = queries.find_line(place, spell_id)
    if line is None:
        messages.error(request, "Somebody has already changed or taken away those times.")
        return redirect("places:times", slug)
    try:
        actions.remove_hours(
            by=request.actor, site=place, ids=line.ids, seen=request.POST.get("seen", "")
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Taken away: {line.words}")
    return redirect("places:times", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def add_exception(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    form = ExceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.add_exception(
                by=request.actor,
                site=place,
                on=typed["on"],
                spells=form.spells,
                reason=typed["reason"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved")
            return redirect("places:times", slug)
    return _draw(request, "places/exception_form.jinja", place, form=form)


@require_POST
def remove_exception(request: WorkerRequest, slug: str, on: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    try:
        day = datetime.date.fromisoformat(on)
    except ValueError as no_day:
        raise Http404 from no_day
    try:
        actions.remove_exception(by=request.actor, site=place, on=day)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "That day is as usual again")
    return redirect("places:times", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: WorkerRequest, slug: str) -> HttpResponse:
    place = _site_kept_by(request, slug)
    form = ClosureForm(request.POST or None, now=timezone.now())
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("begins_at", "ends_at", "reason")}
            actions.close_for_a_time(by=request.actor, site=place, **given)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. Everybody who looks will see that it is closed.")
            return redirect("places:site", slug)
    return _draw(request, "places/close.jinja", place, form=form)


@require_POST
def reopen(request: WorkerRequest, slug: str, closure_id: UUID) -> HttpResponse:
    place = _site_kept_by(request, slug)
    try:
        actions.reopen(by=request.actor, site=place, closure_id=closure_id, now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{place.name} is no longer closed for a time")
    return redirect("places:site", slug)


def _draw(request: WorkerRequest, template: str, place: Site, **context: object) -> HttpResponse:
    context |= {
        "place": place,
        "lines": lines_of(place),
        "cancel_href": reverse("places:times", args=[place.slug]),
    }
    return render(request, template, context)
