"""Telling us: both ways, and what is not taken in is kept nowhere."""

import re
import time

import pytest
import time_machine
from django.test import Client

from hearth.directory.models import Tip, UnmetNeed
from hearth.foundation.tests.factories import as_the_owner
from hearth.virtualhub import crowding
from hearth.virtualhub.drawn import drawn_at


def read():
    """Return when a page was drawn that somebody has had time to read."""
    return drawn_at(time.time() - 10)


def kept():
    with as_the_owner():
        return list(Tip.objects.all())


def say(client, path="/tell/", **said):
    return client.post(path, {"what": "MISSING", "words": "A chess club", "drawn": read()} | said)


def test_something_missing_waits_for_a_connector(client):
    response = say(client)

    assert response.status_code == 200
    assert "Thank you" in response.content.decode()
    [tip] = kept()
    assert (tip.kind, tip.words, tip.state) == ("MISSING", "A chess club", "WAITING")
    assert tip.reply_to == ""


def test_an_address_is_kept_sealed_for_the_answer(client):
    response = say(client, reply_to="sam@example.org")

    assert "We write to you once they have" in response.content.decode()
    [tip] = kept()
    assert tip.reply_to == "sam@example.org"
    assert b"sam@" not in bytes(tip.reply_to_sealed)


def test_an_entry_that_is_wrong_or_gone(client, sunday_tea):
    say(client, f"/tell/{sunday_tea.id}/", what="WRONG", words="It is at three")
    say(client, f"/tell/{sunday_tea.id}/", what="GONE", words="")

    assert {(tip.kind, tip.service_id) for tip in kept()} == {
        ("WRONG", sunday_tea.id), ("GONE", sunday_tea.id),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"words": "  "}, "Tell us in a few words what is the matter"),
        ({"what": ""}, "Choose what is the matter"),
        ({"what": "CORRECTION"}, "Choose one of the answers shown"),
        ({"words": "a" * 2001}, "That is too long. Use 2000 characters or fewer"),
        ({"words": "nul\0nul"}, "There is a character in it that we cannot keep"),
        ({"reply_to": "nowhere"}, "An email address looks like name@example.org"),
        ({"reply_to": "a\0@b.org"}, "An email address looks like name@example.org"),
        ({"website": "https://spam.example"}, "A box that people do not see was filled in"),
        ({"drawn": ""}, "We could not tell when this page was opened"),
        ({"drawn": "forged"}, "We could not tell when this page was opened"),
        ({"drawn": "\0"}, "We could not tell when this page was opened"),
    ],
)
def test_what_is_refused_is_said_plainly_and_kept_nowhere(client, said, answer):
    response = say(client, **said)

    assert response.status_code == 200
    assert answer in response.content.decode()
    assert kept() == []


def test_what_comes_back_in_no_time_is_told_why_and_loses_nothing(client):
    typed = {"what": "WRONG", "words": "A chess club", "reply_to": "sam@example.org"}
    with time_machine.travel(0, tick=False) as clock:
        page = say(client, drawn=drawn_at(), **typed).content.decode()
        assert "That came back within three seconds" in page
        assert "A chess club</textarea>" in page
        assert 'value="sam@example.org"' in page
        assert re.search(r'value="WRONG"[^>]*checked', page)
        assert kept() == []

        clock.shift(3)
        again = re.search(r'name="drawn" value="([^"]+)"', page)[1]
        assert "Thank you" in say(client, drawn=again, **typed).content.decode()


@pytest.mark.parametrize("doubt", [{"drawn": ""}, {"website": "filled in"}])
def test_whoever_was_doubted_may_send_again(client, doubt):
    with time_machine.travel(0, tick=False) as clock:
        page = say(client, **{"drawn": drawn_at(-10)} | doubt).content.decode()
        clock.shift(3)
        again = re.search(r'name="drawn" value="([^"]+)"', page)[1]
        assert "Thank you" in say(client, drawn=again).content.decode()


