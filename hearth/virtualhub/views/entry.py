"""One entry of the directory."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hearth.design.public import draw
from hearth.design.words import day as say_day
from hearth.directory import labels
from hearth.directory.models import Service
from hearth.directory.queries import public
from hearth.virtualhub import structured, wording
from hearth.virtualhub.drawn import drawn_at
from hearth.virtualhub.public import public_page


@public_page
def entry(request: HttpRequest, service_id: UUID) -> HttpResponse:
    try:
        found = public.entry(service_id)
    except Service.DoesNotExist:
        if other := public.shown_in_place_of(service_id):
            return redirect("virtualhub:entry", other)
        return draw(request, "virtualhub/gone.jinja", status=404)
    now = timezone.now()
    today = timezone.localdate(now)
    service = found.service
    page = {
        "entry": found,
        "service": service,
        "times": [(wording.times_of(each), found.at(each), each.notes) for each in found.schedules],
        "called_off": sorted(
            say_day(day) for each in found.schedules for day in each.not_on if day >= today
        ),
        "is_old": found.is_old(today),
        "confirmed": wording.confirmed(
            service.confirmed_on, found.how, confirm_by=service.confirm_by, today=today
        ),
        "cost": labels.cost_in_words(service),
        "booking": wording.booking_of(service.booking, service.modes),
        "modes": labels.modes_in_words(service.modes),
        "ages": labels.ages_in_words(service.minimum_age, service.maximum_age),
        "space": wording.space_of(service.space_now),
        "space_said": wording.ago(service.space_said_on, today) if service.space_said_on else "",
        "closed": found.is_closed,
        "today": "" if found.is_closed else wording.on_today(found.schedules, now),
        "costs": labels.prices_in_words(found.costs),
        "structured": structured.entry(found, request),
        "drawn": drawn_at(),
    }
    return draw(request, "virtualhub/entry.jinja", page)
