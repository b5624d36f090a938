"""In a demonstration no email goes: the link to own pages stands where it was asked for."""

import re

import pytest
from django.core import mail
from django.urls import reverse

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
LINK = re.compile(r'href="(http://york\.localhost[^"]*/me/in/[^"]+)"')


def asked(browser, typed, **more):
    return browser.post(reverse("myhub:sign_in"), {"address": typed}, **more).content.decode()


@pytest.fixture
def pretends(settings):
    settings.DEMONSTRATION, settings.EMAIL_BACKEND = True, NOWHERE


def test_the_link_stands_on_the_page_and_opens_their_pages(pretends, browser, address):
    [link] = LINK.findall(asked(browser, address.value))
    assert browser.get(link).status_code == 200


def test_the_link_leads_to_the_port_at_which_it_was_asked_for(pretends, browser, address):
    [link] = LINK.findall(asked(browser, address.value, headers={"host": "york.localhost:9000"}))
    assert link.startswith("http://york.localhost:9000/me/in/")


def test_of_nobody_there_is_none(pretends, browser, address):
    said = asked(browser, "nobody@example.org")
    assert not LINK.search(said)
    assert "Look at your email now" in said


@pytest.mark.parametrize("demonstration", [True, False])
def test_where_email_goes_no_page_shows_it(settings, browser, address, demonstration):
    settings.DEMONSTRATION = demonstration
    if not demonstration:
        settings.EMAIL_BACKEND = NOWHERE
    assert not LINK.search(asked(browser, address.value))
    assert not mail.outbox
