"""Robots: what they are asked to leave alone, and what they can write down at most."""

from urllib.robotparser import RobotFileParser

import pytest

from hearth.directory.models import Search
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub import crowding

ELSEWHERE = {"REMOTE_ADDR": "9.9.9.9"}


def searches():
    with as_the_owner():
        return Search.objects.count()


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True), ("/hubs/acomb/", True), ("/whats-on.ics", True),
        ("/find/?q=debt", False), ("/find.ics?q=debt", False), ("/confirm/a-secret/", False),
    ],
)  # fmt: skip
def test_they_are_asked_to_leave_searches_and_links_alone(client, acomb, path, may):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    read = RobotFileParser()
    read.parse(response.content.decode().splitlines())

    assert read.can_fetch("AnyBot", f"https://york.example{path}") is may


def test_entries_may_be_found_and_their_one_tap_may_not(client, sunday_tea):
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /find/*/not-this/" in lines
    assert "Disallow: /find/" not in lines
    assert "X-Robots-Tag" not in client.get(f"/find/{sunday_tea.id}/")


def test_each_language_has_its_own_addresses(client, acomb, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /cy/find/?" in lines
    assert "Disallow: /cy/confirm/" in lines


def test_what_was_found_is_in_no_search_engine(client, sunday_tea):
    tap = f"/find/{sunday_tea.id}/not-this/"
    for path in ("/find/?q=lonely", "/find.ics?q=lonely", tap, "/confirm/nothing/"):
        assert client.get(path)["X-Robots-Tag"] == "noindex", path
    assert client.post(tap)["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/find/")


def test_one_address_is_noted_only_so_often_and_is_answered_still(client, sunday_tea, monkeypatch):
    monkeypatch.setattr(crowding.searches, "limit", 3)
    for number in range(6):
        page = client.get("/find/", {"q": f"lonely {number}"}, **ELSEWHERE)
        assert "Sunday tea" in page.content.decode()
    assert searches() == 3
    client.get("/find/", {"q": "lonely"}, REMOTE_ADDR="8.8.8.8")

    assert searches() == 4


def test_asking_for_no_more_than_the_head_of_a_page_is_no_search(client, sunday_tea):
    client.head("/find/?q=lonely")

    assert searches() == 0
