"""A refuge's house is withheld under any other name, and nothing said of it tells where it is."""

import datetime

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.directory.actions import entries, where
from hearth.directory.finding.lexicon import lexicon
from hearth.directory.finding.publishing import publish
from hearth.directory.houses import house_of
from hearth.directory.models import Findable, Location, Schedule, Service, ServiceAtLocation
from hearth.directory.tests.factories import LocationFactory, ScheduleFactory, ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.geo import find
from hearth.places.tests.factories import SiteFactory
from hearth.tests.two_at_once import at_once

LONG_AGO = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
HOUSE = {
    "name": "Swallowmere House",
    "address": "9 Nightjar Lane",
    "town": "York",
    "postcode": "YO1 7HH",
}
ON_THE_MAP = {"latitude": 53.96, "longitude": -1.08}
STREET = HOUSE | {"name": ""}


@pytest.fixture
def haven(db):
    """Return a refuge in a house that is kept secret."""
    with as_the_owner():
        refuge = ServiceFactory(name="Haven", place_is_secret=True)
        place = LocationFactory(**HOUSE, **ON_THE_MAP)
        ServiceAtLocation.objects.create(service=refuge, location=place)
        publish([refuge.id])
    return refuge


@pytest.fixture
def sewing(haven, connector):
    """Return a group that somebody writes down at the same house, by its street alone."""
    group = ServiceFactory(name="Sewing")
    with acting_as(connector):
        where.add_place(by=connector, service=group, **STREET)
    with as_the_owner():
        Service.objects.update(edited_at=LONG_AGO)
    return group


def found_where():
    with as_the_owner():
        return dict(Findable.objects.values_list("card__name", "card__address"))


@pytest.mark.parametrize(("facts", "is_same"), [
    ({}, True),
    ({"name": ""}, True),
    ({"name": "", "address": "9 nightjar lane, York, yo1 7hh", "postcode": "yo17hh"}, True),
    ({"name": "Sewers", "address": "Back door, 9 Nightjar Lane"}, True),
    ({"name": "", "address": "Swallowmere House\nNightjar Lane"}, True),
    ({"name": "Sewers", "address": "Nightjar Lane", **ON_THE_MAP}, True),
    ({"name": "Sewers", "postcode": "", **ON_THE_MAP}, True),
    ({"name": "Sewers", "address": "11 Nightjar Lane"}, False),
    ({"name": "", "address": ""}, False),
    ({"town": "Leeds", "postcode": "LS1 4AP"}, False),
    ({"postcode": "", "town": "", **ON_THE_MAP}, False),
    ({"name": "Sewers", "address": "", "postcode": "YO1 7HG", **ON_THE_MAP}, False),
])  # fmt: skip
def test_which_places_are_the_same_house(db, facts, is_same):
    house = Location(**HOUSE, **ON_THE_MAP)

    assert bool(house_of(house) & house_of(Location(**HOUSE | facts))) is is_same


def test_the_middle_of_a_postcode_is_nobodys_house(db):
    middle = find("YO1 7HH")
    there = {"postcode": "YO1 7HH", "latitude": middle.latitude, "longitude": middle.longitude}

    assert not house_of(Location(name="A", **there)) & house_of(Location(name="B", **there))


@pytest.mark.parametrize("write", [
    lambda place: place.save(),
    lambda place: place.save(update_fields=["address"]),
    lambda place: (place.delete(), Location.objects.bulk_create([place])),
])  # fmt: skip
def test_a_place_says_which_house_it_is_however_it_is_written(db, write):
    with as_the_owner():
        place = LocationFactory(**HOUSE)
        place.address = "11 Nightjar Lane"
        write(place)

        assert set(Location.objects.get().house) == house_of(place)


def test_a_neighbour_under_another_name_does_not_tell_it(sewing, client):
    said = {
        address: client.get(address).content.decode()
        for address in (
            f"/find/{sewing.id}/", "/find/?q=sewing", f"/oruk/v3/services/{sewing.id}",
            "/oruk/v3/services?full=true", "/oruk/v3/service_at_locations?full=true",
        )
    }  # fmt: skip

    assert Location.objects.count() == 2
    assert "Sewing" in said["/find/?q=sewing"]
    assert [address for address, body in said.items() if "Nightjar" in body] == []
    assert found_where() == {"Haven": "", "Sewing": ""}


