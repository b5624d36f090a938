"""What a process keeps of the public's pages for some seconds: the same for all, and no longer."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearth.foundation.tests.factories import as_the_owner
from hearth.places.models import Site
from hearth.virtualhub import kept


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


def test_no_robot_fills_the_memory(client, acomb, monkeypatch):
    monkeypatch.setattr(kept, "AT_MOST", 3)
    for number in range(8):
        client.get(f"/myself/?n={number}")

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
