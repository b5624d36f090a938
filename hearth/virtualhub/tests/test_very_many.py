"""Where a network has more that helps at once than anybody reads on a bad day."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.queries import public
from hearth.directory.tests.factories import term

SUNDAY = datetime.datetime(2026, 11, 22, 18, 30, tzinfo=datetime.UTC)
EVENING = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(23)}
MORNING = {"byday": ["MO"], "opens": datetime.time(9), "closes": datetime.time(11)}


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(public, "MOST_AT_ONCE", 3)
    with time_machine.travel(SUNDAY, tick=False):
        yield


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
