"""Where a network has more that helps at once than anybody reads on a bad day."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.queries import public
from hearth.directory.tests.factories import LocationFactory, term
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub.tests.conftest import SUNDAY

EVENING = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(23)}
MORNING = {"byday": ["MO"], "opens": datetime.time(9), "closes": datetime.time(11)}


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch, _on_sunday_evening):
    monkeypatch.setattr(public, "MOST_AT_ONCE", 3)


def test_lines_come_first_and_the_rest_is_one_search_away(client, add):
    for name in ("Attic", "Barn", "Cellar"):
        add(f"{name} haven", offer=term("crisis-cafe"), booking="TURN_UP", times=[EVENING])
    before = client.get("/now/").content.decode()
    add("Zebra line", offer=term("crisis-line"), place=False, phone="01632 960111", times=[])

    after = client.get("/now/").content.decode()

    assert "There is more." not in before
    assert "There is more. Say where you are" in after
    assert "Zebra line" in after
    assert "Cellar haven" not in after


def test_doors_of_another_day_leave_no_room_out(client, add):
    for name in ("Attic", "Barn", "Cellar"):
        add(f"{name} room", offer=term("open-door"), booking="TURN_UP", times=[MORNING])
    add("Zebra room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])

    assert "Zebra room" in client.get("/now/").content.decode()


def test_a_night_that_began_yesterday_is_still_going(client, add):
    night = {"byday": ["SU"], "opens": datetime.time(20), "closes": datetime.time(4)}
    add("Night room", offer=term("open-door"), booking="TURN_UP", times=[night])

    with time_machine.travel(SUNDAY + datetime.timedelta(hours=7), tick=False):
        assert "Night room" in client.get("/now/").content.decode()


def test_the_database_is_asked_no_more_however_many_there_are(client, add):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get("/now/")
        return len(asked)

    add("Attic room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])
    add("Attic haven", offer=term("crisis-cafe"), booking="TURN_UP", times=[EVENING])
    client.get("/now/")
    before = questions()
    for number in range(5):
        add(f"Room {number}", offer=term("open-door"), booking="TURN_UP", times=[EVENING])
        add(f"Haven {number}", offer=term("crisis-cafe"), booking="TURN_UP", times=[EVENING])

    assert questions() == before


class TestNearAPostcode:
    """Of more doors than are shown, the nearest are; and that there are more is said."""

    @pytest.fixture
    def many_far_and_one_near(self, add):
        def write(kind):
            with as_the_owner():
                far = LocationFactory(latitude=54.2, longitude=-1.5)
                near = LocationFactory(latitude=53.9555, longitude=-1.1269)
            for name, place in [("Attic", far), ("Barn", far), ("Cellar", far), ("Zion", near)]:
                add(
                    f"{name} room",
                    offer=term(kind),
                    booking="TURN_UP",
                    times=[EVENING],
                    place=place,
                )

        return write

    @pytest.mark.parametrize("kind", ["open-door", "crisis-cafe"])
    def test_the_nearest_is_never_left_out(self, client, many_far_and_one_near, kind):
        many_far_and_one_near(kind)
        page = client.get("/now/?near=YO24+3BZ").content.decode()

        assert page.index("Zion room") < page.index("Attic room")
        assert "There is more near YO24 3BZ" in page
        assert "Zion room" not in client.get("/now/").content.decode()

    def test_what_has_no_place_on_a_map_comes_last(self, client, many_far_and_one_near, add):
        with as_the_owner():
            unknown = LocationFactory(latitude=None, longitude=None)
        add("A room", offer=term("open-door"), booking="TURN_UP", times=[EVENING], place=unknown)
        many_far_and_one_near("open-door")

        assert "A room" not in client.get("/now/?near=YO24+3BZ").content.decode()


def test_that_there_are_more_doors_is_said_beside_the_doors(client, add):
    for name in ("Attic", "Barn", "Cellar"):
        add(f"{name} room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])
    assert "There is more." not in client.get("/now/").content.decode()
    add("Zion room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])

    assert "There is more. Say where you are" in client.get("/now/").content.decode()


def test_a_door_of_which_the_word_is_old_leaves_no_room_out(client, add):
    old = {"confirmed_on": SUNDAY.date(), "confirm_by": SUNDAY.date() - datetime.timedelta(days=1)}
    for name in ("Attic", "Barn", "Cellar"):
        add(f"{name} room", offer=term("open-door"), booking="TURN_UP", times=[EVENING], **old)
    add("Zebra room", offer=term("open-door"), booking="TURN_UP", times=[EVENING])

    assert "Zebra room" in client.get("/now/").content.decode()
