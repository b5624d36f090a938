"""Where somebody asks about: the parts of a town, and what nobody knows."""

import pytest

from hearth.directory.finding import publishing
from hearth.directory.models import Location
from hearth.directory.tests.searching import entry, names, search
from hearth.foundation.tests.factories import as_the_owner


def at(address, name, **facts):
    service = entry(name, **facts)
    with as_the_owner():
        Location.objects.filter(services_at__service=service).update(address=address)
    publishing.publish([service.id])
    return service


@pytest.fixture(autouse=True)
def _directory(db):
    at("Beck Row, Tang Hall", "Supper", postcode="YO31 0QZ")
    at("The Rooms\n12 Mill Lane, Tang Hall", "Games in the hall", postcode="YO31 0QZ")
    at("The Hub, High Street", "Debt desk", offer="debt-advice", tags=["debt"])


@pytest.mark.parametrize("words", ["supper near tang hall", "supper tang hall", "supper Tang Hall"])
def test_a_part_of_a_town_is_known_by_the_addresses_there(words):
    asked = search(words).asked

    assert (asked.near.name, asked.unplaced) == ("Tang Hall", "")


def test_a_street_is_no_part_of_a_town():
    assert search("debt high street").asked.near is None


def test_a_part_of_a_town_where_something_secret_is_is_known_to_nobody():
    at("Yew Row, Hidden Glen", "A safe house", offer="domestic-abuse", place_is_secret=True)

    assert search("supper in hidden glen").asked.near is None


@pytest.mark.parametrize(
    ("words", "unplaced"),
    [
        ("debt near wibblethorpe", "wibblethorpe"),
        ("debt near great wibble sunday", "great wibble"),
        ("debt in xyzzyqq", "xyzzyqq"),
    ],
)
def test_what_nobody_knows_is_said_and_the_rest_is_answered(words, unplaced):
    asked = search(words).asked

    assert (asked.unplaced, asked.near, asked.not_understood) == (unplaced, None, ())
    assert names(search(words))[0] == "Debt desk"


@pytest.mark.parametrize("words", ["debt near me", "near breaking point", "debt near YO24 4AB"])
def test_near_what_we_do_know_is_no_place_unknown(words):
    assert search(words).asked.unplaced == ""
