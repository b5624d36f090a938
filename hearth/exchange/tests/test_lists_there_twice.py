"""What a list brings that is here already is said before it is brought in, and waits at once."""

import pytest

from hearth.directory.models import SameAs, Service
from hearth.directory.tests.factories import (
    LocationFactory,
    ProviderFactory,
    ScheduleFactory,
    ServiceFactory,
    term,
)
from hearth.exchange.actions.bringing import twins
from hearth.exchange.tests.listing import csv
from hearth.foundation.tests.factories import as_the_owner

HEAD = "Name,Organisation,What it is,Days,From,To,Postcode,Place,Phone\n"
NATTER = (
    "Knit & natter,Haxby Neighbours,Making things,Wed,2pm,4pm,YO32 2NQ,Haxby library,01632 960274\n"
)
BOWLS = "Bowls,Parks,Getting moving,Tue,2pm,4pm,YO1 7DS,The green,01632 960801\n"


@pytest.fixture
def natter(db):
    """The same group, as it is here: on Mondays."""
    with as_the_owner():
        provider = ProviderFactory(name="Haxby Neighbours", phone="01632 960274")
        service = ServiceFactory(
            name="Knit and natter", provider=provider, offer=term("craft-group"),
            phone="01632 960274",
        )  # fmt: skip
        hall = LocationFactory(name="Haxby library", postcode="YO32 2NQ")
        service.at_locations.create(location=hall)
        ScheduleFactory(service=service, byday=["MO"])
    return service


def page_of(client, brought):
    page = client.get(f"/exchange/lists/{brought.id}/?show=new").content.decode()
    return " ".join(page.split())


def test_it_is_said_before_anything_is_brought_in(client, keeper, natter, take):
    brought = take(csv(NATTER, BOWLS, head=HEAD))
    client.force_login(keeper)
    page = page_of(client, brought)

    looks_like = "Looks like “Knit and natter” (the same organisation, the same phone number, the "
    assert f"{looks_like}same place, and nearly the same name)" in page
    assert page.count("Looks like") == 1
    assert not SameAs.objects.exists()


def test_the_pair_waits_as_soon_as_it_is_brought_in(client, keeper, natter, bring):
    brought = bring(csv(NATTER, BOWLS, head=HEAD))
    client.force_login(keeper)
    pair = SameAs.objects.get()

    assert {pair.one, pair.other} == {natter, Service.objects.get(name="Knit & natter")}
    assert "Looks like “Knit and natter”" in page_of(client, brought)
    assert b"Knit &amp; natter" in client.get("/directory/same/").content


def test_of_a_long_list_it_is_said_how_much_was_compared(client, keeper, natter, take, monkeypatch):
    monkeypatch.setattr(twins, "COMPARED", 1)
    monkeypatch.setattr("hearth.exchange.views.lists.COMPARED", 1)
    brought = take(csv(BOWLS, NATTER, head=HEAD))
    client.force_login(keeper)
    page = page_of(client, brought)

    assert "The first 1 were compared" in page
    assert "Looks like" not in page
