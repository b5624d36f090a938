"""Telling that something was needed and not there; and what was, on a map and in a list."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.directory.actions.needs import note_unmet
from hearth.directory.forms.needs import AT_SITE, USUAL, NeedsForm, TellNeedForm
from hearth.directory.models import UnmetNeed
from hearth.directory.neighbourhoods import neighbourhoods_of_sites, places_known
from hearth.directory.queries import needs as queries
from hearth.foundation.actors import Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest
from hearth.places.map import Kind, Marker, look
from hearth.places.queries import sites_where


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: WorkerRequest) -> HttpResponse:
    require_somewhere(request.actor, Permission.TELL_NEED)
    sites = list(sites_where(request.actor, Permission.TELL_NEED))
    asked = request.GET.get("site", "")
    at = next((each for each in sites if each.slug == asked), None)
    at = at or (sites[0] if len(sites) == 1 else None)
    form = TellNeedForm(
        request.POST or None,
        sites=sites,
        neighbourhoods=neighbourhoods_of_sites(),
        initial={"where": AT_SITE + at.slug if at else ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            note_unmet(by=request.actor, told=UnmetNeed.Told.WORKER, **form.facts())
        except Refused as refusal:
            form.add_error("note", str(refusal))
        else:
            messages.success(request, "Thank you. It is on the map of what is missing.")
            again = reverse("directory:tell_need")
            return redirect(f"{again}?{urlencode({'site': at.slug})}" if at else again)
    return render(request, "directory/tell_need.jinja", {"form": form, "at": at})


@require_safe
def needs(request: WorkerRequest) -> HttpResponse:
    form = NeedsForm({"days": USUAL} | request.GET.dict(), today=timezone.localdate())
    which = form.which()
    found = queries.unmet_needs(which, actor=request.actor)
    may_read = request.actor.may_somewhere(Permission.KEEP_DIRECTORY)
    kept = [(name, value) for name, value in request.GET.items() if name != "where"]

    def only(where: str) -> str:
        return "?" + urlencode([*kept, ("where", where)]) + "#list"

    page = {
        "form": form,
        "which": which,
        "found": found,
        "only": only,
        "everywhere": "?" + urlencode(kept) + "#list",
        "notes": queries.needs_in_words(which, actor=request.actor) if may_read else [],
        "may_read": may_read,
        "may_tell": request.actor.may_somewhere(Permission.TELL_NEED),
        "map": look(markers_of(found, only), request.GET, known=places_known()),
    }
    return render(request, "directory/needs.jinja", page)


def markers_of(found: queries.Needs, only: Callable[[str], str]) -> list[Marker]:
    """Return a marker for each neighbourhood where something was needed."""
    return [
        Marker(
            Kind.NEED,
            f"{each.said}, {each.count}: {each.needs_in_words}",
            each.latitude,
            each.longitude,
            href=only(each.name),
            count=each.count,
        )
        for each in found.by_place
        if each.latitude is not None and each.longitude is not None
    ]
