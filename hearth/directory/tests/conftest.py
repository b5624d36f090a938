"""What only tests about the directory need."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory


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
