"""What is on, for people's own calendars."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from hearth.design.languages import say as _
from hearth.directory.models import Schedule
from hearth.directory.queries.finding import found_ids
from hearth.directory.queries.public import Entry, Wanted, times_of, times_wanted
from hearth.foundation.http import found_or_404
from hearth.places.queries import public_site
from hearth.virtualhub import calendars
from hearth.virtualhub.forms.finding import ASKED_IN_FULL, FindForm
from hearth.virtualhub.forms.whats_on import WhatsOnForm
from hearth.virtualhub.public import asks, public_calendar, unlisted

AN_HOUR = "public, max-age=3600"


@public_calendar
@asks(*WhatsOnForm.base_fields)
def everything(request: HttpRequest) -> HttpResponse:
    name = _("What’s on: %(place)s") % {"place": getattr(request, "partnership_name", "")}
    return _answer(request, WhatsOnForm(request.GET).wanted(), name)


@public_calendar
def of_hub(request: HttpRequest, slug: str) -> HttpResponse:
    site = found_or_404(public_site, slug, now=timezone.now())
    return _answer(request, Wanted(site=site.id), _("What’s on at %(name)s") % {"name": site.name})


@public_calendar
@asks(*ASKED_IN_FULL)
def found(request: HttpRequest) -> HttpResponse:
    """Answer with the times of what a search finds."""
    now = timezone.localtime()
    form = FindForm(request.GET, now=now)
    ids = found_ids(form.asked(), now=now)
    name = _("What’s on for “%(words)s”") % {"words": form.words}
    return unlisted(_calendar(request, times_of(ids), name))


def _answer(request: HttpRequest, wanted: Wanted, name: str) -> HttpResponse:
    return _calendar(request, times_wanted(wanted, today=timezone.localdate()), name)


def _calendar(request: HttpRequest, times: list[tuple[Schedule, Entry]], name: str) -> HttpResponse:
    found = calendars.calendar(
        times,
        name=name,
        host=request.get_host().split(":")[0],
        address=request.build_absolute_uri(reverse("virtualhub:find")),
    )
    response = HttpResponse(found, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="whats-on.ics"'
    response["Cache-Control"] = AN_HOUR
    return response
