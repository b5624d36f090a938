"""What is on, in people's own calendars: at the right time all year."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
from dateutil import rrule
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.models import Schedule, Service
from hearth.foundation.tests.factories import as_the_owner

LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def _in_march():
    with time_machine.travel(datetime.datetime(2026, 3, 20, 12, tzinfo=datetime.UTC), tick=False):
        yield


def events(client, path):
    response = client.get(path)
    assert response["Content-Type"].startswith("text/calendar")
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def starts(event, count=60):
    """Return when an event begins, as a calendar program would work it out."""
    begins = event.decoded("dtstart")
    rule = rrule.rrulestr(
        event["rrule"].to_ical().decode(), dtstart=begins.replace(tzinfo=None), ignoretz=True
    )
    off = event.get("exdate", [])
    off = off if isinstance(off, list) else [off]
    called_off = {each.dt.replace(tzinfo=None) for line in off for each in line.dts}
    return [each for each in rule[:count] if each not in called_off]


def test_an_event_is_at_the_same_time_on_the_wall_in_march_and_october(client, sunday_tea):
    [tea] = events(client, "/whats-on.ics")
    begins = tea.decoded("dtstart")

    assert begins.tzinfo.key == "Europe/London"
    found = [each.replace(tzinfo=LONDON) for each in starts(tea)]
    assert {each.hour for each in found} == {14}
    by_day = {each.date(): each.astimezone(datetime.UTC).hour for each in found}
    assert by_day[datetime.date(2026, 3, 22)] == 14
    assert by_day[datetime.date(2026, 3, 29)] == 13
    assert by_day[datetime.date(2026, 10, 18)] == 13
    assert by_day[datetime.date(2026, 10, 25)] == 14


def test_a_calendar_carries_the_clock_s_rules_with_it(client, sunday_tea):
    whole = icalendar.Calendar.from_ical(client.get("/whats-on.ics").content)

    assert [str(zone["tzid"]) for zone in whole.walk("VTIMEZONE")] == ["Europe/London"]


def test_an_event_keeps_its_name_from_day_to_day(client, sunday_tea):
    [before] = events(client, "/whats-on.ics")
    with time_machine.travel(datetime.datetime(2026, 5, 1, 12, tzinfo=datetime.UTC)):
        [after] = events(client, "/whats-on.ics")

    assert before["uid"] == after["uid"]
    assert before.decoded("dtstart") == after.decoded("dtstart")


def test_a_day_that_is_called_off_is_left_out(client, sunday_tea):
    with as_the_owner():
        Schedule.objects.update(not_on=[datetime.date(2026, 3, 29)])
    [tea] = events(client, "/whats-on.ics")

    days = {each.date() for each in starts(tea)}
    assert datetime.date(2026, 3, 29) not in days
    assert datetime.date(2026, 4, 5) in days


def test_what_goes_past_midnight_ends_on_the_next_day(client, add):
    add(
        "Night shelter",
        times=[{"byday": ["FR"], "opens": datetime.time(22), "closes": datetime.time(7)}],
    )
    [night] = events(client, "/whats-on.ics")

    assert night.decoded("dtend") - night.decoded("dtstart") == datetime.timedelta(hours=9)


def test_the_last_friday_of_the_month_until_june(client, add):
    add(
        "Film night",
        times=[{"freq": "MONTHLY", "byday": ["-1FR"], "ends_on": datetime.date(2026, 6, 30)}],
    )
    [film] = events(client, "/whats-on.ics")

    assert [each.day for each in starts(film)] == [27, 24, 29, 26]


def test_what_happens_once(client, add):
    add("Open day", times=[{"freq": "", "byday": [], "begins_on": datetime.date(2026, 4, 4)}])
    [event] = events(client, "/whats-on.ics")

    assert event.decoded("dtstart").date() == datetime.date(2026, 4, 4)
    assert "rrule" not in event


def test_a_hub_s_calendar_is_of_that_hub(client, sunday_tea, add):
    add("Elsewhere")

    assert [str(e["summary"]) for e in events(client, "/hubs/acomb/whats-on.ics")] == ["Sunday tea"]
    assert len(events(client, "/whats-on.ics")) == 2


def test_a_search_has_a_calendar(client, sunday_tea, add):
    add("Debt clinic", tags=["debt"])

    found = [str(e["summary"]) for e in events(client, "/find.ics?q=debt")]
    assert found[0] == "Debt clinic"


def test_neither_the_internal_nor_the_secret_leaves(client, add):
    add("For the team", internal=True)
    add("Refuge", place_is_secret=True, tags=["abuse"])
    with as_the_owner():
        Service.objects.filter(name="Refuge").update(description="Safe")

    assert events(client, "/whats-on.ics") == []
    [refuge] = [e for e in events(client, "/find.ics?q=refuge") if str(e["summary"]) == "Refuge"]
    assert "location" not in refuge


def test_a_search_s_calendar_looks_once_however_many_pages_there_are(client, add):
    for number in range(23):
        add(f"Lonely club {number}", tags=["lonely"])
    with CaptureQueriesContext(connection) as asked:
        found = events(client, "/find.ics?q=lonely")

    assert len(found) == 23
    assert len([each for each in asked if "WITH asked AS" in each["sql"]]) == 1
