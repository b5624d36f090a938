"""One place's own page."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hearth.design.languages import say as _
from hearth.directory.queries.public import week_of
from hearth.foundation.http import found_or_404
from hearth.places.models import Site
from hearth.virtualhub import structured, wording
from hearth.virtualhub.on import time_on
from hearth.virtualhub.public import draw, public_page
from hearth.virtualhub.queries.hubs import hub_page


@public_page
def hub(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = found_or_404(hub_page, slug, now=now)
    today = timezone.localdate(now)
    times = [
        time_on(occurrence, entry, today=today)
        for occurrence, entry in week_of(found.site.id, now=now)
    ]
    page = {
        "page": found,
        "place": found.site,
        "access": access_of(found.site),
        "on": [
            (wording.day_heading(day, today), list(each))
            for day, each in groupby(times, key=lambda one: one.day)
        ],
        "structured": structured.hub(found, request),
    }
    return draw(request, "virtualhub/hub.jinja", page)


def access_of(site: Site) -> list[tuple[str, str]]:
    """Return what is known of getting in and what is there, each with its drawing."""
    known = [
        ("step-free", site.step_free, _("You can get in without steps"), _("There are steps")),
        ("seat", site.toilet, _("There is a toilet"), _("There is no toilet")),
        (
            "step-free",
            site.accessible_toilet,
            _("There is an accessible toilet"),
            _("There is no accessible toilet"),
        ),
        ("quiet", site.quiet_space, _("There is a quiet space"), _("There is no quiet space")),
        ("hearing", site.hearing_loop, _("There is a hearing loop"), _("There is no hearing loop")),
        ("cup", site.kettle, _("There is a kettle for anybody"), ""),
        ("link", site.wifi, _("There is free wifi"), ""),
    ]
    facts = [(drawing, yes if so else no) for drawing, so, yes, no in known if so is not None]
    if site.private_rooms:
        facts.append(("door", _("There are rooms to talk in private")))
    if site.access_note:
        facts.append(("information", site.access_note))
    return [(drawing, words) for drawing, words in facts if words]
