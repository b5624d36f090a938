"""What is let go by night: sessions that have ended, and guesses that count no more."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from hearth.accounts import jobs
from hearth.accounts.models import Session, SignInTry
from hearth.accounts.tests.factories import UserFactory

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def ended(client, db):
    """The session of a browser whose shift is over."""
    client.force_login(UserFactory())
    Session.objects.update(expire_date=timezone.now() - MINUTE)
    return Session.objects.get()


def test_a_night_is_put_off_for_each_partnership(db):
    waiting = InMemoryConnector()
    with app.replace_connector(waiting):
        jobs.every_night(timestamp=0)

    assert [(job["task_name"], job["args"]) for job in waiting.jobs.values()] == [
        ("accounts.one_night", {"schema": "lincolnshire"}),
        ("accounts.one_night", {"schema": "york"}),
    ]


def test_sessions_that_have_ended_are_let_go_and_others_go_on(client, ended):
    client.force_login(UserFactory())
    client.get("/roles/")

    jobs.one_night(schema="york")

    assert not Session.objects.filter(session_key=ended.session_key).exists()
    assert client.get("/roles/").status_code == 200


def test_wrong_passwords_that_count_no_more_are_let_go(db):
    now = timezone.now()
    for username, minutes in [("ama", 16), ("ama", 1), ("bea", 16), ("bea", 900)]:
        SignInTry.objects.create(username=username, at=now - minutes * MINUTE)

    jobs.one_night(schema="york")

    assert list(SignInTry.objects.values_list("username", flat=True)) == ["ama"]


def test_a_night_elsewhere_changes_nothing_here(ended):
    SignInTry.objects.create(username="ama", at=timezone.now() - 16 * MINUTE)

    jobs.one_night(schema="lincolnshire")

    assert connection.schema_name == "york"
    assert Session.objects.filter(session_key=ended.session_key).exists()
    assert SignInTry.objects.exists()
