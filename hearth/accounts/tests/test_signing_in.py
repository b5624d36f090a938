"""Signing in with a password, and no more guesses than anyone honest needs."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.utils import timezone

from hearth.accounts import actions, sessions
from hearth.accounts.models import Session, SignInTry
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.http import typed_words
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner

PASSWORD = "kettle ladder orchid"


@pytest.fixture
def ama(hub):
    with as_the_owner():
        worker = actions.add_worker(by=None, username="Ama", name="Ama", password=PASSWORD)
    GrantFactory(user=worker, site=hub, role=Role.GREETER)
    return worker


def sign_in(client, username="ama", password=PASSWORD, **extra):
    return client.post("/sign-in/", {"username": username, "password": password}, **extra)


class TestSigningIn:
    def test_opens_the_door_with_the_right_password(self, client, ama):
        assert sign_in(client).status_code == 302
        assert client.get("/choose-site/").status_code == 200

    def test_and_out_is_written_in_the_trail(self, client, ama):
        sign_in(client, password="not it at all")
        sign_in(client)
        client.post("/sign-out/")

        with as_the_owner():
            lines = AuditLine.objects.filter(actor_id=ama.id, subject_id=ama.id).order_by("at")
            assert [line.verb for line in lines] == ["signed in", "signed out"]

    def test_does_not_mind_capitals_or_a_space_after_the_name(self, client, ama):
        assert sign_in(client, username=" AMA ").status_code == 302

    def test_says_nothing_about_which_of_the_two_was_wrong(self, client, ama):
        wrong = sign_in(client, password="not it at all").content.decode()
        nobody = sign_in(client, username="nobody").content.decode()

        assert "We do not know that name and password together" in wrong
        assert "We do not know that name and password together" in nobody

    def test_goes_on_to_the_page_that_was_asked_for(self, client, ama):
        response = client.post("/sign-in/?next=/roles/", {"username": "ama", "password": PASSWORD})
        assert response["Location"] == "/roles/"

    def test_never_goes_on_to_another_place_on_the_web(self, client, ama):
        response = client.post(
            "/sign-in/?next=https://elsewhere.example/", {"username": "ama", "password": PASSWORD}
        )
        assert response["Location"] == "/team/"

    def test_stops_guessing_after_ten_wrong_passwords(self, client, ama):
        for _ in range(10):
            SignInTry.objects.create(username="ama", at=timezone.now())

        page = sign_in(client).content.decode()

        assert "too many wrong passwords" in page

    def test_guesses_of_one_name_do_not_stop_another_at_the_same_router(self, client, ama):
        for _ in range(10):
            SignInTry.objects.create(username="bea", at=timezone.now())

        assert sign_in(client).status_code == 302

    def test_old_wrong_passwords_are_forgiven(self, client, ama):
        long_ago = timezone.now() - datetime.timedelta(minutes=16)
        for _ in range(10):
            SignInTry.objects.create(username="ama", at=long_ago)

        assert sign_in(client).status_code == 302

    def test_counts_a_wrong_password(self, client, ama):
        sign_in(client, password="not it at all")

        assert SignInTry.objects.filter(username="ama").count() == 1


class TestSessions:
    def test_end_when_the_sign_in_is_switched_off(self, client, ama, network_lead):
        sign_in(client)

        with acting_as(network_lead):
            actions.switch_worker(by=network_lead, worker=ama, on=False)

        assert client.get("/choose-site/").status_code == 302
        assert not Session.objects.filter(user=ama).exists()

    def test_end_when_somebody_sets_a_new_password(self, client, ama, network_lead):
        sign_in(client)

        with acting_as(network_lead):
            actions.set_password_of(by=network_lead, worker=ama, password="another long phrase")

        assert client.get("/choose-site/").status_code == 302

    def test_of_ones_own_goes_on_after_changing_ones_own_password(self, client, ama):
        sign_in(client)

        client.post("/my-password/", {"old": PASSWORD, "password": "another long phrase"})

        assert client.get("/choose-site/").status_code == 200

    def test_know_a_role_that_was_given_since(self, client, ama, other_hub):
        sign_in(client)
        assert "Clifton" not in client.get("/choose-site/").content.decode()

        GrantFactory(user=ama, site=other_hub, role=Role.GREETER)

        assert "Clifton" in client.get("/choose-site/").content.decode()

    def test_forget_a_role_whose_last_day_has_passed(self, client, hub):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        worker = GrantFactory(site=hub, role=Role.GREETER, until_on=yesterday).user
        client.force_login(worker)

        assert "Acomb" not in client.get("/choose-site/").content.decode()

    def test_take_one_question_for_session_worker_and_roles(
        self, client, ama, django_assert_num_queries
    ):
        client.force_login(ama)
        client.get("/roles/")

        with django_assert_num_queries(4):  # who is not back; and the transaction's begin and end
            client.get("/roles/")

    def test_survive_the_database_being_started_again(self, client, ama, monkeypatch):
        sign_in(client)
        key = client.cookies["sessionid"].value
        answers = [OperationalError("the connection is closed"), sessions._rows(key)]

        def gone_the_first_time(_):
            answer = answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(sessions, "_rows", gone_the_first_time)
        unbroken = SimpleNamespace(in_atomic_block=False, close=lambda: None)
        monkeypatch.setattr(sessions, "connection", unbroken)
        store = sessions.SessionStore(key)

        store.load()

        assert answers == []
        assert store.worker == ama


def test_an_easily_guessed_password_is_refused(db):
    with pytest.raises(actions.WorkerRefused, match="too short"):
        actions.add_worker(by=None, username="x", name="X", password="short")


def test_a_name_that_is_taken_is_refused(db):
    UserFactory(username="ama")
    with pytest.raises(actions.WorkerRefused, match="already signs in"):
        actions.add_worker(by=None, username="AMA", name="Ama", password=PASSWORD)


def test_the_question_asks_for_the_workers_fields_in_the_models_order():
    asked = sessions.QUESTION.split("FROM")[0]
    positions = [asked.index(f"u.{name}") for name in sessions.WORKER]

    assert positions == sorted(positions)


def test_no_password_is_given_back_with_the_words_that_were_typed(client, rf, hub_manager, ama):
    client.force_login(hub_manager)
    pages = ("/my-password/", "/workers/new/", f"/workers/{ama.id}/", "/sign-in/")
    drawn = "".join(client.get(page).content.decode() for page in pages)
    asked = set(re.findall(r'name="(\w+)" type="password"', drawn))

    assert {"old", "password"} <= asked
    assert typed_words(rf.post("/", dict.fromkeys(asked, PASSWORD) | {"name": "Ama"})) == ["Ama"]
