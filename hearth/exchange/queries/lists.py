"""Everything of the directory for whoever keeps it, and the lists that were brought in."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from hearth.directory.models import Provider, ProviderContact, Service, Taxonomy, Term
from hearth.exchange.models import BroughtList
from hearth.exchange.oruk.whole import CONTACTS, Whole
from hearth.exchange.queries.oruk import AT_A_TIME
from hearth.foundation.actors import Actor, Permission, require_somewhere

_EVERYTHING = [
    "schedules",
    "service_areas",
    "cost_options",
    "tagged__term__taxonomy",
    "provider__tagged__term__taxonomy",
    "at_locations__location__tagged__term__taxonomy",
]


def every_service(*, actor: Actor) -> QuerySet[Service]:
    """Return every entry with all its parts: internal and secret ones too."""
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    rows = Service.objects.select_related("provider", "offer__taxonomy", "site").order_by("id")
    return rows.prefetch_related(*_EVERYTHING)


def in_groups(rows: QuerySet[Service]) -> Iterator[list[Service]]:
    """Yield entries some at a time. Needs a transaction."""
    group: list[Service] = []
    for row in rows.iterator(chunk_size=AT_A_TIME):
        group.append(row)
        if len(group) == AT_A_TIME:
            yield group
            group = []
    if group:
        yield group


def writer_for(rows: Iterable[Service]) -> Whole:
    """Return the writer of these entries, with the contacts of their organisations opened."""
    return Whole(contacts_of([row.provider_id for row in rows]))


def contacts_of(provider_ids: Iterable[UUID]) -> dict[UUID, list[ProviderContact]]:
    found: dict[UUID, list[ProviderContact]] = {}
    rows = ProviderContact.objects.filter(provider_id__in=set(provider_ids)).order_by("id")
    for row in rows:
        found.setdefault(row.provider_id, []).append(row)
    return found


def providers_apart(*, actor: Actor) -> list[Provider]:
    """Return the organisations of which entries alone do not say everything."""
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    has_service = Exists(Service.objects.filter(provider=OuterRef("pk")))
    has_contact = Exists(ProviderContact.objects.filter(provider=OuterRef("pk")))
    rows = Provider.objects.filter(~has_service | has_contact).order_by("id")
    return list(rows.prefetch_related("tagged__term__taxonomy"))


def contacts_given(providers: Iterable[Provider]) -> set[str]:
    """Return the ids of the contacts that stand at an entry, and so go out with it."""
    kept = Service.objects.filter(provider__in=list(providers)).values_list("also", flat=True)
    return {each for also in kept for each in (also or {}).get(CONTACTS, [])}


def other_taxonomies() -> list[tuple[Taxonomy, list[Term]]]:
    """Return the lists of words that are not the hubs' own, with their words."""
    found = []
    for taxonomy in Taxonomy.objects.exclude(slug="hub").order_by("id"):
        terms = Term.objects.filter(taxonomy=taxonomy).select_related("taxonomy").order_by("id")
        found.append((taxonomy, list(terms)))
    return found


def lists_brought(*, actor: Actor) -> list[BroughtList]:
    """Return the latest lists that were brought in, or wait to be looked over."""
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    rows = BroughtList.objects.select_related("brought_by").defer("content_sealed", "found_sealed")
    return list(rows.order_by("-recorded_at")[:50])


def brought_list(list_id: UUID, *, actor: Actor) -> BroughtList:
    """:raises BroughtList.DoesNotExist: if there is none that the actor may see"""
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return BroughtList.objects.select_related("brought_by", "default_offer").get(id=list_id)


def sources() -> list[str]:
    """Return the names of the lists that entries came from."""
    named = Service.objects.exclude(source="").values_list("source", flat=True)
    return sorted(set(named.distinct()))


def offers() -> QuerySet[Term]:
    """Return what a service can be."""
    return Term.objects.filter(taxonomy__slug="hub", facet="OFFER").order_by("name")
