"""What anybody may read of the directory, as the standard asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from hearth.directory.finding.asking import understand
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.words import plain
from hearth.directory.models import (
    FindKey,
    Provider,
    Schedule,
    Service,
    ServiceAtLocation,
    Taxonomy,
    Term,
)
from hearth.directory.queries.distance import kilometres
from hearth.directory.refuges import are_lines
from hearth.exchange.oruk.asked import Asked
from hearth.places.geo import find

M = TypeVar("M", bound=Model)


def told_services() -> QuerySet[Service]:
    """
    Return what leaves by the public way.

    What keeps its place secret leaves only if it is a line to ring or write to, whether anybody
    wrote down where it is or not. Its neighbours leave, without that place.
    """
    return Service.objects.public().filter(Q(place_is_secret=False) | are_lines())


AT_A_TIME = 500
"""Lines in one answer: as many as on the largest page, for all of them are held in memory."""

_SERVICE_PARTS = [
    "service_areas",
    "cost_options",
    "tagged__term__taxonomy",
    "provider__tagged__term__taxonomy",
]
_SERVICE_WHOLE: list[Any] = [
    *_SERVICE_PARTS,
    Prefetch("schedules", Schedule.objects.guarded()),
    Prefetch("at_locations", ServiceAtLocation.objects.told()),
    "at_locations__location__tagged__term__taxonomy",
]
_PLACE_WHOLE: list[Any] = [
    "location__tagged__term__taxonomy",
    *(f"service__{part}" for part in _SERVICE_PARTS),
    Prefetch("service__schedules", Schedule.objects.guarded()),
    Prefetch("service__at_locations", ServiceAtLocation.objects.told()),
]


@dataclass(frozen=True)
class Page(Generic[M]):
    """One page of a list."""

    rows: list[M]
    number: int
    size: int
    """Rows on a page."""
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // self.size)


def page_of(rows: QuerySet[M], asked: Asked) -> Page[M]:
    """Return the page that is asked for; one beyond the last is empty."""
    begin = (asked.page - 1) * asked.per_page
    return Page(
        rows=list(rows[begin : begin + asked.per_page]),
        number=asked.page,
        size=asked.per_page,
        total=rows.count(),
    )


def after(rows: QuerySet[M], last: UUID | None) -> tuple[list[M], bool]:
    """Return the next rows, in the order of their ids, and whether they are all that is left."""
    left = rows if last is None else rows.filter(pk__gt=last)
    found = list(left.order_by("pk")[: AT_A_TIME + 1])
    return found[:AT_A_TIME], len(found) <= AT_A_TIME


def services(asked: Asked) -> QuerySet[Service]:
    """Return the public services that are asked for, oldest entry first."""
    found = told_services().filter(*_of_services(asked)).order_by("id")
    if asked.near:
        found = found.filter(Exists(_nearby(asked).filter(service=OuterRef("pk"))))
    if asked.minimal:
        return found
    found = found.select_related("provider", "offer__taxonomy")
    return found.prefetch_related(*_SERVICE_WHOLE) if asked.full else found


def service(service_id: UUID) -> Service:
    """:raises Service.DoesNotExist: if no public service has that id"""
    return services(Asked(full=True)).get(id=service_id)


def services_at_locations(asked: Asked) -> QuerySet[ServiceAtLocation]:
    """Return where the public services that are asked for are; never where one is secret."""
    about = told_services().filter(*_of_services(asked))
    found = _nearby(asked) if asked.near else _told_places()
    found = found.filter(service__in=about).order_by("id")
    found = found.select_related("location", "service__provider", "service__offer__taxonomy")
    return found.prefetch_related(*_PLACE_WHOLE) if asked.full else found


def service_at_location(at_location_id: UUID) -> ServiceAtLocation:
    """:raises ServiceAtLocation.DoesNotExist: if there is none that may be told"""
    return services_at_locations(Asked(full=True)).get(id=at_location_id)


def organizations(asked: Asked) -> QuerySet[Provider]:
    """Return the organisations that have a public service."""
    about = told_services().filter(provider=OuterRef("pk"))
    found = Provider.objects.filter(Exists(about)).order_by("id")
    if asked.search:
        for word in plain(asked.search).split():
            found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    if asked.modified_after:
        found = found.filter(edited_at__gte=asked.modified_after)
    if asked.full or asked.full_service:
        found = found.prefetch_related("tagged__term__taxonomy")
    return found


def organization(organization_id: UUID) -> Provider:
    """:raises Provider.DoesNotExist: if no such organisation has a public service"""
    return organizations(Asked(full=True)).get(id=organization_id)


def services_of(providers: list[Provider], *, full: bool) -> dict[UUID, list[Service]]:
    """Return the public services of some organisations, by organisation."""
    found: dict[UUID, list[Service]] = {}
    every = services(Asked(full=full)).filter(provider__in=providers)
    for row in every:
        found.setdefault(row.provider_id, []).append(row)
    return found


def taxonomies(asked: Asked) -> QuerySet[Taxonomy]:
    found = Taxonomy.objects.order_by("id")
    return _named(found, asked)


def taxonomy(taxonomy_id: UUID) -> Taxonomy:
    """:raises Taxonomy.DoesNotExist: if there is none"""
    return Taxonomy.objects.get(id=taxonomy_id)


def terms(asked: Asked) -> QuerySet[Term]:
    """Return the terms that are asked for."""
    found = _named(Term.objects.select_related("taxonomy").order_by("id"), asked)
    if asked.taxonomy_id:
        found = found.filter(taxonomy_id=asked.taxonomy_id)
    if asked.parent_id:
        found = found.filter(parent_id=asked.parent_id)
    return found.filter(parent=None) if asked.top_only else found


def term(term_id: UUID) -> Term:
    """:raises Term.DoesNotExist: if there is none"""
    return Term.objects.select_related("taxonomy").get(id=term_id)


def _named(found: QuerySet[M], asked: Asked) -> QuerySet[M]:
    if asked.modified_after:
        found = found.filter(edited_at__gte=asked.modified_after)
    for word in plain(asked.search).split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return found


def _of_services(asked: Asked) -> list[Any]:
    """Return the conditions on services; all of them must hold."""
    conditions: list[Any] = [_searched(asked.search)] if asked.search else []
    if asked.taxonomy_term_id:
        is_it = Q(tagged__term_id=asked.taxonomy_term_id)
        conditions.append(_among(is_it) | Q(offer_id=asked.taxonomy_term_id))
    if asked.taxonomy_id:
        has_one = Q(tagged__term__taxonomy_id=asked.taxonomy_id)
        conditions.append(_among(has_one) | Q(offer__taxonomy_id=asked.taxonomy_id))
    if asked.organization_id:
        conditions.append(Q(provider_id=asked.organization_id))
    if asked.minimum_age is not None:
        conditions.append(Q(minimum_age__gte=asked.minimum_age))
    if asked.maximum_age is not None:
        conditions.append(Q(maximum_age__lte=asked.maximum_age))
    if asked.modified_after:
        conditions.append(Q(edited_at__gte=asked.modified_after))
    if asked.day or asked.start_time or asked.end_time:
        conditions.append(Exists(_times(asked).filter(service=OuterRef("pk"))))
    return conditions


def _searched(words: str) -> Q:
    """
    Return that an entry says every one of these words, or is what they mean.

    What they mean is understood as on the pages: by need, by what people call it, misspelt. It
    is a filter here: whatever else words say, of days or places, has a parameter of its own.
    """
    letters = plain(words).split()
    if not letters:
        return Q(pk__in=[])  # words without a letter find nothing, not everything
    says = Q()
    for word in letters:
        says &= _says(word)
    meant = understand(words, lexicon=lexicon(), now=timezone.localtime())
    concepts = [each for each in meant.concepts if not each.extra]
    others = (meant.near, meant.days, meant.parts, meant.facts, meant.age, meant.not_understood)
    if not concepts or any(others) or meant.most is not None or meant.unplaced:
        return says
    is_meant = Q()
    for concept in concepts:
        keys = FindKey.objects.filter(key__in=[key for key, _ in concept.keys])
        is_meant &= Q(pk__in=keys.values("findable__service"))
    return says | is_meant


def _says(word: str) -> Q:
    """Return that an entry says a word: in its name, its description, its organisation's name."""
    return (
        Q(name__icontains=word)
        | Q(description__icontains=word)
        | Q(provider__name__icontains=word)
        | Q(offer__name__icontains=word)
    )


