"""Whoever had something in hand is told that it was taken back: how many, and of nobody."""

import pytest
from django.db import connection
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people.actions import know_what_was_taken_back, withdraw_sharing
from hearth.people.models import KnownTakenBack
from hearth.support.tests.factories import (
    KeepInTouchFactory,
    PromiseFactory,
    SupportStrandFactory,
    share_support,
)

LINE = "Somebody took back what they shared"


@pytest.fixture
def in_hand(jo, shared, team_member, colleague, hub):
    """Tariq has five things in hand; Cole goes along to one of them."""
    today = timezone.localdate()
    mine = {"person": jo, "held_by": jo.held_by}
    with as_the_owner():
        for along in (team_member, colleague):
            IntroductionFactory(owner=team_member, from_site=hub, goes_with=along, **mine)
        PromiseFactory(due_on=today, written_by=team_member, promised_by=team_member, **mine)
        KeepInTouchFactory(says_hello=team_member, **mine)
        SupportStrandFactory(site=hub, with_worker=team_member, **mine)


@pytest.fixture
def stop(jo, team_member):
    def stop(sharing):
        with acting_as(team_member):
            withdraw_sharing(
                by=team_member, person=jo, sharing=sharing, how="SAID", now=timezone.now()
            )

    return stop


def test_it_is_said_to_each_how_many_and_not_whose(
    in_hand, shared, stop, today, team_member, colleague, hub_manager
):
    assert LINE not in today(team_member)
    stop(shared)

    told = today(team_member)
    assert LINE in told
    assert "5 things that you had in hand are not yours to see any more" in told
    assert "Jo" not in told.partition(LINE)[2].partition("</li>")[0]
    assert "1 thing that you had in hand is not yours" in today(colleague)
    assert LINE not in today(hub_manager)


def test_until_they_say_that_they_know_and_anew_when_more_is_taken_back(
    in_hand, shared, stop, today, client, team_member, colleague, jo
):
    stop(shared)
    assert LINE in today(team_member)

    assert client.post("/people/taken-back/known/")["Location"] == "/today/"
    assert LINE not in today(team_member)
    assert LINE in today(colleague)

    stop(share_support(jo, by=team_member))
    assert LINE in today(team_member)


def test_shared_again_it_is_on_their_lists_and_nothing_is_said(
    in_hand, shared, stop, today, team_member, jo
):
    stop(shared)
    share_support(jo, by=team_member)

    assert LINE not in today(team_member)


def test_what_was_never_shared_with_them_is_not_taken_back(
    in_hand, shared, stop, today, jo, hub, other_hub
):
    elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
    with as_the_owner():
        IntroductionFactory(person=jo, held_by=jo.held_by, owner=elsewhere, from_site=hub)
    stop(shared)

    with acting_as(elsewhere), connection.cursor() as cursor:
        cursor.execute("SELECT introductions_taken_back()")
        assert cursor.fetchone() == (0,)


def test_nobody_knows_it_for_another(in_hand, team_member, colleague):
    with acting_as(team_member):
        know_what_was_taken_back(by=team_member, now=timezone.now())

    with acting_as(colleague):
        assert not KnownTakenBack.objects.exists()
