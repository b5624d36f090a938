"""What a process keeps of the public's pages for some seconds: the same for all, and no longer."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site
from hearth.virtualhub import crowding, kept


@pytest.fixture(autouse=True)
def _keeping(settings):
    settings.PUBLIC_KEPT_FOR = 10
    kept._pages.clear()
    yield
    kept._pages.clear()


def test_a_page_asked_again_at_once_asks_the_database_nothing(client, acomb):
    first = client.get("/now/")
    with CaptureQueriesContext(connection) as asked:
        again = client.get("/now/")

    assert [q["sql"] for q in asked if "SELECT" in q["sql"]] == []
    assert again.content == first.content
    assert again["Cache-Control"] == first["Cache-Control"]


def test_after_some_seconds_it_is_drawn_anew(client, acomb, monkeypatch):
    client.get("/hubs/acomb/")
    with as_the_owner():
        Site.objects.update(about="Mended")
    assert "Mended" not in client.get("/hubs/acomb/").content.decode()
    now = time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + 11)

    assert "Mended" in client.get("/hubs/acomb/").content.decode()


def test_each_partnership_and_each_question_has_its_own(client, acomb):
    lincoln = Client(headers={"host": "lincolnshire.localhost"})
    client.get("/")

    assert "York" in client.get("/").content.decode()
    assert "York" not in lincoln.get("/").content.decode()
    assert client.get("/whats-on/?part=MORNING").content != client.get("/whats-on/").content


def test_nothing_that_somebody_typed_is_kept(client, sunday_tea):
    client.get("/find/?q=lonely")
    client.get("/hubs/?lat=53.9&lng=-1.1")
    client.get("/tell/")
    client.get("/hubs/nowhere/")

    assert kept._pages == {}


def test_what_a_page_never_asked_makes_no_other_page(client, acomb):
    client.get("/whats-on/?part=MORNING&free=on")
    with CaptureQueriesContext(connection) as asked:
        again = client.get("/whats-on/?x=1&free=off&free=on&part=MORNING&day=&hub=")

    assert [q["sql"] for q in asked if "SELECT" in q["sql"]] == []
    assert len(kept._pages) == 1
    assert again.status_code == 200


def test_what_stood_in_one_reader_s_address_is_not_shown_to_another(client, acomb, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    page = client.get("/hubs/?from=my-solicitor").content.decode()

    assert "/cy/hubs/" in page
    assert "my-solicitor" not in page


class TestWhatIsDrawnAnew:
    ELSEWHERE = {"REMOTE_ADDR": "9.9.9.9"}

    def test_has_a_bound_of_its_own_and_what_is_kept_is_still_given(
        self, client, acomb, monkeypatch
    ):
        monkeypatch.setattr(crowding.drawn, "limit", 2)
        statuses = [
            client.get(f"/{asked}", **self.ELSEWHERE).status_code
            for asked in ("", "", "", "hubs/?near=LN1", "hubs/?near=LN1", "tell/", "")
        ]

        assert statuses == [200, 200, 200, 200, 429, 429, 200]

    def test_is_enough_for_forty_people_behind_one_router(self, client, acomb):
        for number in range(120):
            response = client.get(f"/find/?q=tea+{number}", **self.ELSEWHERE)
            assert response.status_code == 200

    def test_is_counted_apart_for_calendars(self, client, sunday_tea):
        asked = [f"/find.ics?q=tea+{number}" for number in range(crowding.CALENDARS_A_MINUTE + 1)]
        statuses = [client.get(each, **self.ELSEWHERE).status_code for each in asked]

        assert statuses == [200] * crowding.CALENDARS_A_MINUTE + [429]
        assert client.get("/whats-on.ics", **self.ELSEWHERE).status_code == 429
        assert client.get("/", **self.ELSEWHERE).status_code == 200
        assert client.get("/whats-on.ics", REMOTE_ADDR="8.8.8.8").status_code == 200


def test_no_robot_fills_the_memory(client, acomb, monkeypatch):
    monkeypatch.setattr(kept, "AT_MOST", 3)
    for number in range(8):
        client.get(f"/whats-on/?page={number}")

    assert len(kept._pages) <= 3


@pytest.mark.parametrize(
    "path",
    [
        "/find/?q=my+violent+husband", "/find.ics?q=my+violent+husband&near=YO24+4AB",
        "/hubs/?near=YO24+4AB", "/hubs/?lat=53.955&lng=-1.125", "/whats-on/?near=YO24+4AB",
    ],
)  # fmt: skip
def test_what_somebody_typed_is_kept_by_nobody_on_the_way_either(client, acomb, path):
    response = client.get(path)

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert kept._pages == {}
