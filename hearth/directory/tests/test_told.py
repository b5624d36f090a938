"""When what is told of an entry last changed: every part of it counts, and nothing else does."""

import datetime

import pytest
from django.utils import timezone

from hearth.directory.actions.where import change_place
from hearth.directory.finding.publishing import publish, publish_all
from hearth.directory.models import (
    CostOption,
    Location,
    Provider,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Tagged,
)
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def tea(db):
    with as_the_owner():
        row = ServiceFactory(name="Tea", provider=ProviderFactory(name="Helpers"))
        at = ServiceAtLocation.objects.create(service=row, location=LocationFactory(name="Hall"))
        ScheduleFactory(service=row, at_location=at)
        CostOption.objects.create(service=row, amount="1.50")
        publish([row.id])
        Service.objects.update(edited_at=LONG_AGO)
    return row


CHANGES = {
    "a time": lambda row: Schedule.objects.update(opens=datetime.time(11)),
    "a day called off": lambda row: Schedule.objects.update(not_on=[datetime.date(2026, 12, 25)]),
    "no time any more": lambda row: Schedule.objects.all().delete(),
    "one more time": lambda row: ScheduleFactory(service=row),
    "a place": lambda row: Location.objects.update(name="Library"),
    "no place any more": lambda row: ServiceAtLocation.objects.all().delete(),
    "a price": lambda row: CostOption.objects.update(amount="2.50"),
    "languages": lambda row: Service.objects.update(languages=["Polish"]),
    "an area": lambda row: ServiceArea.objects.create(service=row, name="Acomb"),
    "a word": lambda row: Tagged.objects.create(service=row, term=term("lonely")),
    "who runs it": lambda row: Provider.objects.update(name="Neighbours"),
    "a closing": lambda row: Service.objects.update(status="temporarily closed"),
    "being put away": lambda row: Service.objects.update(internal=True),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_is_told_moves_the_moment(tea, what):
    with as_the_owner():
        CHANGES[what](tea)
        publish([tea.id])

    tea.refresh_from_db()
    assert timezone.now() - tea.edited_at < datetime.timedelta(minutes=1)


def test_publishing_alone_moves_nothing(tea):
    with as_the_owner():
        Service.objects.update(kept_by=None)
        Provider.objects.update(edited_at=timezone.now())
        publish([tea.id])
        publish_all()

    tea.refresh_from_db()
    assert tea.edited_at == LONG_AGO


def test_one_that_was_never_looked_at_keeps_its_moment(tea):
    with as_the_owner():
        Service.objects.update(told="")
        publish_all()

    tea.refresh_from_db()
    assert tea.edited_at == LONG_AGO
    assert tea.told


def test_whoever_keeps_a_copy_or_a_calendar_hears_of_a_place(client, tea, network_lead):
    asked = "/oruk/v3/services?modified_after=2026-02-01"
    assert client.get(asked).json()["empty"]
    assert b"LAST-MODIFIED:20260101T000000Z" in client.get("/whats-on.ics").content
    with acting_as(network_lead):
        change_place(by=network_lead, location=Location.objects.get(), name="Library")

    assert [row["name"] for row in client.get(asked).json()["contents"]] == ["Tea"]
    calendar = client.get("/whats-on.ics").content
    assert b"LAST-MODIFIED:20260101" not in calendar
    assert b"DTSTAMP:20260101" not in calendar
