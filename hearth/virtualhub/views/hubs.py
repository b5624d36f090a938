"""One place's own page."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearth.design.languages import say as _
from hearth.design.public import draw
from hearth.directory.models import Schedule, Service
from hearth.directory.occurrences import Occurrence
from hearth.directory.queries.public import Entry, week_of
from hearth.foundation.http import found_or_404
from hearth.places.models import Site
from hearth.virtualhub import structured, wording
from hearth.virtualhub.on import time_on
from hearth.virtualhub.public import public_page
from hearth.virtualhub.queries.hubs import hub_page


@public_page
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = found_or_404(hub_page, slug, now=now)
    today = timezone.localdate(now)
    week = week_of(found.site.id, now=now)
    often = _often(week)
    times = [
        time_on(occurrence, entry, today=today)
        for occurrence, entry in week
        if entry.service.id not in often
    ]
    page = {
        "page": found,
        "place": found.site,
        "access": access_of(found.site),
        "often": list(often.values()),
        "on": [
            (wording.day_heading(day, today), list(each))
            for day, each in groupby(times, key=lambda one: one.day)
        ],
        "structured": structured.hub(found, request),
    }
    return draw(request, "virtualhub/hub.jinja", page)


MOST_DAYS = 4
"""What is on so many days of a week is said once, lest it bury the rest."""


@dataclass(frozen=True)
class Often:
    """What is on most days."""

    service: Service
    times: list[str]


def _often(week: list[tuple[Occurrence[Schedule], Entry]]) -> dict[UUID, Often]:
    """Return what is on most days, by its service, with its times in words."""
    days, entries = defaultdict(set), {}
    schedules: dict[UUID, dict[UUID, Schedule]] = defaultdict(dict)
    for occurrence, entry in week:
        service = entry.service.id
        entries[service] = entry
        days[service].add(occurrence.day)
        schedules[service][occurrence.schedule.id] = occurrence.schedule
    return {
        service: Often(entry.service, [wording.times_of(e) for e in schedules[service].values()])
        for service, entry in entries.items()
        if len(days[service]) >= MOST_DAYS
    }


@dataclass(frozen=True)
class Access:
    """Getting in, and what is there."""

    known: list[tuple[str, str]]
    """What is so, or is not, each with its drawing."""
    unknown: list[str]
    """What nobody has said yet, as questions: whoever needs to know must know to ask."""


def access_of(site: Site) -> Access:
    """Return what is known of getting in and what is there, and what is not."""
    asked = [
        (
            "step-free",
            site.step_free,
            _("You can get in without steps"),
            _("There are steps"),
            _("Can I get in without steps?"),
        ),
        (
            "seat",
            site.toilet,
            _("There is a toilet"),
            _("There is no toilet"),
            _("Is there a toilet?"),
        ),
        (
            "step-free",
            site.accessible_toilet,
            _("There is an accessible toilet"),
            _("There is no accessible toilet"),
            _("Is there an accessible toilet?"),
        ),
        (
            "quiet",
            site.quiet_space,
            _("There is a quiet space"),
            _("There is no quiet space"),
            _("Is there a quiet space?"),
        ),
        (
            "hearing",
            site.hearing_loop,
            _("There is a hearing loop"),
            _("There is no hearing loop"),
            _("Is there a hearing loop?"),
        ),
        ("cup", site.kettle, _("There is a kettle for anybody"), "", ""),
        ("link", site.wifi, _("There is free wifi"), "", ""),
    ]
    known = [(drawing, yes if so else no) for drawing, so, yes, no, _q in asked if so is not None]
    if site.private_rooms:
        known.append(("door", _("There are rooms to talk in private")))
    if site.access_note:
        known.append(("information", site.access_note))
    return Access(
        known=[(drawing, words) for drawing, words in known if words],
        unknown=[question for _d, so, _y, _n, question in asked if so is None and question],
    )
