"""What only tests about the directory need."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.actions import truth
from hearth.directory.tests.factories import ScheduleFactory, ServiceFactory
from hearth.foundation.acting import acting_as


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def connector(hub):
    return GrantFactory(site=hub, role=Role.CONNECTOR, user__name="Con").user


@pytest.fixture
def other_connector(other_hub):
    return GrantFactory(site=other_hub, role=Role.CONNECTOR, user__name="Cora").user


@pytest.fixture
def partner_worker(hub):
    return GrantFactory(site=hub, role=Role.PARTNER_WORKER, user__name="Pat").user


@pytest.fixture
def days():
    """Return a number of days, to count with."""
    return lambda number: datetime.timedelta(days=number)


@pytest.fixture
def service(db, today, days):
    made = ServiceFactory(
        name="Tea & <b>talk</b>",
        phone="01904 555010",
        confirmed_on=today - days(200),
        confirm_by=today - days(20),
    )
    ScheduleFactory(service=made)
    return made


@pytest.fixture
def link(connector, service, now):
    """The secret of a link for the service's provider."""
    with acting_as(connector):
        return truth.make_link(by=connector, service=service, now=now)


@pytest.fixture
def nobody():
    """The browser of somebody who has no account, which checks where forms come from."""
    return Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)
