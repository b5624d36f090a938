"""Questions about places. None of them changes anything."""

from hearth.places.queries.doors import SiteNow, site_now, sites_now
from hearth.places.queries.organisations import (
    OrganisationListed,
    get_organisation,
    organisations,
    organisations_listed,
)
from hearth.places.queries.pages import (
    ClosureAhead,
    ExceptionAhead,
    SitePage,
    find_line,
    site_page,
)
from hearth.places.queries.photos import MOST_LETTERS, MOST_PHOTOS, photo_of, photos_of
from hearth.places.queries.sites import (
    DOOR,
    every_site,
    get_door,
    get_site,
    hubs,
    public_site,
    public_sites,
    site_to_keep,
    sites_where,
)

__all__ = [
    "DOOR",
    "MOST_LETTERS",
    "MOST_PHOTOS",
    "ClosureAhead",
    "ExceptionAhead",
    "OrganisationListed",
    "SiteNow",
    "SitePage",
    "every_site",
    "find_line",
    "get_door",
    "get_organisation",
    "get_site",
    "hubs",
    "organisations",
    "organisations_listed",
    "photo_of",
    "photos_of",
    "public_site",
    "public_sites",
    "site_now",
    "site_page",
    "site_to_keep",
    "sites_now",
    "sites_where",
]
