import datetime

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.evidence.tests.oracle import LONDON
from hearth.frontdoor.tests.factories import HeadcountFactory, VisitFactory


def at(day, hour=10, minute=0):
    """Return a moment on the clock in England."""
    return datetime.datetime.combine(
        datetime.date.fromisoformat(day), datetime.time(hour, minute), tzinfo=LONDON
    )


@pytest.fixture
def writer(network_lead):
    """Whoever wrote it down, when that does not matter."""
    return network_lead


@pytest.fixture
def comes(hub, writer):
    """Return what writes down a visit: comes("2025-03-03", jo)."""

    def comes(day, person=None, *, site=hub, hour=10, minute=0, **more):
        return VisitFactory(
            site=site, person=person, arrived_at=at(day, hour, minute), welcomed_by=writer, **more
        )

    return comes


@pytest.fixture
def counted(hub, writer):
    """Return what writes down a headcount: counted("2025-03-03", 12)."""

    def counted(day, how_many, *, site=hub, hour=10, **more):
        return HeadcountFactory(
            site=site, how_many=how_many, arrived_at=at(day, hour), welcomed_by=writer, **more
        )

    return counted


@pytest.fixture
def connector(hub):
    return GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Con").user
