"""A door is said once, with one number, whoever keeps what is behind it; and the nearest first."""

import datetime
import re

import pytest
import time_machine

from hearth.directory.actions.nightly import find_our_sites
from hearth.directory.actions.where import add_place
from hearth.directory.models import Location
from hearth.directory.our_sites import is_at
from hearth.directory.queries.public import at_once
from hearth.directory.tests.factories import LocationFactory, term
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site
from hearth.places.tests.factories import ClosureFactory, OpeningSpellFactory, SiteFactory
from hearth.places.timer import OnATimer
from hearth.virtualhub.tests.conftest import SUNDAY

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")
EVENING = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(22)}


@pytest.fixture
def lit(db):
    """A café of ours that is open on Sunday evenings."""
    with as_the_owner():
        site = SiteFactory(
            name="The Lit Door", slug="lit-door", kind="CAFE", address="4 Quay Road\nPlymouth",
            postcode="PL2 1HY", phone="01632 960010", latitude=50.377, longitude=-4.16,
        )  # fmt: skip
        OpeningSpellFactory(site=site, weekday=6, opens=datetime.time(18), closes=datetime.time(22))
    return site


@pytest.fixture
def evenings(add, lit):
    """Return a way to write down the café's evenings, as the directory has them."""

    def write(**facts):
        return add(
            "Evenings by lamp", offer=term("crisis-cafe"), booking="TURN_UP",
            times=[EVENING], phone="01632 960011", **facts,
        )  # fmt: skip

    return write


def at_its_address(**facts):
    with as_the_owner():
        said = {"address": "4 Quay Road", "town": "Plymouth", "postcode": "PL2 1HY", "site": None}
        return LocationFactory(**{**said, **facts})


def text_of(client, path):
    return " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize("path", ["/", "/now/", "/someone-else/"])
@pytest.mark.parametrize("is_linked", [True, False])
def test_what_is_behind_an_open_door_of_ours_is_not_said_beside_it(
    client, lit, evenings, path, is_linked
):
    evenings(site=lit) if is_linked else evenings(place=at_its_address())
    page = text_of(client, path)

    assert "The Lit Door" in page
    assert "01632 960010" in page
    assert "Evenings by lamp" not in page
    assert "01632 960011" not in page


@pytest.mark.parametrize("path", ["/", "/now/", "/someone-else/"])
def test_a_door_that_opens_later_is_said_once_too(client, lit, evenings, path):
    evenings(site=lit)
    with time_machine.travel(SUNDAY - datetime.timedelta(hours=5), tick=False):
        page = text_of(client, path)

    assert ("The Lit Door" in page, "Evenings by lamp" in page) == (True, False)


def test_a_cafe_in_a_hub_that_is_closed_is_said(client, lit, evenings):
    evenings(site=lit)
    with as_the_owner():
        ClosureFactory(site=lit, begins_at=SUNDAY - datetime.timedelta(hours=1))
    page = text_of(client, "/now/")

    assert "Evenings by lamp" in page
    assert page.index("No hub of ours is open this minute") < page.index("Our neighbours’ doors")


def test_a_cafe_s_evenings_are_what_is_on_there(client, lit, evenings):
    assert "Nothing is planned" in text_of(client, "/hubs/lit-door/")
    evenings(site=lit)
    page = text_of(client, "/hubs/lit-door/")

    assert "Nothing is planned" not in page
    assert "Evenings by lamp" in page
    assert "Evenings by lamp" not in text_of(client, "/whats-on/")


@pytest.mark.parametrize(
    ("facts", "is_there"),
    [
        ({}, True),
        ({"address": "4 quay road, Plymouth"}, True),
        ({"address": "", "name": "The lit door"}, True),
        ({"postcode": "pl21hy"}, True),
        ({"postcode": "PL2 1HZ"}, False),
        ({"postcode": ""}, False),
        ({"address": "6 Quay Road", "name": "Next door"}, False),
        ({"address": "", "name": ""}, False),
    ],
)
def test_a_place_is_a_site_by_its_postcode_and_its_address_or_name(lit, facts, is_there):
    place = at_its_address(**facts)

    assert is_at(place, lit) is is_there
    timer = OnATimer()
    with acting_as(timer):
        assert find_our_sites(by=timer) == is_there
        assert find_our_sites(by=timer) == 0
    assert (Location.objects.get(id=place.id).site == lit) is is_there


def test_no_site_without_a_postcode_is_anywhere(lit):
    with as_the_owner():
        Site.objects.update(postcode="", address="")
    lit.refresh_from_db()

    assert not is_at(at_its_address(address="", postcode="", name=lit.name), lit)


def test_who_writes_our_address_down_means_our_site(lit, evenings, hub_manager):
    entry = evenings(place=False)
    with acting_as(hub_manager):
        at = add_place(by=hub_manager, service=entry, address="4 Quay Road", postcode="PL2 1HY")

    assert at.location.site == lit


class TestNearby:
    def test_the_nearest_doors_come_first_with_their_miles(self, client, lit, add):
        with as_the_owner():
            york = LocationFactory(postcode="YO24 3BZ", latitude=53.9555, longitude=-1.1269)
            devon = LocationFactory(
                postcode="PL4 8AA", latitude=50.37, longitude=-4.13, nearest_bus="Bus 2"
            )
        for name, place in (("A York room", york), ("Devon room", devon)):
            add(name, offer=term("open-door"), booking="TURN_UP", times=[EVENING], place=place)
        usual = text_of(client, "/now/")
        response = client.get("/now/?near=PL2 1HY")
        page = " ".join(response.content.decode().split())

        assert usual.index("A York room") < usual.index("Devon room")
        assert page.index("Devon room") < page.index("A York room")
        assert re.search(r"about \d miles? away", page)
        assert "The nearest to PL2 1HY come first" in page
        assert response["Cache-Control"] == "no-store"
        assert "geolocation=(self)" in response["Permissions-Policy"]
        assert "How to get to Devon room" in page

    def test_what_helps_is_kept_for_all_and_not_put_in_order_for_one(self, client, lit, add):
        add("A room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])
        before = text_of(client, "/now/")
        client.get("/now/?near=PL2 1HY")

        assert text_of(client, "/now/") == before
        assert at_once(SUNDAY.date()).doors

    def test_a_place_that_nobody_knows_is_said_back(self, client, lit):
        page = text_of(client, "/now/?near=Atlantis")

        assert "We do not know where “Atlantis” is" in page
        assert "The Lit Door" in page
