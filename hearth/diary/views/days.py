"""A worker's own diary and times, a hub's day, and the times booked with one person."""

import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearth.diary import actions, queries
from hearth.diary.forms.times import DayForm, OffForm, RemoveForm, WeeklyForm
from hearth.diary.views.whose import at_hub, with_person
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.people.models import Person
from hearth.people.queries import may_change
from hearth.places.models import Site

A_WEEK = datetime.timedelta(days=7)
FAR = 1000
"""Days from today, past which there is no diary."""
A_DAY = datetime.timedelta(days=1)


@require_safe
def diary(request: WorkerRequest) -> HttpResponse:
    """Show a worker's week, today first, and what waits for a time at their hubs."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    now, today = timezone.now(), timezone.localdate()
    first = _day(request, today)
    sites = request.actor.places_where(Permission.CHANGE_PEOPLE)
    page = {
        "days": queries.my_days(first, actor=request.actor, now=now),
        "asked": queries.asked_for(actor=request.actor, sites=sites),
        "out": queries.out_now(actor=request.actor, now=now),
        "today": today,
        "first": first,
        "before": first - A_WEEK,
        "after": first + A_WEEK,
    }
    return render(request, "diary/diary.jinja", page)


@require_safe
@at_hub(Permission.SEE_VISITS)
def hub(request: WorkerRequest, *, site: Site) -> HttpResponse:
    """Show a day of all who work at a hub, so that the door can say who is free, and when."""
    now, today = timezone.now(), timezone.localdate()
    day = _day(request, today)
    may_book = request.actor.may(Permission.CHANGE_PEOPLE, at=site)
    page = {
        "site": site,
        "shown": queries.hub_day(site, day, actor=request.actor, now=now),
        "asked": queries.asked_for(actor=request.actor, sites=[site.id]) if may_book else (),
        "may_book": may_book,
        "may_watch": request.actor.may_somewhere(Permission.RECORD_VISIT),
        "today": today,
        "before": day - A_DAY,
        "after": day + A_DAY,
        "has_other_sites": len(request.actor.places_where(Permission.SEE_VISITS)) > 1,
    }
    return render(request, "diary/hub.jinja", page)


@require_http_methods(["GET", "HEAD", "POST"])
def times(request: WorkerRequest) -> HttpResponse:
    """Show when the worker can be booked, and let them say so: each week, on a day, or not."""
    actor, today = request.actor, timezone.localdate()
    require_somewhere(actor, Permission.CHANGE_PEOPLE)
    which = request.POST.get("which", "") if request.method == "POST" else ""
    weekly = WeeklyForm(request.POST if which == "weekly" else None, actor=actor)
    single = DayForm(request.POST if which == "day" else None, actor=actor)
    off = OffForm(request.POST if which == "off" else None)
    chosen = {"weekly": weekly, "day": single, "off": off}.get(which)
    if chosen is not None and chosen.is_valid():
        typed = chosen.cleaned_data
        try:
            if chosen is weekly:
                actions.add_weekly_time(by=actor, **typed | {"weekday": int(typed["weekday"])})
            elif chosen is single:
                actions.add_day_time(by=actor, today=today, **typed)
            else:
                _take_off(request, typed["on"], today)
        except Refused as refusal:
            chosen.tell(refusal)
        else:
            messages.success(request, "Saved")
            return redirect("diary:times")
    page = {
        "times": queries.my_times(actor=actor, today=today),
        "weekly": weekly,
        "single": single,
        "off": off,
        "wrong": chosen,
    }
    return render(request, "diary/times.jinja", page)


def _take_off(request: WorkerRequest, on: datetime.date, today: datetime.date) -> None:
    booked = actions.take_day_off(by=request.actor, on=on, today=today)
    if booked:
        words = "Somebody is" if booked == 1 else f"{booked} people are"
        messages.warning(request, f"{words} booked with you on that day. Move them, or ask "
                         "somebody to meet them")  # fmt: skip


@require_POST
def remove_time(request: WorkerRequest) -> HttpResponse:
    """Take away a spell, or a day off, of the worker's own."""
    require_somewhere(request.actor, Permission.CHANGE_PEOPLE)
    form = RemoveForm(request.POST)
    if form.is_valid():
        actions.remove_time(by=request.actor, time_id=form.cleaned_data["time_id"])
        messages.success(request, "Taken away")
    return redirect("diary:times")


@require_safe
@with_person
def person(request: WorkerRequest, *, person: Person) -> HttpResponse:
    """Show the times booked with one person."""
    page = {
        "person": person,
        "booked": queries.of_person(person, actor=request.actor, now=timezone.now()),
        "may_send": may_change(request.actor, person),
    }
    return render(request, "diary/person.jinja", page)


def _day(request: WorkerRequest, today: datetime.date) -> datetime.date:
    """Return the day that ?on= names; today, if it names none that a diary could have."""
    try:
        there = parse_date(request.GET.get("on", ""))
    except ValueError:
        there = None
    return there if there and abs((there - today).days) < FAR else today
