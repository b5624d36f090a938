"""Hubs as the public sees them: open or not, and how to get there."""

import datetime
import json
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hearth.directory.tests.factories import term
from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site
from hearth.places.tests.factories import ClosureFactory, OpeningSpellFactory, SiteFactory


def at(*parts):
    return time_machine.travel(datetime.datetime(*parts, tzinfo=datetime.UTC), tick=False)


@pytest.fixture
def night_cafe(db):
    """Open on Saturday nights from eight to two."""
    with as_the_owner():
        cafe = SiteFactory(name="The Night Café", slug="night-cafe", kind="CAFE")
        OpeningSpellFactory(site=cafe, weekday=5, opens=datetime.time(20), closes=datetime.time(2))
    return cafe


def test_a_night_that_is_still_going_is_open_after_midnight(client, night_cafe):
    with at(2026, 11, 22, 1, 30):  # Sunday, half past one
        assert "Open now until 2am" in client.get("/hubs/night-cafe/").content.decode()
        assert "The Night Café" in client.get("/now/").content.decode()
    with at(2026, 11, 22, 2, 0):
        page = client.get("/hubs/night-cafe/").content.decode()
        assert "Open now" not in page
        assert "Closed. Opens on Saturday at 8pm" in page


def test_open_ones_stand_first(client, acomb, night_cafe):
    with at(2026, 11, 22, 1, 30):
        page = client.get("/hubs/").content.decode()
    assert page.index("The Night Café") < page.index(">Acomb<")
    with at(2026, 11, 22, 12, 0):
        page = client.get("/hubs/").content.decode()
    assert page.index(">Acomb<") < page.index("The Night Café")


def test_the_nearest_comes_first_of_those_that_are_open(client, acomb):
    with as_the_owner():
        far = SiteFactory(name="Whitby", slug="whitby", latitude=54.48, longitude=-0.61)
        for weekday in range(7):
            OpeningSpellFactory(site=far, weekday=weekday)
    with at(2026, 11, 22, 12, 0):
        near_york = client.get("/hubs/?near=YO24 3BZ").content.decode()
        near_whitby = client.get("/hubs/?lat=54.48&lng=-0.61").content.decode()

    assert near_york.index(">Acomb<") < near_york.index(">Whitby<")
    assert near_whitby.index(">Whitby<") < near_whitby.index(">Acomb<")
    assert "a few minutes’ walk away" in near_york


def test_a_town_that_nobody_knows_is_said_back(client, acomb):
    page = client.get("/hubs/?near=Atlantis").content.decode()

    assert "We do not know where “Atlantis” is" in page
    assert ">Acomb<" in page


def test_a_closure_shows_at_once(client, acomb):
    with at(2026, 11, 22, 12, 0):
        assert "Open now until 5pm" in client.get("/hubs/acomb/").content.decode()
        with as_the_owner():
            ClosureFactory(
                site=acomb, begins_at=datetime.datetime(2026, 11, 22, 11, tzinfo=datetime.UTC)
            )
        assert "Closed until further notice" in client.get("/hubs/acomb/").content.decode()
        assert ">Acomb<" not in client.get("/now/").content.decode().split("These open next")[0]


def test_a_page_says_what_somebody_who_has_never_been_wants_to_know(client, acomb):
    with as_the_owner():
        Site.objects.filter(id=acomb.id).update(
            welcome_words="Kettle first.", who_you_may_meet="A nurse on Tuesdays.",
            by_bus="Number 5.", on_foot="The blue door.",
        )  # fmt: skip
    page = client.get("/hubs/acomb/").content.decode()

    for words in (
        "You don’t need a referral, a diagnosis or an appointment",
        "Kettle first.", "A nurse on Tuesdays.", "Number 5.", "The blue door.",
        "You can get in without steps", "tel:01632960001", "YO24 3BZ", "openstreetmap.org",
    ):  # fmt: skip
        assert words in page


def test_where_nobody_has_written_yet_it_still_says_what_happens(client, acomb):
    page = client.get("/hubs/acomb/").content.decode()

    assert "You don’t have to give your name" in page
    assert "Number 1 to Front Street" in page


def test_this_week_is_on_the_hub_s_page(client, sunday_tea):
    with at(2026, 11, 20, 12, 0):
        page = client.get("/hubs/acomb/").content.decode()

    assert "Sunday tea" in page
    assert "Sunday 22 November 2026" in page
    assert "2pm to 4pm" in page


def test_what_is_on_every_day_is_said_once(client, acomb, sunday_tea, add):
    daily = {"byday": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}
    hours = {"opens": datetime.time(9), "closes": datetime.time(17)}
    add("Open house", site=acomb, times=[daily | hours])
    with at(2026, 11, 20, 12, 0):
        page = client.get("/hubs/acomb/").content.decode()

    assert page.count("Open house") == 1
    assert "Every day, 9am to 5pm" in page
    assert page.index("Open house") < page.index("Sunday tea")


