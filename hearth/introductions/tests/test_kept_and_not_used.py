"""Somebody's record is kept and not used: every page says so, and nothing new begins."""

import re

import pytest
from django.utils import timezone

from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.queries.rows import RESTS
from hearth.introductions.tests.factories import IntroductionFactory, OtherSideFactory
from hearth.people.models import Person
from hearth.support.tests.factories import share_support

SAID = "Kept, and not used"
BANNER = re.compile(f'hearth-warning__title">.*?</svg>{SAID}')


@pytest.fixture
def asked(jo, hub, team_member):
    """Jo was introduced to a coffee morning, which was asked in writing."""
    share_support(jo, by=team_member)
    row = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, state="WAITING"
    )
    OtherSideFactory(introduction=row, from_site=hub)
    return row


@pytest.fixture
def page(client, team_member, jo):
    client.force_login(team_member)

    def at(path, **more):
        return client.get(f"/people/{jo.id}/{path}", **more)

    return at


@pytest.fixture
def restricted(asked, jo):
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(restricted_on=timezone.localdate())
    return asked


THEIR_PAGES = ["", "sharing/", "introductions/", "ways/", "circle/", "support/"]


@pytest.mark.parametrize("path", THEIR_PAGES)
def test_is_said_once_on_every_page_of_theirs(path, page, restricted):
    response = page(path, follow=True)
    assert response.status_code == 200
    assert len(BANNER.findall(response.content.decode())) == 1


@pytest.mark.parametrize("path", THEIR_PAGES)
def test_is_said_on_no_page_of_somebody_who_did_not_ask(path, page, asked):
    response = page(path, follow=True)
    assert response.status_code == 200
    assert SAID not in response.content.decode()


@pytest.mark.parametrize("path", ["introductions/add/", "introductions/add/agree/?hub=x"])
def test_refuses_at_the_door_what_would_begin(path, page, restricted, jo):
    response = page(path)
    assert response.status_code == 302
    assert response.url == f"/people/{jo.id}/introductions/"
    said = page(path, follow=True).content.decode()
    assert "so nothing new is said of them" in said
    assert "Introduce Jo" not in said


def test_refuses_at_the_door_to_ask_in_writing(page, restricted, jo):
    response = page(f"introductions/{restricted.id}/ask/")
    assert response.status_code == 302
    assert response.url.endswith(f"/introductions/{restricted.id}/")


def test_tells_the_owner_that_no_answer_can_come(page, restricted):
    said = page(f"introductions/{restricted.id}/").content.decode()
    assert RESTS in said
    assert "cannot read any more what they were asked" in said
    assert "We wait for an answer" not in said
    assert "Ask them again" not in said
    assert RESTS in page("introductions/").content.decode()
