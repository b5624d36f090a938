"""Finding support: one box, and an answer to whatever is typed in it."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from hearth.design.public import draw
from hearth.directory.actions.searching import note_search
from hearth.directory.actions.telling import not_this as keep_not_this
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.models import Service
from hearth.directory.neighbourhoods import places_known
from hearth.directory.queries import public
from hearth.directory.queries.finding import PAGE, Found
from hearth.directory.queries.finding import find as look
from hearth.foundation.acting import as_anybody
from hearth.places.map import ASKED_OF_A_MAP, Kind, Marker, View
from hearth.places.map import look as look_at_map
from hearth.virtualhub import crowding
from hearth.virtualhub.drawn import still_drawn_at, was_read
from hearth.virtualhub.forms.finding import ASKED_IN_FULL, FindForm
from hearth.virtualhub.found import far_off, line_of, named, only, prices_unknown, understood, wider
from hearth.virtualhub.nearby import nowhere_known
from hearth.virtualhub.paging import page_number, pages_of
from hearth.virtualhub.public import asks, public_form, public_page, unlisted, with_near_me
from hearth.virtualhub.topics import topics

CANNOT_WAIT = {"need-now", "self-harm", "abuse", "crisis-line", "crisis-team", "crisis-cafe"}
"""Who asks for one of these sees whom to ring first. It says nothing about anybody."""


@public_page
@asks(*ASKED_IN_FULL, "page", "map", *ASKED_OF_A_MAP)
def find(request: HttpRequest) -> HttpResponse:
    now = timezone.localtime()
    form = FindForm(request.GET, now=now)
    asked = form.asked()
    page = {"form": form, "near": form.near, "topics": topics()}
    has_asked = bool(form.words or form.near.spot or form.is_filtered)
    if has_asked:
        found = look(asked, now=now, page=page_number(request.GET.get("page", "")))
        is_read = request.method == "GET" and found.page == 1
        if is_read and not crowding.searches.asks_too_much(request):
            with as_anybody():
                note_search(found, now=now)
        here, query = reverse("virtualhub:find"), form.said()
        slugs = {lexicon().terms[each].slug for each in asked.terms if each in lexicon().terms}
        page |= {
            "found": found,
            "lines": [line_of(each, asked, now=now, today=now.date()) for each in found.results],
            "understood": understood(found.wider),
            "only": "" if found.named and found.named.widened else only(found.wider),
            "is_lost": bool(asked.not_understood) and all(each.extra for each in asked.concepts),
            "named": named(found),
            "wider": wider(found),
            "prices_unknown": prices_unknown(found),
            "far_off": far_off(found),
            "unplaced": nowhere_known(asked.unplaced) if asked.unplaced else "",
            "cannot_wait": bool(slugs & CANNOT_WAIT),
            "pages": pages_of(found.page, found.total, PAGE, here, query),
            "calendar": f"{reverse('virtualhub:find_calendar')}?{urlencode(query)}",
            "map_href": f"{here}?{urlencode({**query, 'map': 'on'})}#map",
            "view": _map_of(found, form, request.GET) if request.GET.get("map") else None,
        }
    response = draw(request, "virtualhub/find.jinja", page)
    if has_asked:  # what somebody looked for is kept by nobody on the way
        response["Cache-Control"] = "no-store"
        unlisted(response)
    return with_near_me(response)


def _map_of(found: Found, form: FindForm, query: QueryDict) -> View | None:
    """Return one page of what was found on a map, by its numbers in the list."""
    markers = [
        Marker(
            Kind.SERVICE, result.card.name, result.card.latitude, result.card.longitude,
            reverse("virtualhub:entry", args=[result.card.service_id]), str(number),
        )
        for number, result in enumerate(found.results, start=1)
        if result.card.latitude is not None and result.card.longitude is not None
    ]  # fmt: skip
    if markers and (near := form.near.spot or found.asked.near):
        markers.append(Marker(Kind.HERE, near.name, near.latitude, near.longitude, "#list"))
    return look_at_map(markers, query, known=places_known())


@public_form
def not_this(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """
    An entry is not what somebody needs: that is noted, and another way shown.

    A tap that may have been a program's is asked for once more, on a page that carries the same
    moment: who read the entry's page for a few seconds is done in one.
    """
    try:
        found = public.entry(service_id)
    except Service.DoesNotExist:
        return unlisted(draw(request, "virtualhub/gone.jinja", status=404))
    page = {"entry": found, "service": found.service, "needs": found.helps_with}
    typed = request.POST
    page["drawn"] = still_drawn_at(typed.get("drawn", ""))
    page["asks_again"] = request.method == "POST"  # unless it counts
    if was_read(typed.get("drawn", "")) and not typed.get("website"):
        if crowding.told.asks_too_much(request):
            return unlisted(draw(request, "virtualhub/told_too_much.jinja", status=429))
        place = found.place
        keep_not_this(
            by=None,
            on=timezone.localdate(),
            term=found.helps_with[0] if found.helps_with else None,
            neighbourhood=place.neighbourhood or place.town if place else "",
        )
        page["was_noted"] = True
    return unlisted(draw(request, "virtualhub/not_this.jinja", page))
