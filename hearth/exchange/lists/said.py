"""What a list says, however it is written: read and checked, and nothing decided yet."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

Raw = dict[str, Any]

NOTHING_IF_EMPTY = frozenset({"place_is_secret"})
"""Facts of which an empty cell says nothing: only a plain "no" shows where something is."""


@dataclass
class TermSaid:
    """A word of some taxonomy."""

    name: str
    description: str = ""
    id: UUID | None = None
    uri: str = ""
    parent: str = ""
    """The id that the list gives its parent."""
    taxonomy: str = ""
    taxonomy_id: UUID | None = None
    slug: str = ""
    """Of the hubs' own taxonomy, if it is one of theirs."""
    hub_slug: str = ""
    """Of the hubs' own taxonomy, if another partnership says so: ours then, if we have it."""
    parent_key: str = ""
    """By what its own narrower terms call it, where that is no id of ours."""
    where: str = ""
    raw: Raw | None = None


@dataclass
class TagSaid:
    term: TermSaid
    id: UUID | None = None
    raw: Raw | None = None


@dataclass
class PartSaid:
    """A time, a price or an area of a service."""

    facts: dict[str, Any]
    id: UUID | None = None
    place: str = ""
    """For a time: the place that it is of, by what the list calls the service there."""
    raw: Raw | None = None


@dataclass
class PlaceSaid:
    """Somewhere that a service is."""

    source_id: str
    facts: dict[str, Any]
    at_id: str = ""
    """What the list calls the service at that place."""
    tags: list[TagSaid] = field(default_factory=list)
    raw: Raw | None = None
    raw_at: Raw | None = None


@dataclass
class ContactSaid:
    """Somebody who works at an organisation. Sealed when it is kept."""

    name: str = ""
    job: str = ""
    email: str = ""
    phone: str = ""
    confirms: bool = False
    id: UUID | None = None


@dataclass
class ProviderSaid:
    source_id: str
    facts: dict[str, Any]
    part_of: str = ""
    tags: list[TagSaid] = field(default_factory=list)
    contacts: list[ContactSaid] = field(default_factory=list)
    raw: Raw | None = None


@dataclass
class ServiceSaid:
    """One entry of a list. What is None was not said; an empty list was said to be empty."""

    where: str
    """Where in the list it stands: "Row 14"."""
    name: str = ""
    source_id: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    offer: str = ""
    """What it is: the slug of an offer, or words for one."""
    provider: ProviderSaid | None = None
    provider_id: str = ""
    """What the list calls its organisation, where it does not say more of it here."""
    places: list[PlaceSaid] | None = None
    times: list[PartSaid] | None = None
    costs: list[PartSaid] | None = None
    areas: list[PartSaid] | None = None
    tags: list[TagSaid] | None = None
    contacts: list[ContactSaid] = field(default_factory=list)
    assured_on: Any = None
    """The day on which the list says that it was right."""
    same_as: str = ""
    site: str = ""
    raw: Raw | None = None
    columns: tuple[str, ...] = ()
    """Of a spreadsheet: what its columns say."""
    offer_is_same: bool = False
    places_are_same: bool = False
    """Of a spreadsheet: our own entry's row says just that."""
    remarks: list[str] = field(default_factory=list)
    """What may be so, and is worth another look."""
    passed_over: frozenset[str] = frozenset()
    """Parts that stand elsewhere in the list, and so are missing from `raw`."""
    problems: list[str] = field(default_factory=list)


@dataclass
class TaxonomySaid:
    name: str
    description: str = ""
    id: UUID | None = None
    uri: str = ""
    version: str = ""
    terms: list[TermSaid] = field(default_factory=list)
    raw: Raw | None = None


@dataclass
class Book:
    """All that one file says."""

    services: list[ServiceSaid] = field(default_factory=list)
    providers: list[ProviderSaid] = field(default_factory=list)
    taxonomies: list[TaxonomySaid] = field(default_factory=list)
    terms: list[TermSaid] = field(default_factory=list)
