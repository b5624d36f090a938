"""Today at a site, as each worker sees it."""

import datetime

import pytest
from django.utils import timezone

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.design.words import day
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor import actions, queries
from hearth.frontdoor.models import ChildAlert, Visit
from hearth.people.actions import record_death, take_back_death
from hearth.people.tests.factories import PersonFactory


@pytest.fixture
def welcome(greeter, hub):
    """Welcome people at Acomb, some of whom would like to talk."""

    def welcome(person=None, *, talk_since=None, at=None):
        now = timezone.now()
        with acting_as(greeter):
            visit = actions.record_visit(
                by=greeter, site=hub, person=person, now=now, arrived_at=at
            )
            if talk_since is not None:
                actions.ask_to_talk(by=greeter, visit=visit, now=talk_since)
        return visit

    return welcome


def today(client, worker):
    client.force_login(worker)
    return client.get("/today/").content.decode()


class TestWhoIsIn:
    def test_names_those_who_gave_a_name_and_counts_the_others(self, client, greeter, jo, welcome):
        welcome(jo)
        welcome()
        welcome()

        page = today(client, greeter)

        assert ">Jo<" in page
        assert "2 people without a name" in page
        assert "3 visitors" in page

    def test_shows_what_somebody_needs(self, client, greeter, hub, welcome):
        welcome(PersonFactory(known_as="Ivy", sites=[hub], needs=["STEP_FREE"]))

        assert "Step-free way in" in today(client, greeter)

    def test_says_so_when_nobody_is(self, client, greeter):
        assert "Nobody is in at the moment" in today(client, greeter)

    def test_is_another_sites_own_business(self, client, greeter_elsewhere, jo, welcome):
        welcome(jo)

        assert ">Jo<" not in today(client, greeter_elsewhere)


class TestWhoWouldLikeToTalk:
    def test_shows_how_long_they_have_waited(self, client, team_member, jo, welcome):
        welcome(jo, talk_since=timezone.now() - datetime.timedelta(minutes=7))

        page = today(client, team_member)

        assert "waiting 7 minutes" in page
        assert "nobody has come yet" not in page

    def test_is_loud_past_the_sites_own_limit(self, client, team_member, jo, welcome):
        welcome(jo, talk_since=timezone.now() - datetime.timedelta(minutes=25))

        assert "nobody has come yet" in today(client, team_member)

    def test_offers_to_go_only_to_those_who_take_conversations(
        self, client, greeter, team_member, jo, welcome
    ):
        welcome(jo, talk_since=timezone.now())

        assert "I&#39;ll go" in today(client, team_member)
        assert "I&#39;ll go" not in today(client, greeter)

    def test_a_conversation_taken_is_with_somebody(self, client, team_member, jo, welcome):
        visit = welcome(jo, talk_since=timezone.now())
        with acting_as(team_member):
            talk = visit.conversations.get()
            actions.take_conversation(by=team_member, conversation=talk, now=timezone.now())

        assert "With you since" in today(client, team_member)


class TestSomebodyWhoHasDied:
    @pytest.mark.parametrize("role", ["greeter", "team_member"])
    def test_is_waited_for_by_nobody_and_asked_after_by_nobody(
        self, client, team_member, jo, welcome, role, request
    ):
        worker = request.getfixturevalue(role)
        welcome(jo, talk_since=timezone.now())
        assert "waiting" in today(client, worker)

        dies(jo, told=team_member)

        page = today(client, worker)
        assert "Nobody is waiting to talk" in page
        assert "Nobody is in at the moment" in page
        assert ">Jo<" not in client.get("/building/").content.decode()

    def test_is_there_again_if_it_was_a_mistake(self, client, greeter, team_member, jo, welcome):
        welcome(jo, talk_since=timezone.now())
        dies(jo, told=team_member)

        with acting_as(team_member):
            take_back_death(by=team_member, person=jo, today=timezone.localdate())

        assert ">Jo<" in today(client, greeter)
        assert "Nobody is waiting to talk" not in today(client, greeter)

    def test_told_at_another_site_is_no_less_true(self, client, greeter, hub, other_hub, welcome):
        ada = PersonFactory(known_as="Ada", sites=[hub, other_hub])
        welcome(ada, talk_since=timezone.now())

        dies(ada, told=GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user)

        assert "Nobody is waiting to talk" in today(client, greeter)


