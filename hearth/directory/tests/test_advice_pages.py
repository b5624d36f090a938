"""The pages on which advice is kept."""

import html as entities
import re

import pytest
from django.urls import reverse

from hearth.directory.models import AdvicePage, Edition
from hearth.directory.tests.factories import AdviceFactory

TYPED = {
    "title": "Keeping warm",
    "topic": "MONEY",
    "summary": "When it is cold.",
    "body": "> Call 999\n\nWear a hat.",
    "searches": "Find a warm place near you = warm space",
    "sources": "Cold can harm | NHS | https://www.nhs.uk/ | March 2026\nHats | Us | https://a.uk/",
}


@pytest.fixture
def browser(client, hub_manager):
    client.force_login(hub_manager)
    return client


def page_of(name, page):
    return reverse(f"directory:{name}", args=[page.id])


def test_a_page_is_written_looked_at_published_and_taken_off(browser):
    response = browser.post(reverse("directory:new_advice"), TYPED, follow=True)
    page = AdvicePage.objects.get(slug="keeping-warm")
    shown = response.content.decode()
    assert "The public sees nothing of it yet" in shown
    assert 'href="tel:999"' in shown
    assert page.sources[0] == {
        "fact": "Cold can harm", "who": "NHS", "address": "https://www.nhs.uk/",
        "read": "March 2026",
    }  # fmt: skip
    assert page.searches == [{"label": "Find a warm place near you", "words": "warm space"}]

    shown = browser.post(page_of("publish_advice", page), follow=True).content.decode()
    assert "The public sees this" in shown
    assert browser.get("/advice/keeping-warm/").status_code == 200

    browser.post(page_of("take_off_advice", page))
    assert browser.get("/advice/keeping-warm/").status_code == 404


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("sources", "Only this", "Line 1: say what it says"),
        ("sources", "a | b | c", "a web address begins with https://"),
        ("sources", "a | b | javascript:alert(1)", "a web address begins with https://"),
        ("sources", "a | b | /advice/", "a web address begins with https://"),
        ("searches", "debt", "Line 1: say what the link says"),
        ("title", "", "Enter title"),
        ("body", "", "Enter the page"),
    ],
)
def test_what_cannot_be_so_is_said(browser, name, typed, said):
    response = browser.post(reverse("directory:new_advice"), TYPED | {name: typed})

    assert said in response.content.decode()
    assert not AdvicePage.objects.filter(slug="keeping-warm").exists()


def test_hints_are_shown_beside_what_is_written(browser):
    hard = "In order to obtain assistance it is necessary to complete the form. " * 3
    page = AdviceFactory(body=hard, out=False)

    shown = browser.get(page_of("advice_page", page)).content.decode()

    assert "Reading age" in shown
    assert "try “help”" in shown


def test_a_starter_says_that_nobody_here_has_checked_it(browser):
    page = AdvicePage.objects.get(slug="sleep", edition=Edition.USUAL)

    assert "to start you off" in browser.get(page_of("advice_page", page)).content.decode()
    browser.post(page_of("publish_advice", page))
    assert (
        "Nobody here has checked it"
        not in browser.get(page_of("advice_page", page)).content.decode()
    )


def test_somebody_else_s_change_is_shown_and_saving_again_keeps_both(browser):
    page = AdviceFactory(title="Warm", body="Old", summary="Old")
    address = page_of("edit_advice", page)
    seen = seen_in(browser.get(address).content.decode())
    AdvicePage.objects.filter(id=page.id).update(body="Theirs")
    mine = TYPED | {"title": "Mine", "body": "Old", "seen": seen}

    response = browser.post(address, mine)

    shown = response.content.decode()
    assert "Somebody else has changed “The page” to: Theirs" in shown
    again = mine | {"body": "Theirs", "seen": seen_in(shown)}
    browser.post(address, again)
    page.refresh_from_db()
    assert (page.title, page.body) == ("Mine", "Theirs")


def seen_in(html):
    return entities.unescape(re.search(r'name="seen" value="([^"]*)"', html)[1])


def test_easy_read_is_begun_with_one_tap_and_only_what_is_offered(browser):
    page = AdviceFactory(title="Warm")

    response = browser.post(page_of("add_edition", page), {"which": "en-gb EASY_READ"})
    easy = AdvicePage.objects.get(slug=page.slug, edition=Edition.EASY_READ)
    assert response["Location"] == page_of("edit_advice", easy)

    browser.post(page_of("add_edition", page), {"which": "fr USUAL"})
    browser.post(page_of("add_edition", page), {})
    assert AdvicePage.objects.filter(slug=page.slug).count() == 2


def test_what_it_said_before_is_shown_and_put_back(browser):
    page = AdviceFactory(body="First")
    AdvicePage.objects.filter(id=page.id).update(body="Second")
    said = reverse("directory:advice_version", args=[page.id, 1])

    assert "First" in browser.get(said).content.decode()
    browser.post(f"{said}back/")
    page.refresh_from_db()
    assert page.body == "First"
    assert browser.get(reverse("directory:advice_version", args=[page.id, 9])).status_code == 404
