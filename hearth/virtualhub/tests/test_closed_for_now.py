"""What is closed for a time says so wherever it stands, and is never said to be open or on."""

import datetime
import json
import re

import icalendar
import pytest
import time_machine

from hearth.directory.finding.publishing import publish
from hearth.directory.models import Service
from hearth.directory.tests.factories import term
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub.tests.conftest import SUNDAY

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")
EVENING = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(23)}
ALERT = "Water has come in. We hope for Friday."


@pytest.fixture
def haven(add, acomb):
    return add(
        "Haven", offer=term("crisis-cafe"), booking="TURN_UP", times=[EVENING], alert=ALERT,
        tags=["need-now"],
    )  # fmt: skip


@pytest.fixture
def close(db):
    def until_further_notice(service):
        with as_the_owner():
            Service.objects.filter(id=service.id).update(status="temporarily closed")
            publish([service.id])

    return until_further_notice


def read(client, path):
    return client.get(path).content.decode()


def test_a_crisis_cafe_is_said_to_be_closed_and_does_not_vanish(client, haven, close):
    before = read(client, "/now/").split("Urgent help near here")[0]
    assert "Haven" in before
    assert ALERT in before
    close(haven)
    page = read(client, "/now/")
    here = page.split("Urgent help near here")[1]

    assert "Haven" not in page.split("Urgent help near here")[0]
    assert "Haven" in here.split("Urgent help at other times")[1]
    assert "Closed for now" in here
    assert ALERT in here
    assert "Sundays, 6pm" not in here


@pytest.mark.parametrize("path", ["/", "/someone-else/"])
def test_a_closed_crisis_cafe_is_no_door_to_go_to(client, haven, close, path):
    assert "Haven" in read(client, path)
    close(haven)

    assert "Haven" not in read(client, path)


def test_a_crisis_line_with_no_hours_that_is_closed_is_not_there_now(client, add, close, acomb):
    line = add("Night line", offer=term("crisis-line"), place=False, times=[], modes=["PHONE"])
    assert "Closed for now" not in read(client, "/now/")
    close(line)

    assert "Closed for now" in read(client, "/now/").split("Urgent help at other times")[1]


def test_a_result_says_so_and_nothing_of_when_or_how_to_come(client, haven, close):
    def of_haven():
        return read(client, "/find/?q=crisis+cafe").split("Haven")[1].split("</li>")[0]

    assert "On now, until 11pm" in of_haven()
    close(haven)
    said = of_haven()
    assert "Closed for now" in said
    assert ALERT in said
    for words in ("On now", "Next ", "Sundays", "Just turn up"):
        assert words not in said


def test_a_calendar_strikes_it_out(client, haven, close):
    def event():
        whole = icalendar.Calendar.from_ical(client.get("/find.ics?q=crisis+cafe").content)
        return next(each for each in whole.walk("VEVENT") if "Haven" in each["summary"])

    before = event()
    assert "status" not in before
    close(haven)
    after = event()
    assert after["uid"] == before["uid"]
    assert (after["status"], after["transp"]) == ("CANCELLED", "TRANSPARENT")
    assert after["summary"] == "Closed for now: Haven"
    assert ALERT in after["description"]


def test_it_is_not_among_what_is_on(client, sunday_tea, close):
    with time_machine.travel(SUNDAY.replace(hour=12), tick=False):
        assert "Sunday tea" in read(client, "/whats-on/")
        close(sunday_tea)
        for path in ("/whats-on/", "/whats-on.ics", "/hubs/acomb/", "/hubs/acomb/whats-on.ics"):
            assert "Sunday tea" not in read(client, path), path


def hours_said(client, service):
    page = read(client, f"/find/{service.id}/")
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    return json.loads(said).get("hoursAvailable", [])


def test_machines_are_told_that_it_is_closed_every_day(client, haven, close):
    close(haven)
    [hours] = hours_said(client, haven)

    assert len(hours["dayOfWeek"]) == 7
    assert (hours["opens"], hours["closes"]) == ("00:00", "00:00")


def test_machines_are_not_told_that_every_other_week_is_every_week(client, add):
    begins = datetime.date(2026, 11, 22)
    service = add("Fortnightly", times=[EVENING | {"interval": 2, "begins_on": begins}])

    assert hours_said(client, service) == []
