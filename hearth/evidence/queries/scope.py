"""Which sites a report is about, out of those where its reader may read reports."""

from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from hearth.evidence.period import Period, whole_month
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.places.models import Site, SiteKind, SiteQuerySet, Tier
from hearth.places.queries import get_site, sites_where

NO_TIER = "NONE"
"""How an address says: the sites to which no tier was given."""


@dataclass(frozen=True)
class Scope:
    """Some sites, what they are called together, and how an address says it."""

    words: str
    sites: tuple[Site, ...]
    address: dict[str, str]

    @property
    def ids(self) -> list[UUID]:
        return [site.id for site in self.sites]


def sites_reported(actor: Actor) -> SiteQuerySet:
    """
    Return the sites whose reports the actor may read, by name.

    :raises NotAllowed: if there are none
    """
    require_somewhere(actor, Permission.READ_REPORTS)
    return sites_where(actor, Permission.READ_REPORTS)


def scope_for(actor: Actor, *, site: str = "", kind: str = "", tier: str = "") -> Scope:
    """
    Return the sites that an address asks for: one, those of a kind or a tier, or all.

    :param kind: a code of SiteKind
    :param tier: a code of Tier, or NO_TIER
    :raises NotAllowed: if the actor reads no reports anywhere
    :raises Site.DoesNotExist: if there is no such site, or not for them
    """
    require_somewhere(actor, Permission.READ_REPORTS)
    if site:
        chosen = get_site(site, actor=actor, permission=Permission.READ_REPORTS)
        return Scope(chosen.name, (chosen,), {"site": site})
    sites = sites_where(actor, Permission.READ_REPORTS)
    address = {}
    if kind:
        sites, address["kind"] = sites.filter(kind=kind), kind
    if tier:
        sites, address["tier"] = sites.filter(tier="" if tier == NO_TIER else tier), tier
    found = tuple(sites)
    return Scope(_words(actor, kind, tier, found), found, address)


def as_told(scope: Scope, period: Period, *, actor: Actor) -> tuple[bool, Period]:
    """
    Return if the actor is of those sites' own teams, and the days: to others whole months, of which
    the one that goes on is told up to today.
    """
    own = set(scope.ids) <= set(actor.places_where(Permission.CHANGE_PEOPLE))
    if own:
        return own, period
    last = min(whole_month(period.last).last, max(period.last, timezone.localdate()))
    return own, Period(whole_month(period.first).first, last)


def _words(actor: Actor, kind: str, tier: str, sites: tuple[Site, ...]) -> str:
    everywhere = actor.may_everywhere(Permission.READ_REPORTS)
    if not kind and not tier:
        if len(sites) == 1:
            return sites[0].name
        return "The whole network" if everywhere else "All your sites"
    kind_words = f"{SiteKind(kind).label.lower()}s" if kind else "sites"
    yours = "" if everywhere else "your "
    if tier == NO_TIER:
        return f"All {yours}{kind_words} with no tier given"
    tier_words = f"{Tier(tier).label.lower()} " if tier else ""
    return f"All {yours}{tier_words}{kind_words}"
