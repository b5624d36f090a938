"""Who is introduced to us is reached in the way that is safe, and no wish is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions import crowding
from hearth.introductions.models import Incoming


@pytest.fixture
def typed(hub):
    return {
        "site": hub.id, "introducer": "Dr Ade", "agreed_how": "TOGETHER", "name": "Robin",
        "safe_way": "RING", "where": "07700 900321", "incoming_id": uuid7(),
    }  # fmt: skip


@pytest.fixture
def introduce_us(typed):
    browser = Client(headers={"host": "york.localhost"}, enforce_csrf_checks=True)

    def send(**more):
        crowding.brought.forget()
        return browser.post(reverse("introduce_us:introduce"), typed | more).content.decode()

    yield send
    crowding.brought.forget()


WRONG = (
    ({"safe_way": "THROUGH_US", "where": ""}, "only through you"),
    ({"safe_way": "THROUGH_US", "reply_to": "me"}, "Write a phone number like"),
    ({"safe_way": "THROUGH_US", "reply_to": "ade@nowhere"}, "Write an email address like"),
    ({"where": "not a phone number"}, "Write a phone number like"),
    ({"where": " "}, "Write the number or address that is safe"),
    ({"safe_way": "TEXT", "where": "ade@surgery.example.org"}, "Write a phone number like"),
    ({"safe_way": "EMAIL", "where": "nobody at nowhere"}, "Write an email address like"),
    ({"safe_way": "LETTER", "where": ""}, "Write the number or address that is safe"),
)
RIGHT = (
    {"safe_way": "THROUGH_US", "where": "", "reply_to": "01904 555 010"},
    {"safe_way": "THROUGH_US", "where": "", "reply_to": "ade@surgery.example.org"},
    {"safe_way": "EMAIL", "where": "robin@example.org"},
    {"safe_way": "LETTER", "where": "3 Front Street, York"},
    {"safe_way": "COMES", "where": "", "reply_to": "Ask at the desk"},
)


def test_by_the_form_a_way_by_which_nobody_is_reached_is_refused(introduce_us):
    for wrong, words in WRONG:
        refused = introduce_us(**wrong, hope="Company")
        assert words in refused, wrong
        assert "Company</textarea>" in refused
    with as_the_owner():
        assert not Incoming.objects.exists()


def test_by_the_form_every_way_that_can_be_is_taken(introduce_us):
    for right in RIGHT:
        assert "It has arrived" in introduce_us(**right, incoming_id=uuid7()), right


def test_so_it_is_for_a_partner_and_on_paper(page, typed, pat, team_member):
    for worker in (pat, team_member):
        for wrong, words in WRONG:
            assert words in page(worker, "bring_in", data=typed | wrong), wrong


def test_sent_again_with_another_wish_both_are_kept(introduce_us):
    for hope in ("Company", "Company", "A walk", "A walk"):
        assert "It has arrived" in introduce_us(hope=hope)
    with as_the_owner():
        assert sorted(row.hope for row in Incoming.objects.all()) == ["A walk", "Company"]


def test_paper_is_asked_for_in_words_for_whoever_types_it_in(page, team_member, pat):
    of_paper, of_partner = page(team_member, "bring_in"), page(pat, "bring_in")
    for words in ("where you work", "We write this together", "How can we reach you?"):
        assert words in of_partner
        assert words not in of_paper
    assert "They wrote it together" in of_paper


def test_looking_who_it_is_puts_no_name_in_an_address(page, introduce_us, team_member, jo):
    introduce_us()
    with as_the_owner():
        row = Incoming.objects.get()
    shown = page(team_member, "came_in", row.id)
    assert 'method="get"' not in shown.partition("Who is it?")[2].partition("</section>")[0]
    found = page(team_member, "came_in", row.id, data={"do": "look", "q": "Jo"})
    assert "This is Jo" in found
    assert "There is a problem" not in found
    with as_the_owner():
        assert Incoming.objects.get().stands == "NEW"


def test_that_they_would_rather_not_is_their_own_word(page, introduce_us, team_member):
    introduce_us()
    with as_the_owner():
        row = Incoming.objects.get()
    shown = page(team_member, "came_in", row.id)
    assert "Only they can say so" in shown
    stamp = shown.split('name="stamp" value="')[1].split('"')[0]
    said = {"stamp": stamp, "what": "RATHER_NOT", "words": " ", "owner": str(team_member.id)}
    assert "Nobody else decides this for them" in page(team_member, "came_in", row.id, data=said)
    with as_the_owner():
        assert Incoming.objects.get().ended_on is None
    said["words"] = "They rang on Monday: not now"
    page(team_member, "came_in", row.id, data=said, status=302)
    assert "They rang on Monday: not now" in page(team_member, "came_in", row.id)
