"""What leads to a door keeps what it promises: a way there, or no more than where it is."""

import datetime

import pytest

from hearth.directory.tests.factories import LocationFactory, term
from hearth.foundation.tests.factories import as_the_owner

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")
EVENING = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(22)}


@pytest.fixture
def room(add):
    """Return a way to open a room tonight, at a place of which something is said."""

    def open_one(**said):
        with as_the_owner():
            place = LocationFactory(**said)
        facts = {"offer": term("open-door"), "booking": "TURN_UP"}
        return add("Sunday room", times=[EVENING], place=place, **facts)

    return open_one


def pages(client, entry):
    paths = ("/now/", f"/find/{entry.id}/")
    return [" ".join(client.get(path).content.decode().split()) for path in paths]


@pytest.mark.parametrize("said", [{"nearest_bus": "Bus 4"}, {"access_note": "Blue door"}])
def test_who_is_told_how_to_get_there_finds_it(client, room, said):
    now, page = pages(client, room(**said))

    assert "How to get to Sunday room" in now
    assert '<h2 class="nhsuk-heading-m" id="how-to-get-there">How to get there</h2>' in page
    assert next(iter(said.values())) in page


def test_where_nothing_is_said_no_way_is_promised(client, room):
    now, page = pages(client, room())

    assert "How to get to Sunday room" not in now
    assert "Where to find Sunday room" in now
    assert "How to get there" not in page


def test_at_a_hub_the_hubs_own_words_say_it(client, add, acomb):
    with as_the_owner():
        acomb.by_bus = "Bus 1 to the green, then two minutes on foot"
        acomb.save()
    tea = add("Hub tea", site=acomb)

    assert acomb.by_bus in pages(client, tea)[1]
