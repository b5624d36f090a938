"""What somebody types on their own pages: what is refused is said, in the title too."""

import pytest
from django.urls import reverse

from hearth.design.words import day
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights.models import RightsRequest
from hearth.rights.queries import answered_by

PAGE = "/me/rights/"


@pytest.fixture
def ask(jos, hub):
    def ask(**said):
        return jos.post(PAGE, {"asks": "ACCESS", "hub": str(hub.id), "words": "", **said})

    return ask


def test_a_copy_is_asked_for_once_and_the_second_time_says_by_when(ask, today):
    first = uuid7()
    for _ in range(2):  # the same page, sent twice
        assert ask(request_id=first).status_code == 302
    again = ask(request_id=uuid7())

    assert again.status_code == 200
    said = again.content.decode()
    assert "You asked for this on" in said
    assert f"Acomb answers by {day(answered_by(today))}" in said
    assert "<title>Error: My page" in said
    assert ask(asks="CORRECTION", part="ABOUT", words="I have two cats").status_code == 302
    with as_the_owner():
        assert RightsRequest.objects.count() == 2


def test_once_it_was_answered_another_copy_can_be_asked_for(ask, today):
    ask(request_id=uuid7())
    with as_the_owner():
        RightsRequest.objects.update(closed_on=today, outcome="GIVEN")

    assert ask(request_id=uuid7()).status_code == 302


def test_what_is_no_address_is_said_to_be_none(browser):
    said = browser.post(reverse("myhub:sign_in"), {"address": "notanaddress"}).content.decode()

    assert "An email address looks like name@example.org" in said
    assert "Look at your email now" not in said
    assert "<title>Error: My page: sign in</title>" in said


def test_an_address_that_opens_nothing_is_heard_like_any_other(browser):
    said = browser.post(reverse("myhub:sign_in"), {"address": "no@example.org"}).content.decode()

    assert "Look at your email now" in said
    assert "Error:" not in said