def test_a_megabyte_gets_a_clear_answer(client):
    assert "That is too long" in say(client, words="a" * 1_000_000).content.decode()
    assert say(client, words="a" * 6_000_000).status_code in (400, 413)
    assert kept() == []


def test_bytes_that_are_no_letters_get_a_page(client):
    body = b"what=MISSING&words=%FF%FE%80&drawn=" + read().encode()
    response = client.post("/tell/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 200


def test_a_form_works_where_other_sites_forms_would_too_for_nobody_is_anybody_here(db):
    browser = Client(enforce_csrf_checks=True, headers={"host": "york.localhost"})
    response = say(browser)

    assert "Thank you" in response.content.decode()
    assert not response.cookies


def test_not_what_i_need_is_noted_by_need_and_neighbourhood(client, sunday_tea):
    response = client.post(f"/find/{sunday_tea.id}/not-this/", {"drawn": read()})

    assert "nothing about you" in response.content.decode()
    with as_the_owner():
        [need] = UnmetNeed.objects.all()
    assert need.told == "NOT_THIS"
    assert need.term.slug == "lonely"
    assert need.neighbourhood == "York"


def test_not_what_i_need_is_one_tap_on_the_page_of_the_entry_and_leaves_no_cookie(sunday_tea):
    browser = Client(enforce_csrf_checks=True, headers={"host": "york.localhost"})
    with time_machine.travel(time.time(), tick=False) as clock:
        page = browser.get(f"/find/{sunday_tea.id}/").content.decode()
        clock.shift(600)
        drawn = re.search(r'name="drawn" value="([^"]+)"', page)[1]
        response = browser.post(f"/find/{sunday_tea.id}/not-this/", {"drawn": drawn})

    assert "nothing about you" in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize(
    "doubt",
    [{"drawn": ""}, {"drawn": "forged"}, {"drawn": "\0"}, {"website": "x"}, {"drawn": None}],
)
def test_a_tap_that_may_be_a_programs_is_asked_for_once_more(client, sunday_tea, doubt):
    path = f"/find/{sunday_tea.id}/not-this/"
    with time_machine.travel(time.time(), tick=False) as clock:
        typed = {"drawn": drawn_at() if doubt.get("drawn", "") is None else read()}
        typed |= {name: value for name, value in doubt.items() if value is not None}
        page = client.post(path, typed).content.decode()

        assert "Please tap once more" in page
        with as_the_owner():
            assert not UnmetNeed.objects.exists()

        clock.shift(4)
        again = re.search(r'name="drawn" value="([^"]+)"', page)[1]
        assert "nothing about you" in client.post(path, {"drawn": again}).content.decode()


def test_looking_at_that_page_notes_nothing(client, sunday_tea):
    assert client.get(f"/find/{sunday_tea.id}/not-this/").status_code == 200
    with as_the_owner():
        assert UnmetNeed.objects.count() == 0


class TestTooMuch:
    ADDRESS = "93.184.216.34"

    def test_a_library_may_tell_us_sixty_things_an_hour_and_then_is_answered_kindly(self, client):
        for _ in range(60):
            assert say(client, REMOTE_ADDR=self.ADDRESS).status_code == 200
        client.defaults["REMOTE_ADDR"] = self.ADDRESS
        for _ in range(60):
            crowding.told.one_more(self.ADDRESS)
        before = len(kept())
        response = say(client)

        assert response.status_code == 429
        assert "Please try again in an hour" in response.content.decode()
        assert len(kept()) == before

    def test_six_hundred_pages_a_minute_are_nobody_s_reading(self, client):
        client.defaults["REMOTE_ADDR"] = self.ADDRESS
        for _ in range(600):
            crowding.pages.one_more(self.ADDRESS)
        response = client.get("/myself/")

        assert response.status_code == 429
        assert response["Retry-After"] == "60"
        assert "tel:999" in response.content.decode()
