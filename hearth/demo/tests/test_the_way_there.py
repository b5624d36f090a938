"""Whoever finds a door of the demonstration that is open finds the way to it as well."""

import datetime

import pytest

from hearth.demo.getting_there import way_to
from hearth.demo.networks import DEMONSTRATION
from hearth.demo.offers.catalogue import catalogue_of
from hearth.directory.models import (
    Findable,
    Frequency,
    Location,
    Schedule,
    ServiceAtLocation,
    ServiceStatus,
)

pytestmark = pytest.mark.django_db  # for there to be a database when they are laid

EVENING = datetime.time(17)


def places_on_a_sunday_evening(laid):
    """Return where something may be on then that the public is told the place of."""
    on_then = {
        each.service_id
        for each in laid[Schedule]
        if (each.freq == Frequency.ONCE or any(day.endswith("SU") for day in each.byday))
        and (each.closes is None or each.closes > EVENING or each.closes <= each.opens)
    }
    public = {each.service_id for each in laid[Findable]}
    return [
        each.location
        for each in laid[ServiceAtLocation]
        if each.service_id in on_then & public
        and not each.service.place_is_secret
        and each.service.status == ServiceStatus.ACTIVE
    ]


def test_whatever_may_be_open_on_a_sunday_evening_has_a_way_there(laid):
    places = places_on_a_sunday_evening(laid)

    assert len(places) >= 5
    assert [place.name for place in places if not place.nearest_bus] == []


def test_so_has_every_place_but_those_that_are_secret(laid):
    silent = [place.name for place in laid[Location] if not place.nearest_bus]

    assert sorted(silent) == ["The safe flats", "The safe house"]


@pytest.mark.parametrize("network", DEMONSTRATION, ids=lambda network: network.slug)
def test_the_ways_are_as_different_as_the_places(network):
    places = catalogue_of(network.offers).places.values()
    ways = [way for place in places if (way := way_to(place))]

    assert len(set(ways)) > 0.9 * len(ways)
    assert ways == [each for place in places if (each := way_to(place))]
