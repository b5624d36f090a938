"""Opening sites, and keeping what is written of them true."""

import re
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_everywhere
from hearth.foundation.errors import Refused
from hearth.places import geo
from hearth.places.models import (
    BankHolidayRule,
    Organisation,
    Site,
    SiteKind,
    SiteStatus,
    Tier,
)
from hearth.places.versions import facts_of, insist_unchanged

BASICS = ("about", "address", "postcode", "phone", "neighbourhoods", "primary_care_networks")
ACCESS = (
    "step_free", "toilet", "accessible_toilet", "quiet_space", "private_rooms", "hearing_loop",
    "kettle", "wifi", "parking", "nearest_bus", "access_note",
)  # fmt: skip
WELCOME = ("welcome_words", "who_you_may_meet", "by_bus", "on_foot")
WAITING = ("wait_limit_minutes",)
PLACE_IN_THE_NETWORK = ("name", "kind", "tier", "run_by", "part_of", "opened_on", "target")

KEPT_AT_THE_SITE = frozenset(BASICS + ACCESS + WELCOME + WAITING + PLACE_IN_THE_NETWORK)
"""What a hub manager may change of their own site."""
KEPT_BY_THE_NETWORK = frozenset({"status"})
"""Whether a site has opened is for whoever leads the network: it changes what the network is."""
MAY_BE_GIVEN = KEPT_AT_THE_SITE | KEPT_BY_THE_NETWORK | {
    "always_open", "bank_holidays", "latitude", "longitude",
}  # fmt: skip

NOT_SLUGS = frozenset({"new", "organisations"})
"""Addresses of our own pages, which no site may have."""


class SiteRefused(Refused):
    """The site cannot be written down as given."""


@transaction.atomic
def open_site(*, by: Actor, name: str, run_by: Organisation, slug: str = "", **facts: Any) -> Site:
    """
    Open a site, or write down one that is planned.

    It is placed on the map by its postcode. One that is always open is open on
    bank holidays too, unless `bank_holidays` says otherwise.

    :param slug: its address; made from the name unless given
    :param facts: any other fact of a Site that this room keeps (MAY_BE_GIVEN)
    :raises NotAllowed: if the actor does not keep the network
    :raises SiteRefused: if something given cannot be so
    """
    require_everywhere(by, Permission.KEEP_NETWORK)
    _insist_known(facts, MAY_BE_GIVEN)
    site = Site(name=name, run_by=run_by, slug=_free_slug(slug or slugify(name), given=bool(slug)))
    if facts.get("always_open"):
        site.bank_holidays = BankHolidayRule.AS_USUAL
    _write(site, facts)
    verb = "opened" if site.status == SiteStatus.OPEN else "planned"
    audit.note(by=by, verb=verb, subject=site, place=site)
    return site


@transaction.atomic
def edit_site(*, by: Actor, site: Site, seen: str | None = None, **changes: Any) -> Site:
    """
    Change what is written of a site.

    :param seen: what the page showed, from versions.written_down; None if there was no page
    :param changes: the facts to change. Those of KEPT_BY_THE_NETWORK need the whole network
    :raises NotAllowed: if the actor does not keep this site, or what they change
    :raises SiteRefused: if something given cannot be so
    :raises ChangedMeanwhile: if somebody else changed one of them since the page was drawn
    """
    require_keeper(by, site)
    _insist_known(changes, KEPT_AT_THE_SITE | KEPT_BY_THE_NETWORK)
    if changes.keys() & KEPT_BY_THE_NETWORK:
        require_everywhere(by, Permission.KEEP_NETWORK)
    site = Site.objects.select_for_update().get(id=site.id)
    names = tuple(changes)
    before = facts_of(site, names)
    insist_unchanged(seen, before)
    was = site.status
    _write(site, changes)
    if was == SiteStatus.PLANNED and site.status == SiteStatus.OPEN:
        audit.note(by=by, verb="opened", subject=site, place=site)
    elif facts_of(site, names) != before:
        audit.note(by=by, verb="edited", subject=site, place=site)
    return site


