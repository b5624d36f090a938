"""The network's sites: the list, each one's page, and what is written of them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from hearth.foundation.actors import Permission, require_everywhere
from hearth.foundation.errors import Refused
from hearth.foundation.http import WorkerRequest, found_or_404
from hearth.places import actions, geo, queries
from hearth.places.forms.kept import KeptForm
from hearth.places.forms.sites import (
    AccessForm,
    BasicsForm,
    FindSitesForm,
    KeptPlaceForm,
    OpenSiteForm,
    PlaceInTheNetworkForm,
    WaitingForm,
    WelcomeForm,
)
from hearth.places.models import Site, SiteStatus
from hearth.places.versions import facts_of, written_down


@require_safe
def sites(request: WorkerRequest) -> HttpResponse:
    form = FindSitesForm(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = queries.sites_now(
        actor=request.actor,
        now=timezone.now(),
        kind=chosen.get("kind") or "",
        tier=chosen.get("tier") or "",
        open_now=chosen.get("open_now", False),
        near=chosen.get("near"),
    )
    near = chosen.get("near")
    page = {
        "form": form,
        "sites": found,
        "near": geo.parse_postcode(form.data.get("near", "")) if near else "",
        "roughly": near is not None and near.precision != geo.Precision.POSTCODE,
        "filtered": any(chosen.values()),
        "may_lead": request.actor.may_everywhere(Permission.KEEP_NETWORK),
    }
    return render(request, "places/sites.jinja", page)


@require_safe
def site(request: WorkerRequest, slug: str) -> HttpResponse:
    found = found_or_404(queries.site_page, slug, actor=request.actor, now=timezone.now())
    return render(request, "places/site.jinja", {"page": found, "place": found.site})


@require_http_methods(["GET", "HEAD", "POST"])
def open_site(request: WorkerRequest) -> HttpResponse:
    require_everywhere(request.actor, Permission.KEEP_NETWORK)
    form = OpenSiteForm(request.POST or None, initial={"status": SiteStatus.OPEN})
    if request.method == "POST" and form.is_valid():
        try:
            site = actions.open_site(by=request.actor, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, f"{site.name} is on the list. Now say when it is open.")
            return redirect("places:times", site.slug)
    return render(request, "places/open_site.jinja", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_basics(request: WorkerRequest, slug: str) -> HttpResponse:
    return _edit(request, slug, BasicsForm, "places/edit_basics.jinja", _said_where)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_access(request: WorkerRequest, slug: str) -> HttpResponse:
    return _edit(request, slug, AccessForm, "places/edit_access.jinja", _said_saved)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_welcome(request: WorkerRequest, slug: str) -> HttpResponse:
    return _edit(request, slug, WelcomeForm, "places/edit_welcome.jinja", _said_saved)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_waiting(request: WorkerRequest, slug: str) -> HttpResponse:
    return _edit(request, slug, WaitingForm, "places/edit_waiting.jinja", _said_saved)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_in_the_network(request: WorkerRequest, slug: str) -> HttpResponse:
    leads = request.actor.may_everywhere(Permission.KEEP_NETWORK)
    form_class = PlaceInTheNetworkForm if leads else KeptPlaceForm
    return _edit(request, slug, form_class, "places/edit_in_the_network.jinja", _said_saved)


def _edit(
    request: WorkerRequest,
    slug: str,
    form_class: type[KeptForm],
    template: str,
    said: Callable[[Site], str],
) -> HttpResponse:
    """Show what is written of a site in one form, and save what comes back."""
    place = found_or_404(queries.site_to_keep, slug, actor=request.actor)
    names = tuple(name for name in form_class.base_fields if name != "seen")
    facts = facts_of(place, names)
    form = form_class(request.POST or None, initial={**facts, "seen": written_down(facts)})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            saved = actions.edit_site(by=request.actor, site=place, seen=seen, **form.facts())
        except Refused as refusal:
            form.tell(refusal)
        else:
            messages.success(request, said(saved))
            return redirect("places:site", place.slug)
    page = {"form": form, "place": place, "cancel_href": reverse("places:site", args=[slug])}
    return render(request, template, page)


def _said_saved(site: Site) -> str:
    return "Saved"


def _said_where(site: Site) -> str:
    spot = geo.find(site.postcode)
    if spot and spot.precision != geo.Precision.POSTCODE:
        return (
            f"Saved. We only know the first half of {site.postcode}, "
            "so it is in roughly the right place on the map."
        )
    return "Saved"
