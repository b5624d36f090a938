"""What stands after somebody asked: their own words, and what their record is not used for."""

import datetime

import pytest

from hearth.evidence import queries as evidence
from hearth.evidence.period import Period
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.outgoing.gate import Services, decide
from hearth.outgoing.models import Why
from hearth.outgoing.queries import recipient
from hearth.outgoing.wording import TO_PEOPLE
from hearth.people.actions import agree_sharing, limit_use
from hearth.people.actions.sharing import Decision, SharingRefused, Whom
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.rights import actions, queries
from hearth.rights.actions import RightsRefused
from hearth.rights.models import Limit
from hearth.rights.tests.conftest import afresh


@pytest.fixture
def correction(ask):
    return ask("CORRECTION", part="SUPPORT", words="I never said that")


@pytest.fixture
def disagreed(correction, hub_manager, now, today):
    with acting_as(hub_manager):
        actions.let_their_statement_stand(
            by=hub_manager, request=correction, why_not="Two of us heard it",
            statement="I was not even there", to_tell=["the library"], now=now, today=today,
        )  # fmt: skip
    return correction


class TestACorrection:
    def test_put_right_says_what_and_who_is_told(self, correction, hub_manager, now, today):
        with acting_as(hub_manager):
            actions.say_it_is_put_right(
                by=hub_manager, request=correction, words="The day", now=now, today=today,
                to_tell=["the library", "the library", " "],
            )  # fmt: skip
            page = queries.request_page(afresh(correction), known_as="Jo", today=today)
            assert [one.whom for one in page.to_tell] == ["the library"]
            actions.say_they_were_told(
                by=hub_manager, to_tell=page.to_tell[0], now=now, today=today
            )
            page = queries.request_page(afresh(correction), known_as="Jo", today=today)
        assert page.to_tell[0].told_on == today
        assert page.row.ended == "It was put right"

    def test_not_agreed_lets_their_own_words_stand_beside_it(
        self, disagreed, shared, jo, team_member
    ):
        with acting_as(team_member):
            [words] = queries.statements_beside(jo.id, "SUPPORT", actor=team_member)
        assert words.words == "I was not even there"
        assert afresh(disagreed).outcome == "STATEMENT"

    def test_stands_beside_that_part_alone_and_for_who_reads_it(
        self, disagreed, jo, team_member, greeter
    ):
        with acting_as(team_member):  # Jo shares their support with nobody
            assert queries.statements_beside(jo.id, actor=team_member) == []
        with acting_as(greeter):
            assert queries.statements_beside(jo.id, actor=greeter) == []

    def test_is_drawn_on_the_persons_page_and_with_their_support(
        self, disagreed, shared, client, jo, team_member
    ):
        client.force_login(team_member)
        for page in ("", "support/"):
            said = client.get(f"/people/{jo.id}/{page}").content.decode()
            assert "I was not even there" in said

    def test_not_agreed_says_why(self, correction, hub_manager, now, today):
        with acting_as(hub_manager), pytest.raises(RightsRefused, match="complain"):
            actions.let_their_statement_stand(
                by=hub_manager, request=correction, why_not="", statement="I was not",
                to_tell=[], now=now, today=today,
            )  # fmt: skip

    def test_is_answered_by_nobody_of_the_team(self, correction, team_member, now, today):
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.say_it_is_put_right(
                by=team_member, request=correction, words="The day", to_tell=[], now=now,
                today=today,
            )  # fmt: skip


class TestARestriction:
    @pytest.fixture
    def restricted(self, ask, jo):
        ask("RESTRICTION")
        with as_the_owner():
            return Person.objects.get(id=jo.id)

    def test_stands_from_the_day_it_is_asked(self, restricted, today, governance):
        assert restricted.restricted_on == today
        with acting_as(governance):
            [row] = queries.requests_of(restricted, actor=governance, today=today)
        assert row.ended == "It is done, and stands until they say otherwise"

    def test_lets_nothing_be_sent(self, restricted, team_member):
        with acting_as(team_member):
            to = recipient(restricted, actor=team_member)
        template = next(iter(TO_PEOPLE.values()))
        assert decide(to, template=template, services=Services(mail=True)).reasons == (
            Why.RESTRICTED,
        )

    def test_lets_nothing_new_be_shared(self, restricted, team_member, charity, today):
        with acting_as(team_member), pytest.raises(SharingRefused, match="kept and not used"):
            agree_sharing(
                by=team_member, person=restricted, layers=("ABOUT",), decision=Decision(),
                whom=Whom(organisation=charity), today=today,
            )  # fmt: skip

    def test_is_said_on_their_page(self, restricted, client, team_member):
        client.force_login(team_member)
        said = client.get(f"/people/{restricted.id}/").content.decode()
        assert "Kept, and not used" in said

    def test_is_lifted_with_who_said_so_and_why(self, restricted, governance, now, today):
        with acting_as(governance):
            limit = Limit.objects.get()
            lift = {"by": governance, "limit": limit, "person": restricted}
            with pytest.raises(RightsRefused, match="told before"):
                actions.lift_limit(**lift, words="", now=now, today=today)
            actions.lift_limit(**lift, words="They said so", now=now, today=today)
        with as_the_owner():
            assert Person.objects.get().restricted_on is None

    def test_is_lifted_by_nobody_of_the_team(self, restricted, team_member, now, today):
        with acting_as(team_member), pytest.raises(NotAllowed):
            actions.lift_limit(
                by=team_member, limit=Limit.objects.get(), person=restricted, words="So",
                now=now, today=today,
            )  # fmt: skip

    def test_is_written_on_the_row_by_nobody_else(self, jo, greeter, today):
        with acting_as(greeter), pytest.raises(NotAllowed):
            limit_use(by=greeter, person=jo, restricted_on=today)


class TestAnObjection:
    def people(self, hub, manager, today):
        with acting_as(manager):
            period = Period(today - datetime.timedelta(days=30), today)
            report = evidence.attendance(evidence.scope_for(manager), period, actor=manager)
        return report.people.value

    def test_leaves_them_out_of_the_count_of_people(self, ask, jo, hub, hub_manager, today):
        sam = PersonFactory(known_as="Sam", sites=[hub])
        for person in (jo, sam):
            VisitFactory(site=hub, person=person, welcomed_by=hub_manager)
        assert self.people(hub, hub_manager, today) == 2
        ask("OBJECTION")
        assert self.people(hub, hub_manager, today) == 1
