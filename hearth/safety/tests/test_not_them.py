"""A worry or a concern on the wrong record, and a worry kept in confidence later."""

import pytest

from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.safety import actions, queries
from hearth.safety.actions import SafetyRefused
from hearth.safety.models import ConcernEntry, SafetyConcern, Worry, WorryCheck
from hearth.safety.tests.test_kept_apart import told
from hearth.safety.tests.test_worries import seen


@pytest.fixture
def not_them(now):
    def say(by, what, about="Another Jo", why="She rang from Leeds"):
        with acting_as(by):
            actions.say_it_is_not_them(by=by, what=what, about=about, why=why, now=now)

    return say


class TestNotThem:
    def test_a_worry_comes_off_their_record_and_its_history_stays(
        self, client, worry, not_them, team_member, colleague, hub_manager, jo, sam, shared, now
    ):
        one = worry(team_member, owner=team_member, person=jo, about="", confidential=False)
        check = actions.Checked("RANG", now, said="No answer")
        with acting_as(colleague):
            row = queries.get_worry(one.id, actor=colleague)
            actions.add_check(by=colleague, worry=row, check=check, check_id=jo.id, now=now)
        for _ in range(2):
            not_them(team_member, one)

        assert told(jo) == ""
        client.force_login(team_member)
        assert f"/worries/{one.id}/" not in client.get(f"/people/{jo.id}/").content.decode()
        with acting_as(team_member):
            page = queries.worry_page(
                queries.get_worry(one.id, actor=team_member), actor=team_member, now=now
            )
            assert page.row.about == "Another Jo"
            assert sorted(each.said for each in page.checks) == [
                "No answer", "She rang from Leeds\nIt said: Jo",
            ]  # fmt: skip
            actions.say_whom_it_is_about(by=team_member, what=one, person_id=sam.id, now=now)
        assert "No answer" in told(sam)
        assert "Jo" not in told(sam)  # whose record it was on is that person's own

    def test_a_concern_too(self, concern, not_them, hub_manager, jo):
        one = concern(hub_manager, person=jo)
        not_them(hub_manager, one)
        with as_the_owner():
            row = SafetyConcern.objects.get(id=one.id)
            assert (row.person_id, row.about) == (None, "Another Jo")
            assert ConcernEntry.objects.get().kind == "UNLINKED"

    def test_is_said_by_who_looks_after_it_with_whom_and_how_they_know(
        self, worry, not_them, team_member, colleague, jo, shared
    ):
        one = worry(team_member, owner=team_member, person=jo, confidential=False)
        with pytest.raises(NotAllowed):
            not_them(colleague, one)
        for wrong, says in (({"about": " "}, "whom it is about"), ({"why": ""}, "how you know")):
            with pytest.raises(SafetyRefused, match=says):
                not_them(team_member, one, **wrong)

    def test_is_one_page(self, page, worry, hub_manager, jo):
        one = worry(hub_manager, person=jo)
        assert "not-them" in page(hub_manager, "worry", one.id)
        again = page(hub_manager, "worry_not_them", one.id, data={"about": "Joe", "why": ""})
        assert "Joe" in again
        page(hub_manager, "worry_not_them", one.id, status=302, data={"about": "Joe", "why": "x"})
        shown = page(hub_manager, "worry", one.id)
        assert "A worry about Joe" in shown
        assert "Find them on the list" in shown


class TestKeptInConfidenceLater:
    def test_bites_at_once_on_all_of_it(
        self, worry, team_member, colleague, hub_manager, greeter, jo, shared, now
    ):
        one = worry(greeter, owner=team_member, person=jo, confidential=False)

        def keep(by, confidential):
            actions.keep_in_confidence(
                by=by, worry=one, confidential=confidential, why="Ann asked", now=now
            )

        assert seen(colleague) == seen(greeter) == {one.id}
        with acting_as(colleague), pytest.raises(NotAllowed):
            keep(colleague, True)
        with acting_as(team_member):
            for _ in range(2):
                keep(team_member, True)
        assert seen(colleague) == seen(greeter) == set()
        with acting_as(colleague):
            assert not WorryCheck.objects.exists()
        assert told(jo) == ""
        with acting_as(team_member):
            keep(team_member, False)
            assert WorryCheck.objects.count() == 2
        assert seen(colleague) == {one.id}
        assert "Ann asked" not in told(jo)

    def test_is_one_page_and_says_why(self, page, worry, hub_manager):
        one = worry(hub_manager, confidential=False)
        assert "Keep it in confidence" in page(hub_manager, "confidence", one.id)
        assert "why" in page(hub_manager, "confidence", one.id, data={"to": "kept", "why": ""})
        for _ in range(2):
            data = {"to": "kept", "why": "She asked"}
            page(hub_manager, "confidence", one.id, status=302, data=data)
        with as_the_owner():
            assert Worry.objects.get(id=one.id).confidential
