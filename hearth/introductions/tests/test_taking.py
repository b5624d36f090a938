"""Somebody introduced to a hub is taken by one tap, by whoever is there."""

import datetime

import pytest
from django.utils import timezone

from hearth.foundation.tests.factories import as_the_owner
from hearth.introductions.models import Came, Incoming
from hearth.introductions.tests.conftest import DAY, hidden
from hearth.introductions.tests.factories import IncomingFactory

TAKE = 'value="take"'


@pytest.fixture
def came(hub):
    return IncomingFactory(site=hub, held_by=hub.run_by, name="Bronagh")


def now_of(row):
    with as_the_owner():
        return Incoming.objects.get(id=row.id)


def test_by_one_tap_it_is_theirs_with_a_next_step(page, came, team_member, today):
    drawn = page(team_member, "came_in", came.id)
    tapped = {"do": "take", "stamp": hidden(drawn, "stamp")}
    page(team_member, "came_in", came.id, data=tapped, status=302)
    row = now_of(came)
    assert (row.owner_id, row.stands) == (team_member.id, "TAKEN")
    assert row.next_step == "Say hello in the way that is safe"
    assert row.next_on == today + 2 * DAY
    shown = page(team_member, "came_in", came.id)
    assert TAKE not in shown
    assert "I take it" not in shown
    assert "It is yours. Next, by" in shown


def test_two_at_once_are_one_and_the_second_reads_whose_it_is(page, came, team_member, colleague):
    tapped = {"do": "take", "stamp": hidden(page(team_member, "came_in", came.id), "stamp")}
    page(team_member, "came_in", came.id, data=tapped, status=302)
    told = page(colleague, "came_in", came.id, data=tapped)
    assert "Somebody else went on with it meanwhile" in told
    assert now_of(came).owner_id == team_member.id


def test_whoever_comes_by_themselves_is_not_rung(page, came, team_member):
    with as_the_owner():
        Incoming.objects.update(safe_way="COMES")
    tapped = {"do": "take", "stamp": hidden(page(team_member, "came_in", came.id), "stamp")}
    page(team_member, "came_in", came.id, data=tapped, status=302)
    assert now_of(came).next_step == "Watch for them: they come by themselves"


def test_of_whoever_left_it_is_taken_as_it_stood(page, came, team_member, colleague):
    tapped = {"do": "take", "stamp": hidden(page(colleague, "came_in", came.id), "stamp")}
    page(colleague, "came_in", came.id, data=tapped, status=302)
    assert TAKE not in page(team_member, "came_in", came.id)
    before = now_of(came)
    with as_the_owner():
        colleague.grants.update(until_on=timezone.localdate() - datetime.timedelta(days=1))
    tapped = {"do": "take", "stamp": hidden(page(team_member, "came_in", came.id), "stamp")}
    page(team_member, "came_in", came.id, data=tapped, status=302)
    row = now_of(came)
    assert (row.owner_id, row.next_step) == (team_member.id, before.next_step)
    assert (row.stands, row.next_on) == (before.stands, before.next_on)


def test_a_hub_of_ours_that_asks_hears_when_they_can_come(page, came, introduce, team_member, jo):
    with as_the_owner():
        came.introduction_id, came.came = introduce(team_member, jo).id, Came.OURS
        came.save()
    assert TAKE not in page(team_member, "came_in", came.id)
