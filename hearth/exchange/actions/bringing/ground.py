"""What one bringing-in works on: its source, the rows that are there, and ids that are free."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

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
    Term,
)
from hearth.exchange.actions.bringing.words import Words
from hearth.exchange.lists.checked import identifier
from hearth.exchange.lists.said import Book
from hearth.exchange.oruk.keeping import Said
from hearth.foundation.actors import Actor
from hearth.foundation.identifiers import uuid7

AT_ONCE = 500

BROUGHT_IN, CHANGED = "brought in", "changed by a list"
"""What the trail says was done to a row."""


@dataclass
class Ids:
    """
    Ids of a table: a list's own where they are free, so that they stay the same everywhere.

    An id that another entry has already is never taken from it.
    """

    taken: set[UUID] = field(default_factory=set)

    def give(self, wanted: UUID | None) -> UUID:
        given = wanted if wanted and wanted not in self.taken else uuid7()
        self.taken.add(given)
        return given


@dataclass
class Ground:
    source: str
    by: Actor
    today: datetime.date
    default_offer: Term | None
    words: Words
    ids: dict[type[Model], Ids]
    providers: dict[str, Provider] = field(default_factory=dict)
    """By what the list calls them."""
    locations: dict[str, Location] = field(default_factory=dict)
    raw: dict[UUID, Said] = field(default_factory=dict)
    """How the source wrote each part, by the id that it has here."""
    by_default: set[str] = field(default_factory=set)
    """Entries of which nothing said what they are but whoever brings them in."""
    disputed: list[tuple[Provider | Location, dict[str, Any]]] = field(default_factory=list)
    """What the list says otherwise of organisations and places that are not its own to change."""
    trail: dict[str, list[Model]] = field(default_factory=dict)
    """What was written, by what the trail says was done to it."""
    moved: set[UUID] = field(default_factory=set)
    """Providers and locations that changed: whatever is theirs must be published anew."""

    def wrote(self, verb: str, rows: Iterable[Model]) -> None:
        """Remember what was written, for the trail."""
        self.trail.setdefault(verb, []).extend(rows)


def ground_for(
    book: Book, *, source: str, by: Actor, today: datetime.date, default_offer: Term | None
) -> Ground:
    """Look once at all that a list could touch."""
    wanted = _wanted_ids(book)
    ids = {model: Ids(_there(model, some)) for model, some in wanted.items()}
    return Ground(source, by, today, default_offer, Words(), ids)


def _wanted_ids(book: Book) -> dict[type[Model], set[UUID]]:
    wanted: dict[type[Model], set[UUID]] = {
        model: set()
        for model in (
            Provider, Location, Service, ServiceAtLocation, Schedule, CostOption, ServiceArea,
            Tagged, ProviderContact,
        )
    }  # fmt: skip

    def add(model: type[Model], values: Iterable[Any]) -> None:
        found = (identifier(value) for value in values if value)
        wanted[model].update(value for value in found if value)

    for provider in [*book.providers, *(each.provider for each in book.services if each.provider)]:
        add(Provider, [provider.source_id])
        add(Tagged, (tag.id for tag in provider.tags))
        add(ProviderContact, (contact.id for contact in provider.contacts))
    for said in book.services:
        add(Service, [said.source_id])
        add(Schedule, (part.id for part in said.times or []))
        add(CostOption, (part.id for part in said.costs or []))
        add(ServiceArea, (part.id for part in said.areas or []))
        add(Tagged, (tag.id for tag in said.tags or []))
        add(ProviderContact, (contact.id for contact in said.contacts))
        for place in said.places or []:
            add(Location, [place.source_id])
            add(ServiceAtLocation, [place.at_id])
            add(Tagged, (tag.id for tag in place.tags))
    return wanted


def _there(model: type[Model], ids: set[UUID]) -> set[UUID]:
    there: set[UUID] = set()
    for some in in_groups(sorted(ids), 5000):
        there.update(model._default_manager.filter(pk__in=some).values_list("pk", flat=True))
    return there


def in_groups(rows: list[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def known(model: Any, source: str, said_ids: Iterable[str], rows: Any = None) -> dict[str, Any]:
    """
    Return the rows that a list means, by what it calls them.

    One that this source brought before comes first; then one that has the very id. Nobody else
    can change them until the list is done with.
    """
    found: dict[str, Any] = {}
    base = model.objects.all() if rows is None else rows
    base = base.select_for_update(of=("self",), no_key=True).order_by("pk")
    for some in in_groups(sorted({each for each in said_ids if each}), 5000):
        by_id = [given for each in some if (given := identifier(each))]
        for row in base.filter(Q(pk__in=by_id)):
            found[str(row.pk)] = row
        for row in base.filter(source=source, source_id__in=some):
            found[row.source_id] = row
    return found
