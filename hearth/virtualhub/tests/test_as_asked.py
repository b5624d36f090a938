"""What a search found is said as it was asked: when, how many, how far."""

import datetime
from dataclasses import replace

import pytest

from hearth.directory.queries.finding import find
from hearth.directory.tests.factories import LocationFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub.tests.test_finding import text_of

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")


@pytest.fixture
def art(add):
    ten, twelve, two, four = (datetime.time(each) for each in (10, 12, 14, 16))
    return add(
        "Art club",
        tags=["lonely"],
        times=[
            {"byday": ["TU"], "opens": two, "closes": four},
            {"byday": ["SA"], "opens": two, "closes": four},
            {"byday": ["SA"], "begins_on": datetime.date(2026, 12, 1), "opens": ten,
             "closes": twelve},
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("lonely", "Next on Tuesday at 2pm"),
        ("lonely on saturday", "Next on Saturday at 2pm"),
        ("lonely saturday morning", "Next on Saturday 5 December 2026 at 10am"),
        ("lonely in the morning", "Next on Saturday 5 December 2026 at 10am"),
        (
            "lonely on thursday",
            "Next on Tuesday at 2pm",
        ),  # other days were looked at
    ],
)
def test_next_is_the_next_time_that_was_asked_for(client, art, words, when):
    assert when in text_of(client.get("/find/", {"q": words}))


def test_tomorrow_is_not_today(client, add):
    daily = {"byday": ["SU", "MO"], "opens": datetime.time(18), "closes": datetime.time(21)}
    add("Supper", tags=["lonely"], times=[daily])

    assert "On now" in text_of(client.get("/find/", {"q": "lonely"}))
    assert "Next tomorrow at 6pm" in text_of(client.get("/find/", {"q": "lonely tomorrow"}))


def test_very_many_are_counted_in_tens(client, art, monkeypatch):
    def very_many(*args, **asked):
        return replace(find(*args, **asked), total=94, more=True)

    monkeypatch.setattr("hearth.virtualhub.views.finding.look", very_many)

    page = text_of(client.get("/find/", {"q": "lonely"}))
    assert "More than 90 found. The likeliest come first" in page


@pytest.mark.parametrize(("latitude", "words"), [(53.9555, ""), (54.2, "about 17 miles away")])
def test_what_is_far_from_the_place_named_is_said(client, add, latitude, words):
    with as_the_owner():
        place = LocationFactory(latitude=latitude, longitude=-1.1269)
    add("Tea", tags=["lonely"], place=place)
    page = text_of(client.get("/find/", {"q": "lonely", "near": "YO24 3BZ"}))

    assert "Tea" in page
    assert ("The nearest of these is" in page) is bool(words)
    assert f"The nearest of these is {words}" in page or not words
    assert "The nearest of these" not in text_of(client.get("/find/", {"q": "lonely"}))
