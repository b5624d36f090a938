"""What a page says of the very thing that was asked for."""

import datetime

import pytest

from hearth.directory.tests.factories import term
from hearth.virtualhub.tests.test_finding import text_of

pytestmark = pytest.mark.usefixtures("_on_sunday_evening")


@pytest.fixture(autouse=True)
def _fitter(add):
    for name, day in (("Yoga for tired people", "WE"), ("Quiet swim", "TH")):
        times = [{"byday": [day], "opens": datetime.time(19), "closes": datetime.time(20)}]
        add(name, offer=term("exercise"), tags=["moving-more"], times=times, is_free=False)
    for number in range(5):
        add(f"Money worries {number}", offer=term("debt-advice"), tags=["debt"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "yoga thursday",
            "We found no yoga on Thursdays. But on other days there is: Yoga for tired people.",
        ),
        (
            "free yoga",
            "We found no yoga that fits all that you asked. "
            "But at a price there is: Yoga for tired people.",
        ),
        ("yoga", "First comes yoga. After that comes what else there is for getting fitter."),
        (
            "karate",
            "We found no karate here yet, and have noted that it is missing. "
            "Here is what there is for getting fitter.",
        ),
    ],
)
def test_what_was_named_is_told_from_the_rest(client, words, said):
    page = text_of(client.get("/find/", {"q": words}))

    assert said in page
    assert "Only what is free" not in page


def test_who_is_worried_about_another_is_led_to_how_to_help(client):
    page = client.get("/find/", {"q": "my neighbour isn't coping"}).content.decode()
    said = page.partition("Worried about somebody?</strong>")[2].partition("</p>")[0]

    assert 'href="/someone-else/"' in said
    assert 'href="/now/"' in said
    assert "Worried about somebody?</strong>" not in client.get("/find/?q=lonely").content.decode()


def test_a_most_price_is_said_with_how_many_tell_none(client, add):
    add("Chapel lunch", offer=term("community-meal"), tags=["food"])
    page = text_of(client.get("/find/", {"q": "lunch under £2"}))

    assert "Only what is for £2 or less" in page
    assert "Of 1 of these we do not know what it costs: it comes last." in page


@pytest.mark.parametrize("query", [{"q": "yoga near wibblethorpe"}, {"near": "wibblethorpe"}])
def test_a_place_that_nobody_knows_is_said_with_a_postcode_from_here(client, acomb, query):
    page = text_of(client.get("/find/", query))

    assert "We do not know where “wibblethorpe” is. Try a postcode, such as YO24 3BZ." in page
