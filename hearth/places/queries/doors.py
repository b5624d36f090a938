"""What the door of each site says at a moment."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from hearth.foundation.actors import Actor
from hearth.places import geo, opening
from hearth.places.models import Site, SiteStatus
from hearth.places.queries.sites import every_site
from hearth.places.timetables import timetable_of, with_times


@dataclass(frozen=True)
class SiteNow:
    """A site, and whether its door is open."""

    site: Site
    is_open: bool
    says: str
    """Such as "Open now until 5pm", or for one that is not open yet "Planned for 2027"."""
    km: float | None = None
    """How far from where was asked, in kilometres; None if nowhere was, or it has no postcode."""


def sites_now(
    *,
    actor: Actor,
    now: datetime.datetime,
    kind: str = "",
    tier: str = "",
    open_now: bool = False,
    near: geo.Spot | None = None,
) -> list[SiteNow]:
    """
    Return the network's sites as they are at a moment, by name, or nearest first.

    :raises NotAllowed: if the actor may see places nowhere
    """
    sites = with_times(every_site(actor), now)
    if kind:
        sites = sites.filter(kind=kind)
    if tier:
        sites = sites.filter(tier=tier)
    found = [site_now(site, now, near=near) for site in sites]
    if open_now:
        found = [each for each in found if each.is_open]
    if near:
        found.sort(key=lambda each: (each.km is None, each.km))
    return found


def site_now(site: Site, now: datetime.datetime, *, near: geo.HasPosition | None = None) -> SiteNow:
    """Return a site as it is at a moment. If fetched through with_times, it asks nothing more."""
    km = None
    if near and site.latitude is not None and site.longitude is not None:
        km = geo.distance_km(near, geo.Spot(site.latitude, site.longitude, geo.Precision.POSTCODE))
    if site.status == SiteStatus.PLANNED:
        return SiteNow(site, False, _planned_in_words(site.target, now), km)
    status = opening.status(timetable_of(site), now)
    return SiteNow(site, isinstance(status, opening.Open), opening.words_for(status, now), km)


def _planned_in_words(target: str, now: datetime.datetime) -> str:
    """Return when a site was to open: "Planned for spring 2027"; "Was planned for 2022" later."""
    if not target:
        return "Planned"
    years = [int(year) for year in re.findall(r"\b2[0-9]{3}\b", target)]
    is_over = bool(years) and max(years) < timezone.localdate(now).year
    return f"{'Was planned' if is_over else 'Planned'} for {target}"
