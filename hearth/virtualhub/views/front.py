"""The front page, help now, helping somebody else, and looking after oneself."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from hearth.design.languages import say as _
from hearth.directory.models import AdviceTopic
from hearth.directory.occurrences import occurrences
from hearth.directory.queries.advice import advice_by_topic
from hearth.directory.queries.public import Entry, crisis_entries, open_doors
from hearth.places.map import Kind, Marker, look
from hearth.places.models import SiteKind
from hearth.virtualhub import national, wording
from hearth.virtualhub.kept import kept
from hearth.virtualhub.nearby import near_of
from hearth.virtualhub.public import draw, public_page, with_near_me
from hearth.virtualhub.queries.hubs import Door, doors, next_doors
from hearth.virtualhub.topics import topics

A_MOMENT = timedelta(minutes=1)


@public_page
def front(request: HttpRequest) -> HttpResponse:
    found = doors(now=timezone.now())
    page = {
        "open": [door for door in found if door.is_open][:3],
        "also_open": _also_open(found, timezone.now())[:4],
        "next": next_doors(found),
        "says": [
            _("A place to walk into. See which are open"),
            _("Groups, company and things to do, day by day"),
            _("Debt, sleep, carers, food: say it in your own words"),
            _("A neighbour, a friend, somebody in your family"),
            _("Small things that help, in plain words"),
        ],
    }
    return draw(request, "virtualhub/front.jinja", page)


@public_page
def now(request: HttpRequest) -> HttpResponse:
    moment = timezone.now()
    found = doors(now=moment)
    local = [
        _urgent(entry, moment)
        for entry in crisis_entries()
        if not national.is_national(entry.service.phone, entry.service.text_number)
    ]
    page = {
        "first": national.FIRST,
        "for_some": national.FOR_SOME,
        "written_on": national.WRITTEN_ON,
        "open": [door for door in found if door.is_open],
        "also_open": _also_open(found, moment),
        "next": next_doors(found),
        "local": [one for one in local if one["is_on"]],
        "at_other_times": [one for one in local if not one["is_on"]],
    }
    return draw(request, "virtualhub/now.jinja", page)


open_doors_kept = kept(open_doors)


def _also_open(doors: list[Door], now: datetime) -> list[dict[str, Any]]:
    """Return the entries where anybody may walk in this minute, but for the doors that are ours."""
    ours = {door.site.id for door in doors}
    entries = [each for each in open_doors_kept() if not each.is_old(timezone.localdate(now))]
    return [
        _urgent(each, now)
        for each in entries
        if each.service.site_id not in ours
        and not (each.place and each.place.site_id in ours)
        and occurrences(each.schedules, now, now + A_MOMENT)
    ]


def _urgent(entry: Entry, now: datetime) -> dict[str, Any]:
    """Return an entry that helps at once: whether it is there now, when, and whose word that is."""
    service, today = entry.service, timezone.localdate(now)
    return {
        "entry": entry,
        "is_on": not entry.schedules or bool(occurrences(entry.schedules, now, now + A_MOMENT)),
        "times": [wording.times_of(schedule) for schedule in entry.schedules],
        "is_old": entry.is_old(today),
        "confirmed": wording.confirmed(
            service.confirmed_on, entry.how, confirm_by=service.confirm_by, today=today
        ),
    }


@public_page
def someone_else(request: HttpRequest) -> HttpResponse:
    found = doors(now=timezone.now())
    page = {
        "open": [door for door in found if door.is_open][:3],
        "next": next_doors(found),
        "topics": topics(),
    }
    return draw(request, "virtualhub/someone_else.jinja", page)


@public_page
def myself(request: HttpRequest) -> HttpResponse:
    things = [
        (_("Walking"), "walking group"),
        (_("Singing and music"), "singing"),
        (_("Making things"), "crafts"),
        (_("Gardens"), "gardening"),
        (_("A meal together"), "meal together"),
        (_("Games"), "games"),
        (_("Somebody to talk to"), "somebody to talk to"),
        (_("Others who have been there"), "peer support"),
    ]
    mine = {AdviceTopic.SELF_HELP, AdviceTopic.SLEEP}
    by_topic = advice_by_topic(language=get_language() or "en-gb")
    advice = [page for each in by_topic if each.topic in mine for page in each.pages]
    return draw(request, "virtualhub/myself.jinja", {"things": things, "advice": advice})


@public_page
def hubs(request: HttpRequest) -> HttpResponse:
    asked = near_of(request.GET)
    found = doors(now=timezone.now(), near=asked.spot)
    markers = [
        Marker(
            Kind.HUB if door.site.kind == SiteKind.HUB else Kind.SATELLITE,
            door.site.name,
            door.site.latitude,
            door.site.longitude,
            reverse("virtualhub:hub", args=[door.site.slug]),
            str(number),
        )
        for number, door in enumerate(found, start=1)
        if door.site.latitude is not None and door.site.longitude is not None
    ]
    page = {"asked": asked, "doors": found, "view": look(markers, request.GET)}
    response = draw(request, "virtualhub/hubs.jinja", page)
    if asked.by_phone:
        response["Cache-Control"] = "no-store"
    return with_near_me(response)
