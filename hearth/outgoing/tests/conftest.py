"""What only tests about messages need."""

import datetime

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.outgoing import actions
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.people.queries import sections
from hearth.people.queries.sections import WaySection

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def now():
    return NOON


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture(autouse=True)
def jobs():
    """Keep what is put off, for a test to look at or do."""
    with app.replace_connector(InMemoryConnector()) as keeping:
        yield keeping.connector.jobs


@pytest.fixture
def team_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Clem").user


@pytest.fixture
def tell(team_member):
    """Write something down about a person, as Acomb's team."""

    def write(person, *, needs=None, **choices):
        with acting_as(team_member):
            person = Person.objects.get(id=person.id)
            if needs is not None:
                hello = sections.hello_of(person)
                people.change_hello(
                    by=team_member, person=person, stamp=hello.stamp,
                    hello=sections.HelloSection(hello.known_as, needs=tuple(needs)),
                )  # fmt: skip
            if choices:
                listing = sections.listing_of(person)
                people.change_listing(
                    by=team_member, person=person, stamp=listing.stamp, today=timezone.localdate(),
                    listing=sections.ListingSection(
                        choices.get("listed", True), choices.get("wants_no_messages", False)
                    ),
                )  # fmt: skip

    return write


@pytest.fixture
def reach(team_member):
    """Write down a way to contact a person."""

    def write(person, kind="EMAIL", value="jo@example.org", safe="YES", by=team_member):
        with acting_as(by):
            return people.add_way(by=by, person=person, way=WaySection(kind, value, safe))

    return write


@pytest.fixture
def send(team_member, hub, jo, now):
    def act(by=team_member, site=hub, person=jo, template="hello", **more):
        with acting_as(by):
            return actions.send(by=by, site=site, person=person, template=template, now=now, **more)

    return act
