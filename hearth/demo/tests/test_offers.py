"""The directories of the three networks, as they are laid."""

import datetime
import re

import pytest
from django.db import transaction

from hearth.demo.networks import DEMONSTRATION
from hearth.demo.offers.laying import lay
from hearth.demo.settling import settle
from hearth.directory.models import (
    Findable,
    Service,
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
    "york": {"York (B)"},
    "plymouth": {"City of Plymouth (B)"},
    "lincolnshire": {
        "Lincoln District (B)", "Boston District (B)", "East Lindsey District",
        "West Lindsey District", "North Kesteven District", "South Kesteven District",
        "South Holland District",
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=DEMONSTRATION, ids=lambda network: network.slug)
def network(request, django_db_setup, django_db_blocker):
    """A network with its sites and its directory, laid once for all questions about it."""
    with django_db_blocker.unblock(), as_the_owner(), transaction.atomic():
        standing = settle(request.param, today=TODAY)
        lay(request.param, standing, now=NOW, seed="1")
        yield request.param
        transaction.set_rollback(True)


def test_smoke(network):
    print(network.slug, Service.objects.count(), Findable.objects.count())