class TestIsToldAgain:
    """Whoever keeps a copy hears of it each time."""

    @pytest.fixture(autouse=True)
    def _heard(self, sewing):
        yield
        sewing.refresh_from_db()
        assert sewing.edited_at > LONG_AGO

    def test_when_the_refuge_shows_its_place_and_hidden_when_not(self, haven, connector):
        with acting_as(connector):
            entries.edit_entry(by=connector, service=haven, place_is_secret=False)
            assert found_where()["Sewing"] == "9 Nightjar Lane"

            entries.edit_entry(by=connector, service=haven, place_is_secret=True)
            assert found_where()["Sewing"] == ""

    def test_when_the_refuge_leaves(self, haven, connector):
        with acting_as(connector):
            where.remove_place(by=connector, at=haven.at_locations.get())

        assert found_where()["Sewing"] == "9 Nightjar Lane"

    def test_when_the_refuge_turns_out_to_be_elsewhere(self, haven, connector):
        with acting_as(connector):
            moved = {"name": "Wren House", "address": "2 Lark Row", "postcode": "YO24 4AB"}
            where.change_place(by=connector, location=haven.at_locations.get().location, **moved)

        assert found_where()["Sewing"] == "9 Nightjar Lane"

    @pytest.mark.parametrize("whose", ["Sewing", "Haven"])
    def test_when_a_connector_says_that_it_is_no_secret(self, sewing, connector, whose):
        place = Location.objects.get(services_at__service__name=whose)
        with acting_as(connector):
            where.show_place(by=connector, location=place, is_no_secret=True)
            assert found_where() == {"Haven": "", "Sewing": "9 Nightjar Lane"}

            where.show_place(by=connector, location=place, is_no_secret=False)
            assert found_where()["Sewing"] == ""


def test_a_secret_at_our_own_site_hides_nothing_of_the_house(sewing, hub):
    with as_the_owner():
        Location.objects.filter(services_at__service__name="Haven").update(site=hub)

    assert not Location.objects.withheld().exists()


@pytest.mark.parametrize("is_bound", [True, False])
def test_words_about_a_neighbours_times_are_told_to_nobody(sewing, client, is_bound):
    with as_the_owner():
        at = sewing.at_locations.get() if is_bound else None
        words = {"notes": "Ring at 9 Nightjar Lane", "link": "https://nightjar.example/"}
        ScheduleFactory(service=sewing, at_location=at, also={"more": {"description": "Nightjar"}})
        Schedule.objects.update(**words)
        publish([sewing.id])
        assert Findable.objects.get(service=sewing).card["times"][0]["notes"] == ""

    for address in (f"/find/{sewing.id}/", f"/oruk/v3/services/{sewing.id}", "/find.ics?q=sewing"):
        body = client.get(address).content.decode()
        assert "Sewing" in body
        assert "nightjar" not in body.lower()


def test_a_misspelt_name_of_a_house_is_not_put_right_when_it_is_secret(haven, connector):
    with acting_as(connector):
        entries.edit_entry(by=connector, service=haven, place_is_secret=False)
        assert "swallowmere" in lexicon().spellings

        entries.edit_entry(by=connector, service=haven, place_is_secret=True)
        assert "swallowmere" not in lexicon().spellings


@pytest.mark.parametrize("secret_first", [True, False])
def test_two_connectors_at_once_tell_no_refuge(committed, secret_first):
    hub = committed(SiteFactory, name="Acomb", slug="acomb")
    con, cora = (
        committed(GrantFactory, site=hub, role=Role.CONNECTOR, user__name=name).user
        for name in ("Con", "Cora")
    )
    refuge, group = (committed(ServiceFactory, name=name) for name in ("Haven", "Sewing"))

    def add(by, service):
        with acting_as(by):
            return where.add_place(by=by, service=service, **HOUSE)

    committed(add, con, refuge)
    acts = [
        (con, lambda: add(con, group)),
        (cora, lambda: entries.edit_entry(by=cora, service=refuge, place_is_secret=True)),
    ]
    came_of = at_once(*(reversed(acts) if secret_first else acts))

    assert [each for each in came_of if isinstance(each, Exception)] == []
    assert committed(found_where) == {"Haven": "", "Sewing": ""}
