"""An address is shown to be theirs at the hub, by a code that a worker says; and changed so."""

import pytest
from django.test import Client
from django.urls import reverse

from hearth.foundation.acting import acting_as
from hearth.foundation.crowding import Counter
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.models import OwnKey
from hearth.people.own_pages import code_of

NEW = "new@example.org"
WRONG = "000 000"


def enter(browser, secret, code=None):
    given = {} if code is None else {"code": code}
    return browser.post(reverse("myhub:enter", args=[secret]), given)


def is_proven(address):
    with as_the_owner():
        return OwnKey.objects.get(id=address.id).proven_at is not None


@pytest.fixture(autouse=True)
def nobody_guessed(monkeypatch):
    counts = Counter(limit=4, seconds=900)
    monkeypatch.setattr("hearth.myhub.views.coming_in.wrong_codes", counts)


@pytest.fixture
def other(db):
    return Client(headers={"host": "york.localhost"})


class TestTheFirstLink:
    def test_opens_nothing_without_the_code_that_the_worker_says(
        self, browser, write_address, send
    ):
        address, secret = write_address(), send()
        page = browser.get(reverse("myhub:enter", args=[secret])).content.decode()
        assert "The code that the worker says" in page

        for typed in (None, "", WRONG, "not a code"):
            response = enter(browser, secret, typed)
            assert response.status_code == 200, typed
            assert "Open my page" in response.content.decode()
        assert browser.get("/me/").status_code == 302
        assert not is_proven(address)

        assert enter(browser, secret, code_of(address.id).replace(" ", "-")).status_code == 302
        assert is_proven(address)
        assert "Hello Jo" in browser.get("/me/").content.decode()

    def test_is_over_once_a_wrong_code_was_typed_five_times(self, browser, write_address, send):
        address, secret = write_address(), send()
        answers = [enter(browser, secret, WRONG).status_code for _ in range(5)]

        assert answers == [200, 200, 200, 200, 403]
        assert enter(browser, secret, code_of(address.id)).status_code == 403

    def test_asks_for_no_code_once_the_address_is_theirs(self, browser, link):
        secret = link()

        page = browser.get(reverse("myhub:enter", args=[secret])).content.decode()
        assert "code that the worker says" not in page
        assert enter(browser, secret).status_code == 302

    def test_the_worker_reads_the_code_until_then(
        self, browser, client, write_address, send, team_member, jo
    ):
        address, page = write_address(), reverse("myhub:offered", args=[jo.id])
        client.force_login(team_member)
        assert code_of(address.id) in client.get(page).content.decode()

        enter(browser, send(), code_of(address.id))
        assert code_of(address.id) not in client.get(page).content.decode()

    def test_another_address_has_another_code(self, write_address):
        assert code_of(write_address().id) != code_of(write_address(NEW).id)


class TestAnotherAddress:
    def test_ends_links_and_sessions_at_once(self, jos, other, link, write_address):
        secret = link()
        write_address(NEW)

        assert jos.get("/me/").status_code == 302
        assert enter(other, secret).status_code == 403

    def test_shuts_nobody_out_before_it_is_theirs(self, browser, link, write_address, address):
        write_address("jo@exmaple.org")

        assert enter(browser, link()).status_code == 302
        assert "jo@example.org" in browser.get("/me/ways-in/").content.decode()

    def test_takes_the_place_of_the_old_one_once_it_is_theirs(
        self, browser, other, link, send, write_address
    ):
        new = write_address(NEW)
        old = link()
        assert enter(other, link()).status_code == 302
        assert enter(browser, send(to=NEW), code_of(new.id)).status_code == 302

        assert browser.get("/me/").status_code == 200
        assert other.get("/me/").status_code == 302
        assert send() is None
        assert enter(other, old).status_code == 403

    def test_that_is_the_same_changes_nothing(self, jos, address, write_address):
        assert write_address().id == address.id
        assert jos.get("/me/").status_code == 200

    def test_asks_whether_an_older_passkey_is_still_theirs(
        self, browser, client, as_jo, link, write_address, team_member, jo, now
    ):
        with as_jo() as (me, person):
            actions.add_passkey(
                by=me, person=person, credential_id="abc", public_key=b"x", sign_count=0,
                name="Old phone", now=now,
            )  # fmt: skip
        client.force_login(team_member)
        page = reverse("myhub:offered", args=[jo.id])
        assert "is it still yours?" not in client.get(page).content.decode()

        write_address(NEW)
        assert "is it still yours?" in client.get(page).content.decode()
        enter(browser, link())
        assert "Is this passkey still yours?" in browser.get("/me/ways-in/").content.decode()


def test_links_of_an_address_end_with_it(browser, address, link, team_member, jo, now):
    secret = link()
    with acting_as(team_member):
        actions.end_own_key(by=team_member, person=jo, key=address, now=now)

    assert enter(browser, secret).status_code == 403
