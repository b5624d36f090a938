"""
Everything of the directory, for those who keep it: nothing is left out, so nothing is locked in.

In Open Referral UK's words, with what only Hearth knows under `hearth`. What was brought in goes
out as it came (see keeping.py). Contacts are opened: only whoever keeps the directory asks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from hearth.directory.models import (
    CostOption,
    Location,
    Provider,
    ProviderContact,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Tagged,
    Taxonomy,
    Term,
)
from hearth.directory.refuges import is_refuge
from hearth.exchange.oruk import parts, telling
from hearth.exchange.oruk.keeping import Said, as_it_came
from hearth.exchange.oruk.plain import day, told
from hearth.foundation.models import Record

R = TypeVar("R", bound=Record)

CONTACTS = "contacts"
"""In `also` of a service: which of its organisation's contacts a list gave with it. Ids only."""

OF_A_SERVICE = (
    "text_number", "modes", "booking", "how_to_book", "is_free", "fees", "what_its_like",
    "first_time", "waiting_now", "space_now", "internal", "place_is_secret", "url", "email",
    "phone",
)  # fmt: skip
OF_A_PROVIDER = ("phone", "postcode", "website", "email", "logo", "uri", "description")
OF_A_LOCATION = (
    "address", "town", "county", "postcode", "country", "neighbourhood", "step_free",
    "accessible_toilet", "quiet_space", "hearing_loop", "parking", "nearest_bus", "access_note",
    "latitude", "longitude",
)  # fmt: skip

NO_BY_ITSELF = {"internal", "place_is_secret"}
"""Facts that are no unless they are yes. Of others "no" is an answer, and none is another."""


@dataclass(frozen=True)
class Whole:
    """
    The writer of everything.

    :param contacts: the contacts of each organisation, opened, by its id
    """

    contacts: Mapping[UUID, list[ProviderContact]] = field(default_factory=dict)

    def service(self, row: Service) -> Said:
        return as_it_came(self.our_service(row), row.also)

    def our_service(self, row: Service) -> Said:
        """Return what we would say of a service ourselves; its parts as they came."""
        said = telling.service_row(row) | told(
            {
                "fees": row.fees,
                "assurer_email": row.assurer_email,
                "schedules": [self.schedule(each) for each in _in_order(row.schedules.all())],
                "service_areas": [self.area(each) for each in _in_order(row.service_areas.all())],
                "service_at_locations": [
                    self.at_location(each) for each in _in_order(row.at_locations.all())
                ],
                "languages": parts.languages(row),
                "organization": self.organization(row.provider),
                "cost_options": [self.cost(each) for each in _in_order(row.cost_options.all())],
                "attributes": [self.offer(row), *self.attributes(row.tagged.all(), row)],
                "contacts": self.contacts_of(row),
            }
        )
        if not row.fees:
            said.pop("fees", None)
        ours = {name: getattr(row, name) for name in OF_A_SERVICE}
        shown = {"place_is_secret": False} if is_refuge(row) and not row.place_is_secret else {}
        said["hearth"] = shown | _told(
            ours
            | {
                "offer": row.offer.slug,
                "space_said_on": day(row.space_said_on),
                "site": row.site.slug if row.site else "",
                "same_as": str(row.same_as_id or ""),
                "source": row.source,
                "source_id": row.source_id,
            }
        )
        return said

    def offer(self, row: Service) -> Said:
        return parts.offer(row) | {"taxonomy_term": self.term(row.offer)}

    def schedule(self, row: Schedule) -> Said:
        return as_it_came(self.our_schedule(row), row.also)

    def our_schedule(self, row: Schedule) -> Said:
        said = parts.schedule(row)
        more = _told({"not_on": [day(each) for each in row.not_on], "link": row.link})
        return said | ({"hearth": more} if more else {})

    def cost(self, row: CostOption) -> Said:
        return as_it_came(parts.cost_option(row), row.also)

    def area(self, row: ServiceArea) -> Said:
        return as_it_came(parts.service_area(row), row.also)

    def at_location(self, row: ServiceAtLocation) -> Said:
        return as_it_came(self.our_at_location(row), row.also)

    def our_at_location(self, row: ServiceAtLocation) -> Said:
        return {
            "id": str(row.id),
            "service_id": str(row.service_id),
            "location_id": str(row.location_id),
            "location": self.location(row.location),
        }

    def location(self, row: Location) -> Said:
        return as_it_came(self.our_location(row), row.also)

    def our_location(self, row: Location) -> Said:
        said = parts.location(row) | told({"attributes": self.attributes(row.tagged.all(), row)})
        return said | {"hearth": _told({name: getattr(row, name) for name in OF_A_LOCATION})}

    def organization(self, row: Provider) -> Said:
        return as_it_came(self.our_organization(row), row.also)

    def our_organization(self, row: Provider) -> Said:
        said = telling.organization_row(row) | told(
            {
                "organization_identifiers": parts.identifiers(row),
                "attributes": self.attributes(row.tagged.all(), row),
            }
        )
        return said | {"hearth": _told({name: getattr(row, name) for name in OF_A_PROVIDER})}

    def attributes(self, rows: Iterable[Tagged], owner: Any) -> list[Said]:
        kinds = {Service: "service", Location: "location", Provider: "organization"}
        return [
            as_it_came(self.our_attribute(row, kinds[type(owner)], owner.id), row.also)
            for row in _in_order(rows)
            if row.term
        ]

    def our_attribute(self, row: Tagged, link_type: str, link_id: UUID) -> Said:
        assert row.term is not None
        return parts.attribute(str(row.id), row.term, link_id=str(link_id), link_type=link_type) | {
            "taxonomy_term": self.term(row.term)
        }

    def term(self, row: Term) -> Said:
        return as_it_came(self.our_term(row), row.also)

    def our_term(self, row: Term) -> Said:
        """Return a term. The hubs' own have other ids in each partnership, and the same slugs."""
        ours = {"hearth": {"slug": row.slug}} if row.taxonomy.slug == "hub" else {}
        return parts.term(row) | ours

    def taxonomy(self, row: Taxonomy, terms: Iterable[Term] = ()) -> Said:
        """Return a list of words, with its words if any are given."""
        inside = [self.term(each) for each in terms]
        said = as_it_came(parts.taxonomy(row), row.also)
        return said | ({"taxonomy_terms": inside} if inside else {})

    def contacts_of(self, row: Service) -> list[Said]:
        """Return the contacts that a list gave with a service, in its order."""
        there = {str(each.id): each for each in self.contacts.get(row.provider_id, [])}
        given = (row.also or {}).get(CONTACTS, [])
        return [contact(there[each]) for each in given if each in there]

    def contacts_of_organization(self, row: Provider, given: set[str]) -> list[Said]:
        """Return the contacts that no service of the organisation was given with."""
        rows = self.contacts.get(row.id, [])
        return [contact(each) for each in rows if str(each.id) not in given]


def contact(row: ProviderContact) -> Said:
    """Return somebody at an organisation, opened."""
    said = {"id": str(row.id), "name": row.name, "title": row.job, "email": row.email}
    phones = [{"number": row.phone}] if row.phone else []
    return told(said | {"phones": phones, "hearth": {"confirms": True} if row.confirms else {}})


def _in_order(rows: Iterable[R]) -> list[R]:
    return sorted(rows, key=lambda row: row.id)


def _told(facts: dict[str, Any]) -> Said:
    return {
        key: value
        for key, value in told(facts).items()
        if value is not False or key not in NO_BY_ITSELF
    }
