"""Searching for what is open now, tonight or today: as the page says it."""

import datetime

import pytest

from hearth.virtualhub.tests.test_finding import text_of

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")


@pytest.fixture
def clubs(add):
    for name, opens, closes in [("Now club", 17, 21), ("Soon club", 19, 22), ("Late club", 20, 22)]:
        hours = {"opens": datetime.time(opens), "closes": datetime.time(closes)}
        add(name, tags=["lonely"], times=[{"byday": ["SU"]} | hours])


def test_what_is_on_says_until_when_and_what_is_soon_says_when(client, clubs):
    page = text_of(client.get("/find/", {"q": "lonely open now"}))

    assert "Showing help with feeling alone, today" in page  # as there were only two
    assert "Only 2 fit all that you asked. So we looked wider: later today." in page
    now, soon, late = (page.index(name) for name in ("Now club", "Soon club", "Late club"))
    assert now < soon < late
    assert "On now, until 9pm" in page[now:soon]
    assert "Next today at 7pm" in page[soon:late]


def test_enough_that_is_open_now_needs_no_wider_look(client, clubs, add):
    add("Other", tags=["lonely"], times=[{"byday": ["SU"], "closes": datetime.time(23)}])
    page = text_of(client.get("/find/", {"q": "lonely open now"}))

    assert "Showing help with feeling alone, open now or within the hour" in page
    assert "Late club" not in page


def test_nothing_open_now_is_said(client, sunday_tea):
    page = text_of(client.get("/find/", {"q": "lonely open now"}))

    assert "We know of nothing yet that fits all that you asked. So we looked wider" in page
    assert "later today and on other days" in page
    assert "Sunday tea" in page


def test_a_day_that_is_chosen_is_that_very_day(client, clubs):
    for day, words in (("today", "today"), ("tomorrow", "tomorrow"), ("6", "on Sundays")):
        page = text_of(client.get("/find/", {"q": "lonely", "day": day}))
        shown = "Showing help with feeling alone, " + words in page
        assert shown is (day != "tomorrow"), day
    chosen = text_of(client.get("/find/", {"q": "lonely open now", "day": "6"}))
    assert "feeling alone, on Sundays in the evening" in chosen


def test_a_time_of_day_that_is_chosen_is_of_this_very_day(client, clubs):
    page = text_of(client.get("/find/", {"q": "lonely tonight", "part": "EVENING"}))

    assert "Showing help with feeling alone, today in the evening" in page
