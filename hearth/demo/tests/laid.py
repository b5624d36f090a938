"""A network's directory as it stands once it is laid, to ask all sorts of things of."""

import datetime
import re
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from hearth.demo.network import Network
from hearth.demo.offers.laying import lay
from hearth.demo.offers.shelf import ORDER
from hearth.demo.settling import settle
from hearth.directory.models import (
    Findable,
    Outing,
    ProviderContact,
    Service,
    ServiceAtLocation,
    Tagged,
    Term,
    Tip,
    UnmetNeed,
)
from hearth.foundation.tests.factories import as_the_owner

NOW = datetime.datetime(2026, 11, 24, 16, 30, tzinfo=datetime.UTC)
TODAY = NOW.date()
DRAMA = re.compile(r"(01632 960\d{3}|07700 900\d{3}|0808 157 0\d{3}|020 7946 0\d{3})$")
NATIONAL = {
    "116 123", "111", "999", "85258", "0800 1111", "0808 2000 247", "0800 068 4141",
    "0800 58 58 58",
}  # fmt: skip
DISTRICTS = {
    "york": {"York"},
    "plymouth": {"City of Plymouth"},
    "lincolnshire": {
        "Lincoln", "Boston", "East Lindsey",
        "West Lindsey", "North Kesteven", "South Kesteven",
        "South Holland",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Laid:
    """What stands in the tables once a network's directory is laid."""

    network: Network
    rows: dict[type, list]
    tags: dict[UUID, set[str]]
    offers: dict[str, Term]
    wanting: int
    opened: dict[UUID, str]
    """What is sealed, by whose it is: only within a partnership can it be opened."""

    def __getitem__(self, model):
        return self.rows[model]

    @property
    def local(self):
        """Everything but the national lines, which are real."""
        return [one for one in self[Service] if one.phone not in NATIONAL and not is_shout(one)]


def is_shout(service):
    return service.text_number in NATIONAL


def rows_as_they_are(network, *, seed="1", now=NOW):
    """Lay a network's directory, read all of it, and take it away again."""
    connection.set_schema("york")
    with as_the_owner(), transaction.atomic():
        standing = settle(network, today=now.date())
        lay(network, standing, now=now, seed=seed)
        rows = {model: list(model.objects.order_by("id")) for model in ORDER}
        rows[Service] = list(
            Service.objects.select_related("provider", "offer", "site", "kept_by").order_by("id")
        )
        rows[ServiceAtLocation] = list(
            ServiceAtLocation.objects.select_related("location", "service").order_by("id")
        )
        rows[Findable] = list(Findable.objects.order_by("id"))
        tags = {}
        for service_id, slug in Tagged.objects.values_list("service_id", "term__slug"):
            tags.setdefault(service_id, set()).add(slug)
        offers = {term.slug: term for term in Term.objects.filter(taxonomy__slug="hub")}
        wanting = Service.objects.public().count()
        opened = {one.pk: one.words for one in rows[Tip]}
        opened |= {one.pk: one.note for one in [*rows[Outing], *rows[UnmetNeed]]}
        opened |= {one.pk: f"{one.name} {one.email} {one.phone}" for one in rows[ProviderContact]}
        transaction.set_rollback(True)
    connection.set_schema_to_public()
    return Laid(network, rows, tags, offers, wanting, opened)


def by(laid, **wanted):
    return [
        one
        for one in laid[Service]
        if all(getattr(one, name) == value for name, value in wanted.items())
    ]
