"""How to reach somebody: the team that was told keeps it, and it goes where About me is shared."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import Decision, Whom
from hearth.people.models import Person, Safe, WayToContact
from hearth.people.queries.sections import WaySection

NUMBER = "07700 900123"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def number(team_member, jo):
    with acting_as(team_member):
        return actions.add_way(
            by=team_member, person=jo, way=WaySection("MOBILE", NUMBER, Safe.YES.value)
        )


@pytest.fixture
def share(team_member, jo, partner):
    def shared(*layers, whom=None, **more):
        with acting_as(team_member):
            return actions.agree_sharing(
                by=team_member, person=jo, layers=layers,
                whom=whom or Whom(organisation=partner.works_for), decision=Decision(),
                today=timezone.localdate(), **more,
            )  # fmt: skip

    return shared


def reads(worker):
    """Return the numbers that the wall lets a worker read."""
    with acting_as(worker):
        return [way.value for way in WayToContact.objects.all()]


def page_of(client, worker, person):
    client.force_login(worker)
    return client.get(f"/people/{person.id}/")


def test_the_team_that_was_told_keeps_it(team_member, greeter, partner, number):
    assert reads(team_member) == [NUMBER]
    assert reads(greeter) == reads(partner) == []


def test_it_goes_where_about_me_is_shared_and_comes_back_with_it(
    client, team_member, partner, jo, number, share
):
    sharing = share("ABOUT")
    assert reads(partner) == [NUMBER]
    page = page_of(client, partner, jo).text
    assert "How to reach Jo" in page
    assert NUMBER in page

    with acting_as(team_member):
        actions.withdraw_sharing(
            by=team_member, person=jo, sharing=sharing, how="SAID", now=timezone.now()
        )
    assert reads(partner) == []
    assert page_of(client, partner, jo).status_code == 404


def test_what_is_written_down_after_they_agreed_goes_too(team_member, partner, jo, share, number):
    share("ABOUT")
    with acting_as(team_member):
        actions.add_way(by=team_member, person=jo, way=WaySection("EMAIL", "jo@example.org"))
    assert sorted(reads(partner)) == [NUMBER, "jo@example.org"]


@pytest.mark.parametrize("layer", ["HELLO", "CIRCLE", "PLAN", "SUPPORT"])
def test_no_other_layer_says_it(client, partner, jo, number, share, layer):
    share(layer)
    assert reads(partner) == []
    assert NUMBER not in page_of(client, partner, jo).text


def test_until_a_day_stands_as_the_database_says(partner, jo, number, share):
    today = timezone.localdate()
    share("ABOUT", until_on=today)
    assert reads(partner) == [NUMBER]
    with as_the_owner():
        WayToContact.objects.update(closes_on=today - DAY)
    assert reads(partner) == [NUMBER]


def test_nothing_that_is_written_on_the_row_widens_it(team_member, partner, number):
    with acting_as(team_member):
        WayToContact.objects.filter(id=number.id).update(open_to=[partner.id])
    assert reads(partner) == []


def test_a_colleagues_number_stays_closed(partner, jo, hub, team_member, number, share):
    share("ABOUT")
    colleague = GrantFactory(site=hub, role=Role.TEAM_MEMBER).user
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=colleague)
    assert reads(partner) == reads(team_member) == reads(colleague) == []


def test_whoever_reads_it_by_sharing_changes_nothing(partner, jo, number, share):
    share("ABOUT")
    with acting_as(partner):
        assert not WayToContact.objects.update(safe=Safe.NO)
        assert not WayToContact.objects.all().delete()[0]
    with as_the_owner():
        assert WayToContact.objects.get().safe == Safe.YES
