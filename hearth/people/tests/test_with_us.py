"""What a partner's worker sees: who shares with their organisation, what, and until when."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.people import actions
from hearth.people.actions import HeldBackFromThem, Whom, WithoutAgreement
from hearth.people.queries.with_us import shared_with
from hearth.people.tests.factories import PersonFactory
from hearth.people.tests.test_sharing import agree
from hearth.places.tests.factories import OrganisationFactory


@pytest.fixture
def mind(db):
    return OrganisationFactory(name="York Mind")


@pytest.fixture
def partner(mind, hub):
    return GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__name="Pia", user__works_for=mind
    ).user


def names(worker, today):
    with acting_as(worker):
        return [row.known_as for row in shared_with(worker, today=today)]


def test_who_shares_is_there_with_what_and_until_when(
    page, team_member, partner, mind, jo, john, today
):
    until = today + datetime.timedelta(days=30)
    agree(team_member, jo, Whom(organisation=mind), "ABOUT", "PLAN", today=today, until_on=until)

    says = page(partner, "shared")

    assert "About me and My stay-well plan" in says
    assert f"Until {until.day} " in says
    assert "Jo" in says
    assert "John" not in says


def test_is_gone_when_it_is_taken_back(team_member, partner, mind, jo, today, now):
    shared = agree(team_member, jo, Whom(organisation=mind), today=today)
    assert names(partner, today) == ["Jo"]

    with acting_as(team_member):
        actions.withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)

    assert names(partner, today) == []


def test_is_of_the_workers_own_organisation_alone(team_member, mind, hub, jo, today):
    agree(team_member, jo, Whom(organisation=mind), today=today)
    other = GrantFactory(
        site=hub, role=Role.PARTNER_WORKER, user__works_for=OrganisationFactory()
    ).user

    assert names(other, today) == []


def test_whoever_holds_no_role_any_more_reads_nothing(team_member, partner, mind, jo, today):
    agree(team_member, jo, Whom(organisation=mind), today=today)
    with as_the_owner():
        partner.grants.update(until_on=timezone.localdate() - datetime.timedelta(days=1))

    assert names(type(partner).objects.get(id=partner.id), today) == []


def test_a_teams_own_people_stand_on_its_own_list(team_member, team_elsewhere, jo, today):
    agree(team_member, jo, Whom(worker=team_elsewhere), today=today)
    agree(team_member, jo, Whom(worker=team_member), today=today)

    assert names(team_elsewhere, today) == ["Jo"]
    assert names(team_member, today) == []


def test_asks_no_more_for_twenty_people_than_for_one(
    team_member, partner, mind, hub, today, django_assert_num_queries
):
    for number in range(20):
        person = PersonFactory(known_as=f"Person {number:02}", sites=[hub])
        agree(team_member, person, Whom(organisation=mind), today=today)
    partner = type(partner).objects.get(id=partner.id)

    with acting_as(partner), django_assert_num_queries(3):
        assert len(shared_with(partner, today=today)) == 20


@pytest.mark.parametrize("must_not_know", [False, True])
def test_what_they_did_not_agree_to_is_said_and_whether_they_may_know(
    page, client, team_member, partner, mind, jo, john, today, must_not_know
):
    held = HeldBackFromThem("He reads her post", today) if must_not_know else None
    why = WithoutAgreement("SAFEGUARDING", "She is hurt at home", "We told her on Monday", held)
    agree(team_member, john, Whom(organisation=mind), "ABOUT", today=today)
    with acting_as(team_member):
        actions.share_without_agreement(
            by=team_member, person=jo, layers=("ABOUT",), whom=Whom(organisation=mind), why=why,
            today=today, until_on=today + datetime.timedelta(days=9),
        )  # fmt: skip

    listed = page(partner, "shared")
    agreed, _, unagreed = listed.partition("Shared without their agreement")
    assert "John" in agreed
    assert "Jo<" not in agreed
    assert "Jo<" in unagreed
    assert ("They must not know yet" in unagreed) == must_not_know
    client.force_login(partner)
    shown = client.get(f"/people/{jo.id}/").content.decode()
    assert "Shared with you without Jo’s agreement" in shown
    assert "She is hurt at home" in shown
    assert "What Jo shares with you" not in shown
    assert ("Jo must not know of this yet" in shown) == must_not_know
    assert ("We told her on Monday" in shown) != must_not_know
    client.force_login(team_member)
    assert "without Jo’s agreement" not in client.get(f"/people/{jo.id}/").content.decode()
