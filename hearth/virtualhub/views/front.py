"""The front page, help now, helping somebody else, and looking after oneself."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from hearth.design.languages import say as _
from hearth.design.public import draw
from hearth.directory import national
from hearth.directory.finding.whereabouts import Near
from hearth.directory.models import AdviceTopic, Booking
from hearth.directory.neighbourhoods import places_known
from hearth.directory.occurrences import next_occurrence
from hearth.directory.our_sites import is_at
from hearth.directory.queries.advice import advice_by_topic
from hearth.directory.queries.public import Entry, at_once
from hearth.places import geo
from hearth.places.map import ASKED_OF_A_MAP, Kind, Marker, look
from hearth.places.models import SiteKind
from hearth.virtualhub import wording
from hearth.virtualhub.kept import kept
from hearth.virtualhub.nearby import ASKED_NEAR, near_of
from hearth.virtualhub.public import asks, public_page, with_near_me
from hearth.virtualhub.queries.hubs import Door, doors, next_doors
from hearth.virtualhub.topics import topics


@public_page
def front(request: HttpRequest) -> HttpResponse:
    page = _doors_now(timezone.now(), most_open=MOST_ON_A_PAGE) | {
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
@asks(*ASKED_NEAR)
def now(request: HttpRequest) -> HttpResponse:
    asked = near_of(request.GET)
    page = _doors_now(timezone.now(), near=asked.spot)
    above = page.pop("above")
    local = [
        one
        for one in page.pop("crisis")
        if one["entry"].service.id not in above
        and not national.is_national(one["entry"].service.phone, one["entry"].service.text_number)
    ]
    local.sort(key=lambda one: (not one["is_on"], *_nearest(one)))
    page |= {
        "asked": asked,
        "first": national.FIRST,
        "for_some": national.FOR_SOME,
        "written_on": national.WRITTEN_ON,
        "local": [one for one in local if one["is_on"] or one["opens_at"]],
        "at_other_times": [one for one in local if not (one["is_on"] or one["opens_at"])],
    }
    return with_near_me(draw(request, "virtualhub/now.jinja", page))


at_once_kept = kept(at_once)


@dataclass(frozen=True)
class Ahead:
    """A door that opens next: one of ours, or a neighbour's."""

    opens_at: datetime
    door: Door | None = None
    entry: dict[str, Any] | None = None
    is_cafe: bool = False
    """It is a place to go to in a bad evening, and so comes first."""


def _doors_now(
    moment: datetime, *, near: Near | None = None, most_open: int | None = None
) -> dict[str, Any]:
    """
    Return the doors that are open this minute, and those that open next: today's first.

    Those of another day are of use only where no hub is open. A door is said once: what is in one
    of ours that is here already is not said beside it.

    :param near: where somebody asks from; the nearest come first
    :param most_open: how many of our own doors are shown; there are about as many of the others
    """
    found = doors(now=moment, near=near)
    today = timezone.localdate(moment)
    found_at_once = at_once(today, near=near) if near else at_once_kept(today)
    is_open = [door for door in found if door.is_open][:most_open]
    soon = [
        door
        for door in next_doors(found)
        if door.opens_at and (not is_open or door.opens_at < _midnight(moment))
    ]
    crisis = [_urgent(each, moment, near) for each in found_at_once.crisis]
    cafes = [one for one in crisis if _is_walked_into(one["entry"])]
    others = [
        _urgent(each, moment, near)
        for each in found_at_once.doors
        if not _is_at(each, found) and _is_for_today(each, moment)
    ]
    within = {
        one["entry"].service.id
        for one in cafes + others
        if one["is_on"] or one["opens_at"]
        if _is_at(one["entry"], is_open if one["is_on"] else _by(one["opens_at"], soon))
    }
    also_open = [
        one
        for one in cafes + others
        if one["is_on"] and one["entry"].schedules and one["entry"].service.id not in within
    ]
    also_open.sort(key=_nearest)
    ahead = [
        Ahead(one["opens_at"], entry=one, is_cafe=is_cafe)
        for one, is_cafe in [(one, True) for one in cafes] + [(one, False) for one in others]
        if one["opens_at"] and one["entry"].service.id not in within
    ]
    ahead += [Ahead(door.opens_at, door=door) for door in soon if door.opens_at]
    ahead.sort(key=lambda each: (not each.is_cafe, each.opens_at))
    most_others = most_open + 1 if most_open else None
    ahead = ahead[: most_others or MOST_AHEAD]
    above = within | {one["entry"].service.id for one in also_open}
    return {
        "open": is_open,
        "also_open": also_open[:most_others],
        "ahead": ahead,
        "crisis": crisis,
        "above": above | {each.entry["entry"].service.id for each in ahead if each.entry},
        "more_crisis": found_at_once.more_crisis,
        "more_doors": found_at_once.more_doors,
    }


