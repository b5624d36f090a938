"""Writing down what somebody asked: who may, and what it begins."""

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as, reveal
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.rights import actions, queries
from hearth.rights.actions import RightsRefused
from hearth.rights.models import RightsRequest
from hearth.rights.tests.conftest import afresh


class Themselves:
    """A person who acts on their own pages."""

    label = "Jo"
    audiences = ()

    def __init__(self, person):
        self.id = self.themselves = person.id

    def may(self, permission, *, at):
        return False

    def may_somewhere(self, permission):
        return False

    may_everywhere = may_somewhere

    def places_where(self, permission):
        return ()


class TestAsking:
    def test_is_written_down_with_its_clock_and_log(self, ask, governance, today):
        request = ask(words="Everything, please")
        with acting_as(governance):
            [row] = queries.requests_to_answer(governance, today=today)
            log = queries.request_page(afresh(request), known_as="Jo", today=today).log
        assert (row.known_as, row.asks_words, row.is_late) == (
            "Jo", "Everything that is kept", False,
        )  # fmt: skip
        assert [(line.kind_words, line.by, line.words) for line in log] == [
            ("Asked", "Tariq", "Everything, please")
        ]

    def test_twice_is_once(self, ask, jobs):
        key = uuid7()
        ask(request_id=key)
        ask(request_id=key)
        assert len(jobs) == 1

    def test_is_not_for_who_does_not_know_them(self, ask, greeter, greeter_elsewhere, network_lead):
        for worker in (greeter, greeter_elsewhere, network_lead):
            with pytest.raises(NotAllowed):
                ask(by=worker)

    def test_of_ones_own_record_is_nothing_a_worker_does(self, ask, jo, team_member):
        with as_the_owner():
            type(jo).objects.filter(id=jo.id).update(worker=team_member)
        jo.worker_id = team_member.id
        with pytest.raises(NotAllowed):
            ask(by=team_member)

    def test_is_theirs_to_do_on_their_own_page(self, jo, hub, now, today, jobs):
        them = Themselves(jo)
        with acting_as(them):
            reveal([jo.id])
            request = actions.ask_about_rights(
                by=them, person=jo, site=hub, request_id=uuid7(), now=now, today=today,
                said=actions.Asked("ACCESS", today, asked_how="OWN_PAGE"),
            )  # fmt: skip
        assert afresh(request).taken_by_id is None
        assert len(jobs) == 1

    def test_for_them_says_who_and_by_what_right(self, ask):
        with pytest.raises(RightsRefused, match="what showed you"):
            ask(asked_by="FOR_THEM")
        assert afresh(ask(asked_by="FOR_THEM", asker="A. Solicitor, a signed letter")).asker

    def test_for_something_put_right_says_what(self, ask):
        with pytest.raises(RightsRefused, match="which part"):
            ask("CORRECTION")
        with pytest.raises(RightsRefused, match="what is wrong"):
            ask("CORRECTION", part="DETAILS")

    def test_is_seen_by_the_team_it_was_asked_of_and_who_answers(
        self, ask, team_member, hub_manager, governance, greeter, other_hub
    ):
        ask()
        elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
        seen = {}
        for worker in (team_member, hub_manager, governance, greeter, elsewhere):
            with acting_as(worker):
                seen[worker.id] = RightsRequest.objects.exists()
        assert [seen[w.id] for w in (team_member, hub_manager, governance)] == [True] * 3
        assert [seen[w.id] for w in (greeter, elsewhere)] == [False] * 2

    def test_taken_back_ends_it_with_what_they_said(self, ask, governance, now, today):
        request = ask()
        with acting_as(governance):
            actions.end_request(
                by=governance, request=request, taken_back=True, words="No need now", now=now,
                today=today,
            )  # fmt: skip
        assert afresh(request).outcome == "TAKEN_BACK"
