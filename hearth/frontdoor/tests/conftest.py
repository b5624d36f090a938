"""What the front door's own tests may ask for by name."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.frontdoor.tests.factories import HeadcountFactory, VisitFactory
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def door(client, greeter):
    """The browser of the greeter at Acomb."""
    client.force_login(greeter)
    return client


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def minutes(now):
    """Say a moment by how many minutes from now it is."""
    return lambda count: now + datetime.timedelta(minutes=count)


@pytest.fixture
def team_member_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.TEAM_MEMBER, user__name="Uma").user


@pytest.fixture
def other_team_member(hub):
    return GrantFactory(site=hub, role=Role.TEAM_MEMBER, user__name="Una").user


@pytest.fixture
def safeguarding_lead(hub):
    return GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD, user__name="Sofia").user


@pytest.fixture
def visit(hub, greeter, jo, now):
    """Jo came in to Acomb just now."""
    return VisitFactory(site=hub, person=jo, welcomed_by=greeter, arrived_at=now)


@pytest.fixture
def nameless(hub, greeter, now):
    """Somebody without a name came in to Acomb just now."""
    return VisitFactory(site=hub, welcomed_by=greeter, arrived_at=now)


@pytest.fixture
def headcount(hub, greeter, now):
    """Seven people came in to Acomb together just now."""
    return HeadcountFactory(site=hub, welcomed_by=greeter, arrived_at=now, what="Knitting")


@pytest.fixture
def as_(client):
    """Be a worker."""

    def be(worker):
        client.force_login(worker)
        return client

    return be


@pytest.fixture
def greets(as_, greeter):
    return as_(greeter)


@pytest.fixture
def overnight(hub, greeter, now):
    """Kit came in thirteen hours ago and nobody saw them leave."""
    kit = PersonFactory(known_as="Kit", sites=[hub])
    return VisitFactory(
        site=hub, person=kit, welcomed_by=greeter, arrived_at=now - datetime.timedelta(hours=13)
    )