MOST_AHEAD = 8
MOST_ON_A_PAGE = 3
"""Doors of ours on a page that is about more than these."""


def _nearest(one: dict[str, Any]) -> tuple[bool, float]:
    """Sort by how far it is; what has no place, or all of it if nowhere was asked about, last."""
    return one["km"] is None, one["km"] or 0.0


def _by(moment: datetime, soon: list[Door]) -> list[Door]:
    """Return the doors that will be open by a moment."""
    return [door for door in soon if door.opens_at and door.opens_at <= moment]


def _is_walked_into(entry: Entry) -> bool:
    """Test if a crisis service is a place where one needs only go."""
    service = entry.service
    return (
        service.booking in {Booking.TURN_UP, Booking.EITHER}
        and not entry.is_closed
        and entry.place is not None
    )


def _is_for_today(entry: Entry, moment: datetime) -> bool:
    """Test if a door is open now or later today, or at any time that anybody knows."""
    times = entry.schedules
    return not times or next_occurrence(times, moment, _midnight(moment)) is not None


def _is_at(entry: Entry, found: list[Door]) -> bool:
    """Test if an entry is behind one of these doors, by what is written or by its address."""
    sites = {door.site.id for door in found}
    if entry.service.site_id in sites:
        return True
    return any(
        place.site_id in sites or any(is_at(place, door.site) for door in found)
        for place in entry.places
    )


def _midnight(moment: datetime) -> datetime:
    """Return the end of today."""
    tomorrow = timezone.localdate(moment) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time(0)))


def _urgent(entry: Entry, now: datetime, near: Near | None) -> dict[str, Any]:
    """Return an entry that helps at once: whether it is there now, when, and whose word that is."""
    service, today = entry.service, timezone.localdate(now)
    times = entry.schedules
    ahead = None if entry.is_closed else next_occurrence(times, now, _midnight(now))
    is_on = ahead.starts <= now if ahead else not (times or entry.is_closed)
    later = None if is_on else ahead
    km = _km(entry, near) if near else None
    return {
        "entry": entry,
        "is_on": is_on,
        "km": km,
        "away": wording.miles(km) if km is not None else "",
        "opens_at": later.starts if later else None,
        "opens": wording.opens_today(later.starts) if later else "",
        "closed": wording.closed_for_now() if entry.is_closed else "",
        "times": [] if entry.is_closed else [wording.times_of(schedule) for schedule in times],
        "is_old": entry.is_old(today),
        "confirmed": wording.confirmed(
            service.confirmed_on, entry.how, confirm_by=service.confirm_by, today=today
        ),
    }


def _km(entry: Entry, near: Near) -> float | None:
    """Return how far the nearest place of an entry is; None if it has none on the map."""
    spots = [
        geo.Spot(place.latitude, place.longitude, geo.Precision.POSTCODE)
        for place in entry.places
        if place.latitude is not None and place.longitude is not None
    ]
    return min((geo.distance_km(near, spot) for spot in spots), default=None)


@public_page
def someone_else(request: HttpRequest) -> HttpResponse:
    page = _doors_now(timezone.now(), most_open=MOST_ON_A_PAGE) | {"topics": topics()}
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
@asks(*ASKED_NEAR, *ASKED_OF_A_MAP)
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
    view = look(markers, request.GET, known=places_known())
    page = {"asked": asked, "doors": found, "view": view}
    response = draw(request, "virtualhub/hubs.jinja", page)
    if asked.by_phone:
        response["Cache-Control"] = "no-store"
    return with_near_me(response)
