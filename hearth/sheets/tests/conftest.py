"""What the tests of sheets may ask for by name."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.sheets import actions
from hearth.sheets.models import Sheet
from hearth.sheets.tests.making import csv_of

NOW = datetime.datetime(2026, 3, 10, 14, 0, tzinfo=datetime.UTC)

MARCH = [
    ["Date", "Time", "Name", "How many", "What"],
    ["2/3/2026", "9:30", "Jo", "", "To talk to someone"],
    ["2/3/2026", "10:00", "Nia", "", ""],
    ["2/3/2026", "", "", "", ""],
    ["3/3/2026", "14:00", "", "12", "Knitting group"],
    ["4/3/2026", "9:00", "nia", "", "Gardening"],
]
"""A good sheet: two people (Jo is known at Acomb, Nia comes twice), one unnamed, one group."""


@pytest.fixture(autouse=True)
def _on_a_day_in_march():
    """What a sheet can say depends on the day: let it be one on which these sheets were kept."""
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def manager_elsewhere(other_hub):
    return GrantFactory(site=other_hub, role=Role.HUB_MANAGER, user__name="Ola").user


@pytest.fixture
def other_manager(hub):
    return GrantFactory(site=hub, role=Role.HUB_MANAGER, user__name="Una").user


@pytest.fixture
def take(hub, hub_manager):
    """Take a file in: rows, or bytes as they are."""

    def take(rows, *, by=hub_manager, site=hub, name="march.csv"):
        content = rows if isinstance(rows, bytes) else csv_of(rows)
        with acting_as(by):
            return actions.take_file(by=by, site=site, name=name, content=content)

    return take


@pytest.fixture
def read(take, hub_manager):
    """Take a file in, and read it as its columns were guessed."""

    def read(rows, *, by=hub_manager, only_day=None, **told):
        sheet = take(rows, by=by, **told)
        with acting_as(by):
            sheet = actions.match_columns(
                by=by, sheet=sheet, matching=sheet.matching, only_day=only_day
            )
            actions.read_sheet(by=by, sheet=sheet, now=timezone.now())
            return Sheet.objects.select_related("site__run_by").get(id=sheet.id)

    return read


@pytest.fixture
def bring_in(read, hub_manager):
    """Take a file in, read it, and bring it in."""

    def bring_in(rows, *, by=hub_manager, leaves_there=True, **told):
        sheet, at = read(rows, by=by, **told), timezone.now()
        with acting_as(by):
            sheet = actions.confirm_sheet(by=by, sheet=sheet, now=at, leaves_there=leaves_there)
            actions.bring_in_sheet(by=by, sheet=sheet, now=at)
            return Sheet.objects.select_related("site__run_by").get(id=sheet.id)

    return bring_in


@pytest.fixture
def browser(client, hub_manager):
    client.force_login(hub_manager)
    return client
