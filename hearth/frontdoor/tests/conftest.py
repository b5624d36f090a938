"""What the front door's own tests may ask for by name."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.frontdoor import actions
from hearth.frontdoor.tests.factories import HeadcountFactory, VisitFactory
from hearth.frontdoor.tests.putting_right import DAY
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


@pytest.fixture
def greeter_acts(greeter):
    with acting_as(greeter):
        yield


@pytest.fixture
def jo_was_here_last_week(hub, greeter, jo, now):
    """So that Acomb's greeter still knows Jo when today's visit turns out to be somebody else's."""
    VisitFactory(
        site=hub, person=jo, welcomed_by=greeter, arrived_at=now - 7 * DAY, left_at=now - 6.9 * DAY
    )


@pytest.fixture
def ada(hub):
    return PersonFactory(known_as="Ada", sites=[hub])


@pytest.fixture
def unlisted(hub, other_hub, greeter, now):
    """Somebody of Clifton who is on nobody's list, found by a greeter at Acomb and welcomed."""
    person = PersonFactory(known_as="Ada", sites=[other_hub], listed=False, greeted_at=[])
    with acting_as(greeter):
        reveal([person.id])
        return actions.record_visit(by=greeter, site=hub, now=now, person=person)