def _among(tagged: Q) -> Q:
    return Q(pk__in=Service.objects.filter(tagged).values("pk"))


def _times(asked: Asked) -> QuerySet[Schedule]:
    """Return the times that are all of what is asked for: that day, and within those hours."""
    found = Schedule.objects.all()
    if asked.day:
        every_way = [asked.day, *(f"{n}{asked.day}" for n in (1, 2, 3, 4, 5, -1, -2, -3, -4, -5))]
        found = found.filter(byday__overlap=every_way)
    if asked.start_time:
        found = found.filter(opens__gte=asked.start_time)
    if asked.end_time:
        found = found.filter(closes__lte=asked.end_time)
    return found


def somewhere() -> tuple[str, str] | None:
    """Return the postcode of a public place and a day on which something is there, if one is."""
    places = _told_places().filter(service__in=told_services())
    found = Schedule.objects.filter(at_location__in=places).exclude(byday=[])
    found = found.filter(at_location__location__latitude__isnull=False)
    found = found.select_related("at_location__location").order_by("id")
    for time in found.exclude(at_location__location__postcode="")[:20]:
        postcode = time.at_location.location.postcode if time.at_location else ""
        if find(postcode):
            return postcode, time.byday[0][-2:]
    return None


def _told_places() -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.told()


def _nearby(asked: Asked) -> QuerySet[ServiceAtLocation]:
    """Return what is within so many metres of a postcode. A secret place is near nothing."""
    assert asked.near is not None
    north = asked.metres / 1000 / 111.0  # a degree of latitude is 110.6 to 111.7 km
    east = min(360.0, north / max(0.01, cos(radians(asked.near.latitude))))
    box = {
        "location__latitude__range": (asked.near.latitude - north, asked.near.latitude + north),
        "location__longitude__range": (asked.near.longitude - east, asked.near.longitude + east),
    }
    away = kilometres(asked.near, F("location__latitude"), F("location__longitude"))
    return _told_places().filter(**box).alias(away=away).filter(away__lte=asked.metres / 1000)
