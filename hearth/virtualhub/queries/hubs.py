"""The places where anybody is welcome, as the public sees them."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from hearth.places import geo, opening
from hearth.places.models import Site, SiteKind, SitePhoto, SiteStatus
from hearth.places.queries import public_site, public_sites
from hearth.places.queries.photos import photos_of
from hearth.places.timetables import timetable_of
from hearth.virtualhub import wording
from hearth.virtualhub.kept import kept


@dataclass(frozen=True)
class Door:
    """One place, and whether its door is open."""

    site: Site
    is_open: bool
    says: str
    opens_at: datetime.datetime | None
    """When it opens next, if it is closed and that is known."""
    km: float | None
    away: str
    """How far it is from where was asked, in words; empty if nowhere was."""

    @property
    def is_planned(self) -> bool:
        return self.site.status == SiteStatus.PLANNED


@dataclass(frozen=True)
class HubPage:
    """What a hub's own page says."""

    door: Door
    week: list[tuple[str, str]]
    """Today and the six days after, each with when it is open."""
    satellites: list[Door]
    photos: list[SitePhoto]

    @property
    def site(self) -> Site:
        return self.door.site


def doors(*, now: datetime.datetime, near: geo.HasPosition | None = None) -> list[Door]:
    """
    Return every place that welcomes people or will: open ones first, then nearest, then by name.

    The sites are kept for some seconds; whether each is open is worked out for this very moment.
    """
    found = [_door(site, now, near) for site in _sites(now)]
    found.sort(
        key=lambda door: (
            door.is_planned,
            not door.is_open,
            (door.km is None, door.km or 0) if near else (False, 0),
            door.site.kind != SiteKind.HUB,
        )
    )
    return found


def next_doors(found: list[Door], count: int = 3) -> list[Door]:
    """Return the places that open next."""
    closed = [(door.opens_at, door) for door in found if door.opens_at and not door.is_open]
    closed.sort(key=lambda pair: pair[0])
    return [door for _, door in closed[:count]]


def hub_page(slug: str, *, now: datetime.datetime) -> HubPage:
    """
    Return a place's own page.

    :raises Site.DoesNotExist: if there is no such place
    """
    site = public_site(slug, now=now)
    return HubPage(
        door=_door(site, now, None),
        week=wording.next_seven_days(timetable_of(site), timezone.localdate(now)),
        satellites=[door for door in doors(now=now) if door.site.part_of_id == site.id],
        photos=list(photos_of(site)),
    )


@kept
def _sites(now: datetime.datetime) -> list[Site]:
    return list(public_sites(now))


def _door(site: Site, now: datetime.datetime, near: geo.HasPosition | None) -> Door:
    km = None
    if near and site.latitude is not None and site.longitude is not None:
        km = geo.distance_km(near, geo.Spot(site.latitude, site.longitude, geo.Precision.POSTCODE))
    away = wording.miles(km) if km is not None else ""
    if site.status == SiteStatus.PLANNED:
        return Door(site, False, wording.not_open_yet(site.target, now), None, km, away)
    status = opening.status(timetable_of(site), now)
    is_open = isinstance(status, opening.Open)
    opens_at = status.next_open if isinstance(status, opening.Closed) else None
    return Door(site, is_open, wording.open_or_when(status, now), opens_at, km, away)


def site_choices() -> list[Site]:
    """Return the places that are open to people, by name, to choose from."""
    sites = _sites(timezone.now())
    return [site for site in sites if site.status != SiteStatus.PLANNED]