def require_keeper(by: Actor, site: Site) -> None:
    """
    Insist that the actor keeps this site's page true.

    Whoever keeps every site keeps one opened a moment ago too, which a list of
    sites that they hold in hand may not have yet.

    :raises NotAllowed: if they do not
    """
    if not by.may_everywhere(Permission.KEEP_PLACE):
        require(by, Permission.KEEP_PLACE, at=site)


def _write(site: Site, facts: dict[str, Any]) -> None:
    """Set the facts, place the site on the map, insist that it all makes sense, and save."""
    for name, value in facts.items():
        setattr(site, name, _tidied(value))
    if "postcode" in facts:
        _place_on_the_map(site, given="latitude" in facts)
    _insist_it_makes_sense(site)
    site.save()


def _tidied(value: Any) -> Any:
    """Take the space off the ends of words, and empty and repeated lines out of lists of them."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return list(dict.fromkeys(" ".join(each.split()) for each in value if each.strip()))
    return value


def _place_on_the_map(site: Site, *, given: bool) -> None:
    """
    Write the postcode in its usual form, and where it is.

    :param given: True if somebody has said where it is; that is then left alone
    """
    if not site.postcode:
        site.postcode = ""
        if not given:
            site.latitude = site.longitude = None
        return
    postcode = geo.parse_postcode(site.postcode)
    if postcode is None:
        raise SiteRefused(f"{site.postcode} is not a postcode. One looks like YO1 7HH.")
    site.postcode = postcode
    if given:
        return
    spot = geo.find(postcode)
    if spot is None:
        raise SiteRefused(f"There is no postcode in Great Britain that starts like {postcode}.")
    site.latitude, site.longitude = spot.latitude, spot.longitude


def _insist_it_makes_sense(site: Site) -> None:
    site.name = " ".join(site.name.split())
    if not site.name:
        raise SiteRefused("A site needs a name.")
    site.kind, site.status = SiteKind(site.kind), SiteStatus(site.status)
    site.tier = Tier(site.tier) if site.tier else ""
    if Site.objects.exclude(id=site.id).filter(name__iexact=site.name).exists():
        raise SiteRefused(f"There is already a site called {site.name}.")
    if site.part_of_id:
        _insist_it_can_be_part_of(site)
    if site.status == SiteStatus.PLANNED and site.opened_on:
        raise SiteRefused("A site that is only planned has not opened. Leave that day empty.")
    if not 1 <= site.wait_limit_minutes <= 240:
        raise SiteRefused("The longest wait must be between 1 minute and 4 hours (240 minutes).")
    if site.private_rooms is not None and not 0 <= site.private_rooms <= 100:
        raise SiteRefused("The number of private rooms must be between 0 and 100.")
    if site.phone and not re.fullmatch(r"[0-9+() -]{6,20}", site.phone):
        raise SiteRefused("A phone number must be made of numbers, like 01904 555 010.")


def _insist_it_can_be_part_of(site: Site) -> None:
    assert site.part_of is not None
    if site.kind == SiteKind.HUB:
        raise SiteRefused("A hub is not part of another site. Leave that empty.")
    if site.part_of.kind != SiteKind.HUB:
        raise SiteRefused(f"{site.part_of.name} is not a hub, so nothing can be part of it.")


def _free_slug(wanted: str, *, given: bool) -> str:
    """
    Return an address that no site has yet.

    :param given: True to refuse rather than look for another when it is taken
    """
    wanted = wanted[:45].strip("-") or "site"
    like_it = Site.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    taken = NOT_SLUGS | set(like_it)
    if wanted not in taken:
        return wanted
    if given:
        raise SiteRefused(f"There is already a site at the address {wanted}.")
    return next(
        slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken
    )


def _insist_known(facts: dict[str, Any], allowed: frozenset[str] | set[str]) -> None:
    if unknown := facts.keys() - allowed:
        raise TypeError(f"A site has no such facts to set here: {sorted(unknown)}")
