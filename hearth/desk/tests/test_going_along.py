"""Who goes along with somebody reads it on Today: with whom, when and to where, and no more."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import short_day
from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.acting import acting_as
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people.actions import withdraw_sharing
from hearth.support.tests.factories import share_support

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(client):
    def today(worker):
        client.force_login(worker)
        return client.get("/today/?site=acomb").content.decode()

    return today


@pytest.fixture
def shared(jo, team_member):
    """Jo shares what they do together with whoever is on the door, too."""
    return share_support(jo, by=team_member, roles=("GREETER", "TEAM_MEMBER"))


@pytest.fixture
def along(jo, shared, hub, team_member, greeter):
    """A volunteer on the door goes along with Jo."""

    def along(at, *, to="Knit and natter", goes_with=greeter):
        return IntroductionFactory(
            person=jo, held_by=jo.held_by, owner=team_member, from_site=hub, way="ALONG",
            state="TO_GO", answer_by=None, service=ServiceFactory(name=to), goes_with=goes_with,
            goes_at=at, next_step="Bring her letter",
        )  # fmt: skip

    return along


@pytest.fixture
def at_two():
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0)


def test_a_volunteer_reads_when_and_to_where_and_no_more(today, along, greeter, at_two):
    row = along(at_two)
    shown = today(greeter)
    listed = reverse("introductions:asked_of_me")
    assert f'<a href="{listed}">2pm, go along with Jo</a>' in shown
    assert "To Knit and natter" in shown
    for more in (str(row.id), "Bring her letter"):
        assert more not in shown


def test_a_volunteer_reads_it_before_the_day_and_before_the_hour_is_said(
    today, along, greeter, at_two
):  # fmt: skip
    along(at_two + 3 * DAY)
    along(None, to="Coffee morning")
    shown = today(greeter)
    assert f"{short_day(at_two + 3 * DAY)} at 2pm, go along with Jo" in shown
    assert "Go along with Jo</a>" in shown
    assert "To Coffee morning. When is not said yet" in shown


def test_whoever_supports_people_reads_it_on_the_day_with_where(
    today, along, team_member, at_two
):  # fmt: skip
    row = along(at_two, goes_with=team_member)
    along(at_two + 3 * DAY, to="Coffee morning", goes_with=team_member)
    shown = today(team_member)
    page = reverse("introductions:introduction", args=[row.person_id, row.id])
    assert f'<a href="{page}">2pm, go along with Jo</a>' in shown
    assert "To Knit and natter" in shown
    assert "To Coffee morning" not in shown


def test_it_does_not_lie_open_to_where_if_that_tells_why(today, along, greeter, at_two):
    along(at_two, to="Crisis support")
    shown = today(greeter)
    assert "2pm, go along with Jo" in shown
    assert "Crisis support" not in shown


def test_nobody_else_reads_it_and_no_longer_than_it_is_shared(
    today, along, shared, hub, jo, greeter, team_member, at_two
):
    along(at_two)
    other = GrantFactory(site=hub, role=Role.GREETER, user__name="Vi").user
    assert "go along with Jo" not in today(other)
    with acting_as(team_member):
        withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=timezone.now())
    assert "go along with Jo" not in today(greeter)