def test_a_hub_is_said_to_machines_too(client, acomb):
    with as_the_owner():
        Site.objects.filter(id=acomb.id).update(about="</script><script>alert(1)</script>")
    page = client.get("/hubs/acomb/").content.decode()
    [said] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    facts = json.loads(said)

    assert facts["name"] == "Acomb"
    assert facts["address"]["postalCode"] == "YO24 3BZ"
    assert len(facts["openingHoursSpecification"]) == 7
    assert facts["description"] == "</script><script>alert(1)</script>"


def test_a_hub_that_is_not_is_not_found(client, acomb):
    assert client.get("/hubs/nowhere/").status_code == 404


def test_as_many_questions_for_twenty_hubs_as_for_one(client, acomb):
    def questions(path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)

    before = {path: questions(path) for path in ("/", "/now/", "/hubs/", "/hubs/acomb/")}
    with as_the_owner():
        for number in range(20):
            site = SiteFactory(
                part_of=acomb, kind="SATELLITE", latitude=54, longitude=-1 - number / 50
            )
            OpeningSpellFactory(site=site, weekday=number % 7)
    assert {path: questions(path) for path in before} == before


def test_only_whoever_keeps_a_hub_writes_what_the_public_reads(client, acomb, hub_manager, greeter):
    typed = {
        "welcome_words": "Come and sit down.",
        "who_you_may_meet": "",
        "by_bus": "",
        "on_foot": "",
    }
    client.force_login(greeter)
    assert client.post("/places/acomb/welcome/", typed).status_code in (403, 404)
    client.force_login(hub_manager)
    seen = re.search(
        r'name="seen" value="([^"]*)"', client.get("/places/acomb/welcome/").content.decode()
    )
    import html

    response = client.post("/places/acomb/welcome/", typed | {"seen": html.unescape(seen[1])})
    assert response.status_code == 302
    assert "Come and sit down." in client.get("/hubs/acomb/").content.decode()


class TestNeighboursDoors:
    """What partners open is as open as what the hubs do."""

    @pytest.fixture
    def lamps(self, add):
        with at(2026, 11, 20, 12):
            return add(
                "Sunday lamps", offer=term("open-door"), booking="TURN_UP",
                times=[{"byday": ["SU"], "opens": datetime.time(17), "closes": datetime.time(21)}],
            )  # fmt: skip

    @pytest.mark.parametrize("path", ["/", "/now/", "/someone-else/"])
    def test_are_open_this_minute_too(self, client, acomb, lamps, path):
        with at(2026, 11, 22, 18):
            page = client.get(path).content.decode()
            assert "Sunday lamps" in page
            assert "Opens today" not in page
        with at(2026, 11, 22, 21):
            assert "Sunday lamps" not in client.get(path).content.decode()

    @pytest.mark.parametrize("path", ["/", "/now/", "/someone-else/"])
    def test_that_open_today_come_before_tomorrow_s_hubs(self, client, acomb, lamps, add, path):
        evening = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(23)}
        with at(2026, 11, 20, 12):
            add("Haven", offer=term("crisis-cafe"), booking="TURN_UP", times=[evening])
        with at(2026, 11, 22, 8):
            page = client.get(path).content.decode()
        assert page.index("Haven") < page.index(">Acomb<") < page.index("Sunday lamps")
        assert page.count(">Haven<") == 1
        with at(2026, 11, 22, 16, 59):  # the hub is open for one more minute
            page = client.get(path).content.decode()
        assert page.index(">Acomb<") < page.index("Haven") < page.index("Sunday lamps")
        for words in ("Opens today at 6pm", "Opens today at 5pm"):
            assert words in page
        with at(2026, 11, 22, 17):
            page = client.get(path).content.decode()
        assert "Sunday lamps" in page.split("Haven")[0]

    def test_urgent_help_that_is_there_later_today_stands_unfolded(self, client, add):
        evening = {"byday": ["SU"], "opens": datetime.time(18), "closes": datetime.time(23)}
        with at(2026, 11, 20, 12):
            add("Haven", offer=term("crisis-cafe"), booking="RING", times=[evening])
        with at(2026, 11, 22, 8):
            page = client.get("/now/").content.decode()
        assert "Haven" in page
        assert "Opens today at 6pm" in page
        assert "Urgent help at other times" not in page
        with at(2026, 11, 23, 8):
            page = client.get("/now/").content.decode()
        assert "Haven" in page.split("Urgent help at other times")[1]

    def test_are_not_said_where_their_word_is_old(self, client, lamps):
        with at(2027, 11, 21, 18):
            assert "Sunday lamps" not in client.get("/now/").content.decode()

    def test_of_our_own_are_said_once(self, client, acomb, add):
        add(
            "Open house", offer=term("open-door"), booking="TURN_UP", site=acomb,
            times=[{"byday": ["SU"], "opens": datetime.time(9), "closes": datetime.time(17)}],
        )  # fmt: skip
        with at(2026, 11, 22, 12):
            assert "Open house" not in client.get("/now/").content.decode()
