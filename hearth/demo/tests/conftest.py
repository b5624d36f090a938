"""A very small network, of one hub, settled in York's schema."""

import datetime

import pytest
import time_machine

from hearth.accounts.models import User
from hearth.demo.network import DemoSite, Habits, Network, Organisation, Worker, week
from hearth.demo.networks import DEMONSTRATION
from hearth.demo.settling import settle
from hearth.demo.tests.laid import rows_as_they_are
from hearth.foundation.tests.factories import as_the_owner

NOW = datetime.datetime(2026, 3, 3, 16, 30, tzinfo=datetime.UTC)

HUB = DemoSite(
    slug="bootham", name="Bootham", kind="HUB", tier="TARGETED", run_by="friends",
    postcode="YO31 8LG", lines="1 Invented Row", town="York", neighbourhood="York North",
    opened_date=datetime.date(2025, 1, 6), opening=week("Mon-Fri 09:00-17:00"),
    habits=Habits(newcomers=2.0, group=(4, 6), leaving=0.5),
)  # fmt: skip
VILLAGE = DemoSite(
    slug="clarence-street", name="Skelton", kind="SATELLITE", tier="UNIVERSAL", run_by="friends",
    postcode="YO30 6NA", lines="The hall", town="York", neighbourhood="Skelton", hub="bootham",
    opened_date=datetime.date(2025, 1, 6), opening=week("every other Tue 10:00-12:00"),
)  # fmt: skip
PLANNED = DemoSite(
    slug="heworth", name="Heworth", kind="HUB", tier="TARGETED", run_by="friends",
    postcode="YO31 0UW", lines="", town="York", neighbourhood="Heworth", target="2027",
)  # fmt: skip
BOTH = ("bootham", "clarence-street")
SMALL = Network(
    slug="york",
    name="A small network",
    first_date=datetime.date(2025, 11, 3),
    organisations=(Organisation("friends", "Bootham Friends", "CHARITY", "9990001"),),
    sites=(HUB, VILLAGE, PLANNED),
    workers=(
        Worker("gail", "Gail Reed", "GREETER", BOTH, about="on the door"),
        Worker("tom", "Tom Ash", "TEAM_MEMBER", BOTH, about="in the team"),
        Worker(
            "vic", "Vic Ash", "TEAM_MEMBER", ("clarence-street",), about="in the team", nights=True
        ),
        Worker("sal", "Sal Dean", "SAFEGUARDING_LEAD", BOTH),
        Worker("lea", "Lea Moor", "NETWORK_LEAD", about="leads"),
        Worker("behind", "Bea Hind", "GREETER", ("bootham",), on_the_page=False),
    ),
    names={"british": 1.0},
)


@pytest.fixture
def frozen():
    """The afternoon of Tuesday 3 March 2026."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def standing(db, frozen):
    with as_the_owner():
        yield settle(SMALL, today=NOW.date())


@pytest.fixture
def worker(standing):
    return lambda username: User.objects.get(username=username)


@pytest.fixture(scope="session", params=DEMONSTRATION, ids=lambda network: network.slug)
def laid(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return rows_as_they_are(request.param)
