"""A sample of each address: real ones, which somebody of each role can open."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Model

from hearth.accounts.models import Grant, User
from hearth.directory.models import (
    AdvicePage,
    Claim,
    CostOption,
    Provider,
    ProviderContact,
    SameAs,
    Schedule,
    Service,
    ServiceAtLocation,
    Synonym,
    Taxonomy,
    Term,
    Tip,
)
from hearth.exchange.models import BroughtList
from hearth.frontdoor.models import ChildAlert, Conversation, Headcount, Presence, Visit
from hearth.outgoing.models import OutgoingMessage
from hearth.people.models import Link, Person, WayToContact
from hearth.places.models import (
    Closure,
    DayException,
    OpeningSpell,
    Organisation,
    Site,
    SitePhoto,
)
from hearth.sheets.models import Sheet

AT_SITE: dict[str, tuple[type[Model], str]] = {
    "spell_id": (OpeningSpell, "site"),
    "closure_id": (Closure, "site"),
    "on": (DayException, "site"),
    "photo_id": (SitePhoto, "site"),
    "digest": (SitePhoto, "site"),
    "worker_id": (User, "grants__site"),
    "grant_id": (Grant, "site"),
    "person_id": (Person, "known_at__contains"),
    "other_id": (Person, "known_at__contains"),
    "way_id": (WayToContact, "known_at__contains"),
    "link_id": (Link, "one_known_at__contains"),
    "visit_id": (Visit, "site"),
    "headcount_id": (Headcount, "site"),
    "conversation_id": (Conversation, "site"),
    "alert_id": (ChildAlert, "site"),
    "presence_id": (Presence, "site"),
    "message_id": (OutgoingMessage, "site"),
    "sheet_id": (Sheet, "site"),
}
"""What each parameter names, and how to tell that it belongs to a site."""

IN_THE_DIRECTORY: dict[str, type[Model]] = {
    "service_id": Service,
    "schedule_id": Schedule,
    "at_id": ServiceAtLocation,
    "at_location_id": ServiceAtLocation,
    "cost_id": CostOption,
    "provider_id": Provider,
    "contact_id": ProviderContact,
    "tip_id": Tip,
    "pair_id": SameAs,
    "claim_id": Claim,
    "synonym_id": Synonym,
    "taxonomy_id": Taxonomy,
    "term_id": Term,
    "list_id": BroughtList,
}
"""What belongs to no site: the directory is the whole partnership's."""


def busiest_site() -> Site | None:
    """Return the site where workers hold most different roles; none where nobody works yet."""
    at_a_site = Grant.objects.filter(site__isnull=False)
    roles, held = Count("role", distinct=True), Count("id")
    by_site = at_a_site.values("site").annotate(roles=roles, held=held)
    first = by_site.order_by("-roles", "-held", "site").first()
    return Site.objects.get(pk=first["site"]) if first else None


def sample_of(parameters: tuple[str, ...], site: Site | None) -> dict[str, str]:
    """
    Return values for an address's parameters, from the schema in hand. Run it as the owner.

    They belong to the site and to each other. Where there is nothing yet, a
    value is well formed and belongs to nothing.
    """
    if "way_id" in parameters:
        way = _newest("way_id", site)
        if isinstance(way, WayToContact):
            return {"person_id": str(way.person_id), "way_id": str(way.pk)}
    values: dict[str, str] = {}
    for parameter in parameters:
        not_again = [value for name, value in values.items() if name == "person_id"]
        values[parameter] = _value(parameter, site, not_again)
    return values


def _value(parameter: str, site: Site | None, not_again: list[str]) -> str:
    if parameter == "slug":
        return site.slug if site else "none"
    if parameter == "organisation_id":
        newest = Organisation.objects.order_by("-pk").first()
        return str(site.run_by_id if site else newest.pk if newest else UUID(int=0))
    if parameter in ("advice_id", "page_slug", "version_number"):
        return _of_advice(parameter)
    if parameter == "token":
        return "0" * 32  # well formed; the secret of a link is kept nowhere
    if parameter in IN_THE_DIRECTORY or parameter == "organization_id":
        return _in_the_directory(parameter)
    found = _newest(parameter, site, not_again)
    if isinstance(found, DayException):
        return found.on.isoformat()
    if isinstance(found, SitePhoto) and parameter == "digest":
        return found.small_digest
    if found is None:
        return "2026-01-01" if parameter == "on" else str(UUID(int=0))
    return str(found.pk)


def _of_advice(parameter: str) -> str:
    """Return what names a page of advice that is out, in Easy Read if one is."""
    out = AdvicePage.objects.filter(published__isnull=False).select_related("published")
    page = out.order_by("edition", "-pk").first()
    if page is None or page.published is None:
        return {"version_number": "1", "page_slug": "none"}.get(parameter, str(UUID(int=0)))
    number = page.published.number
    names = {"advice_id": page.pk, "page_slug": page.slug, "version_number": number}
    return str(names[parameter])


def _in_the_directory(parameter: str) -> str:
    public = Service.objects.public().order_by("-pk")
    if parameter == "service_id":
        newest: Any = public.first()
    elif parameter == "organization_id":  # the standard's own word
        service = public.first()
        newest = service.provider if service else None
    elif parameter == "at_location_id":
        at = ServiceAtLocation.objects.filter(service__in=public, service__place_is_secret=False)
        newest = at.order_by("-pk").first()
    else:
        newest = IN_THE_DIRECTORY[parameter]._default_manager.order_by("-pk").first()
    return str(newest.pk if newest else UUID(int=0))


def _newest(parameter: str, site: Site | None, not_again: list[str] | None = None) -> Model | None:
    model, path = AT_SITE[parameter]
    where: Any = [site.pk] if site and path.endswith("contains") else site
    rows: Any = model._default_manager.filter(**{path: where}) if site else model._default_manager
    if model is Link and site:
        rows = rows.filter(other_known_at__contains=[site.pk])
    first: Model | None = rows.exclude(pk__in=not_again or []).order_by("-pk").first()
    return first
