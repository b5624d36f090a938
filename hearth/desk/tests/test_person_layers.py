"""A person's page: what helps, what was promised, what was last, from layers that are open."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Decision, Whom
from hearth.people.models import Heading
from hearth.people.queries.layers import PassageSection
from hearth.support.models import Contact, HowMet, Promise

LAYERS = ("ABOUT", "PLAN", "CIRCLE", "SUPPORT")


@pytest.fixture
def share(team_member, hub, jo):
    def shared(*layers, whom=None):
        whom = whom or Whom(site=hub, roles=(Role.TEAM_MEMBER,))
        with acting_as(team_member):
            return actions.agree_sharing(
                by=team_member, person=jo, layers=layers, whom=whom, decision=Decision(),
                today=timezone.localdate(),
            )  # fmt: skip

    return shared


@pytest.fixture
def told(team_member, jo, share):
    """Jo told a story, wrote a plan, and was promised something."""
    sharing = share(*LAYERS)
    said = {Heading.MATTERS: "Being by the sea", Heading.WORST_DAY: "Put the radio on low"}
    with acting_as(team_member):
        for heading, words in said.items():
            actions.write_passage(
                by=team_member, person=jo, said=PassageSection(heading.value, words),
                stamp=PassageSection(heading.value).stamp, now=timezone.now(),
            )  # fmt: skip
    write(jo, team_member, contacts=1)
    return sharing


def write(jo, worker, *, contacts, promises=1):
    whose = {"person": jo, "held_by": jo.held_by}
    today = timezone.localdate()
    with as_the_owner():
        for number in range(contacts):
            row = Contact(
                happened_on=today - datetime.timedelta(days=number), how=HowMet.values[0],
                met_by=worker, site_id=jo.known_at[0], **whose,
            )  # fmt: skip
            row.words = f"We talked of the boats, time {number}"
            row.save()
        for number in range(promises):
            promise = Promise(
                promised_by=worker, due_on=today, first_due_on=today, written_by=worker, **whose
            )
            promise.what = f"Ring the housing office {number}"
            promise.save()


def page_of(client, worker, person):
    client.force_login(worker)
    return client.get(f"/people/{person.id}/").content.decode()


def test_says_what_helps_what_was_promised_and_what_was_last(client, team_member, jo, told):
    page = page_of(client, team_member, jo)

    for words in (
        "Put the radio on low", "Being by the sea", "Ring the housing office 0",
        "We talked of the boats, time 0",
    ):  # fmt: skip
        assert words in page
    assert "<strong>Jo said:</strong> We talked of the boats" in page
    assert "not shared with you" not in page
    assert page.index("How to welcome them") < page.index("What helps on a worst day")


def test_says_nothing_of_it_to_who_welcomes_them(client, greeter, jo, told):
    page = page_of(client, greeter, jo)

    for words in ("radio", "the sea", "housing office", "boats"):
        assert words not in page
    assert "Stay-well plan: not shared with you" in page


def test_says_nothing_of_it_once_it_is_taken_back(client, team_member, jo, told):
    with acting_as(team_member):
        actions.withdraw_sharing(
            by=team_member, person=jo, sharing=told, how="SAID", now=timezone.now()
        )

    page = page_of(client, team_member, jo)

    for words in ("radio", "the sea", "housing office", "boats"):
        assert words not in page
    assert "Ask Jo" in page


def test_shows_each_layer_by_itself(client, team_member, jo, told, share):
    with acting_as(team_member):
        actions.withdraw_sharing(
            by=team_member, person=jo, sharing=told, how="SAID", now=timezone.now()
        )
    share("PLAN")

    page = page_of(client, team_member, jo)

    assert "Put the radio on low" in page
    assert "Being by the sea" not in page
    assert "boats" not in page


def test_asks_no_more_with_a_thousand_entries_than_with_a_few(client, team_member, jo, told):
    client.force_login(team_member)
    address = f"/people/{jo.id}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    write(jo, team_member, contacts=60, promises=12)

    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()

    assert len(many) == len(few)
    assert page.count("We talked of the boats") == 5
    assert "All 61 contacts" in page