class TestAChildAlone:
    @pytest.fixture
    def alone(self, greeter, welcome):
        visit = welcome()
        with acting_as(greeter):
            actions.say_child_is_alone(by=greeter, visit=visit, now=timezone.now())

    @pytest.fixture
    def lead(self, hub, other_hub):
        worker = GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD).user
        GrantFactory(user=worker, site=other_hub, role=Role.SAFEGUARDING_LEAD)
        return worker

    def test_is_said_on_every_page_of_whoever_keeps_people_safe(self, client, lead, alone):
        client.force_login(lead)

        for address in ("/today/?site=clifton", "/places/", "/roles/"):
            page = client.get(address).content.decode()
            assert "A child has come in alone at Acomb" in page, address
            assert 'href="/today/?site=acomb"' in page
        there = client.get("/today/?site=acomb").content.decode()
        assert "A child has come in alone" in there
        assert "See it on Today" not in there

    def test_put_right_since_is_said_with_who_did_it(
        self, client, greeter, hub, team_member, alone
    ):
        with acting_as(greeter):
            visit = Visit.objects.get()
            actions.correct_visit(by=greeter, visit=visit, now=timezone.now(), child_alone=False)
        said = f"Put right since by {greeter.name}: not a child alone. Please check."

        client.force_login(team_member)
        assert said in client.get("/people/").content.decode()
        assert said in client.get("/today/?site=acomb").content.decode()
        client.force_login(GrantFactory(site=hub, role=Role.SAFEGUARDING_LEAD).user)
        assert said in client.get("/places/").content.decode()

    def test_undone_since_is_said_too(self, client, lead, greeter, alone):
        with acting_as(greeter):
            actions.take_back(by=greeter, arrival=Visit.objects.get(), now=timezone.now())
        client.force_login(lead)

        assert "The visit was undone since" in client.get("/places/").content.decode()

    def test_of_a_day_gone_by_is_said_with_its_day(self, client, lead, alone):
        raised_at = timezone.now() - datetime.timedelta(days=2)
        with as_the_owner():
            ChildAlert.objects.update(raised_at=raised_at)
        client.force_login(lead)

        assert f" on {day(raised_at)}" in client.get("/places/").content.decode()

    def test_is_quiet_on_every_page_once_it_was_seen(self, client, lead, alone):
        client.force_login(lead)
        with acting_as(lead):
            [alert] = queries.child_alerts(actor=lead, now=timezone.now())

        client.post(f"/child-alerts/{alert.alert_id}/seen/")

        assert "A child has come in alone" not in client.get("/places/").content.decode()

    def test_is_said_to_the_team_if_there_is_no_lead_and_is_not_theirs_to_put_away(
        self, client, team_member, alone
    ):
        page = today(client, team_member)

        assert "A child has come in alone" in page
        assert "I have seen this" not in page
        assert "Nobody is named as safeguarding lead here" in page
        assert "A child has come in alone at Acomb" in client.get("/people/").content.decode()

    def test_asks_nothing_on_pages_of_those_whose_job_it_is_not(self, client, greeter, alone):
        assert "A child has come in alone" not in today(client, greeter)


def dies(person, *, told):
    with acting_as(told):
        record_death(
            by=told, person=person, died_on=None, source="Her brother", now=timezone.now(),
            today=timezone.localdate(),
        )  # fmt: skip


class TestSite:
    def test_is_chosen_by_a_worker_with_several_and_remembered(
        self, client, greeter, hub, other_hub
    ):
        GrantFactory(user=greeter, site=other_hub, role=Role.GREETER)
        client.force_login(greeter)

        assert client.get("/today/")["Location"] == "/choose-site/?next=%2Ftoday%2F"
        assert "Today at Clifton" in client.get("/today/?site=clifton").content.decode()
        assert "Today at Clifton" in client.get("/today/").content.decode()

    def test_out_of_bounds_looks_like_one_that_is_not_there(self, client, greeter, other_hub):
        client.force_login(greeter)

        assert client.get("/today/?site=clifton").status_code == 404
        assert client.get("/today/?site=nowhere").status_code == 404
        assert client.get("/today/?site=%00").status_code == 404


def test_takes_the_same_number_of_questions_however_busy(
    client, team_member, hub, welcome, django_assert_max_num_queries
):
    for n in range(20):
        person = PersonFactory(known_as=f"Person {n}", sites=[hub])
        welcome(person, talk_since=timezone.now())
    client.force_login(team_member)

    with django_assert_max_num_queries(54):
        client.get("/today/")
