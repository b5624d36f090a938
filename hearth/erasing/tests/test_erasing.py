"""Erasing: two people agree, each holder decides, and nothing is left but a stub."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hearth.accounts.tests.factories import GrantFactory, UserFactory
from hearth.erasing import actions, queries
from hearth.erasing.actions import ErasingRefused
from hearth.erasing.models import Erasure, HolderDecision, WentTo
from hearth.erasing.tests.factories import LegalHoldFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.models import AuditLine
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.frontdoor.tests.factories import VisitFactory
from hearth.introductions.models import SharedWithThem
from hearth.introductions.tests.factories import IntroductionFactory
from hearth.people.models import Details, Person
from hearth.support.models import Goal, GoalStep

YEAR = datetime.timedelta(days=365)


def left_of(person):
    with as_the_owner():
        return Person.objects.filter(id=person.id).exists()


def test_nothing_goes_before_a_second_person_agreed(ask, jo, decider, decide, hub_manager):
    row = ask()
    assert left_of(jo)
    with pytest.raises(NotAllowed):
        decide(hub_manager, row, jo.held_by)

    done = decide(decider, row, jo.held_by)

    assert done.whole
    assert not left_of(jo)


def test_whoever_asked_cannot_be_the_second(ask, jo, decider, decide):
    row = ask(decider)
    with pytest.raises(ErasingRefused, match="Two people agree"):
        decide(decider, row, jo.held_by)
    assert left_of(jo)


def test_nobody_asks_or_decides_about_themselves(ask, jo, decider, decide, hub_manager):
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=hub_manager)
    with pytest.raises(NotAllowed):
        ask()
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=None)
    row = ask()
    with as_the_owner():
        Person.objects.filter(id=jo.id).update(worker=decider)
    with pytest.raises(NotAllowed):
        decide(decider, row, jo.held_by)


def test_an_organisation_that_has_somebody_decides_for_itself(
    ask, jo, decider, decide, hub_manager
):
    row = ask()
    role = "INFORMATION_GOVERNANCE_LEAD"
    own = GrantFactory(site=None, role=role, user__name="Olu", user__works_for=jo.held_by).user
    with pytest.raises(ErasingRefused, match="Ask Olu"):
        decide(decider, row, jo.held_by)
    assert decide(own, row, jo.held_by).whole


def test_the_stub_says_when_and_by_whom_and_nothing_of_whom(
    ask, jo, decider, decide, hub_manager, now
):
    row = ask(words="Jo rang and asked")
    decide(decider, row, jo.held_by)

    with acting_as(decider):
        stub = Erasure.objects.get(id=row.id)
        [of] = HolderDecision.objects.filter(erasure=stub)
        assert (stub.person_id, stub.known_at, stub.called, stub.words) == (None, [], "", "")
        assert (stub.whose, stub.asked_by_id, stub.settled_at) == (jo.id, hub_manager.id, now)
        assert (of.holder_id, of.decided_by_id, of.decided_at) == (jo.held_by_id, decider.id, now)
    with as_the_owner():
        said = AuditLine.objects.filter(subject_id__in=[jo.id, row.id])
        verbs = set(said.values_list("verb", flat=True))
    assert {"asked to erase", "decided to erase", "forgot"} <= verbs


def test_a_visit_stays_counted_and_is_nobodys(ask, jo, hub, decider, decide, greeter):
    VisitFactory(site=hub, person=jo, welcomed_by=greeter)
    decide(decider, ask(), jo.held_by)
    with as_the_owner():
        [visit] = Visit.objects.all()
    assert visit.person_id is None


def test_says_to_whom_something_had_gone(ask, jo, decider, decide, team_member, hub):
    introduced = IntroductionFactory(
        person=jo, held_by=jo.held_by, owner=team_member, from_site=hub
    )
    with as_the_owner():
        sent = SharedWithThem(
            person=jo, held_by=jo.held_by, introduction=introduced, agreed_how="SAID",
            agreed_on=timezone.localdate(), asked_by=team_member,
        )  # fmt: skip
        sent.words = "[]"
        sent.save()
    decide(decider, ask(), jo.held_by)
    with acting_as(decider):
        [went] = WentTo.objects.all()
    assert (went.what, went.to_id) == ("introductions.SharedWithThem", introduced.service_id)


def test_what_one_holder_keeps_stays_and_the_rest_goes(
    ask, jo, trust, of_the_trust, decider, decide, today
):
    with as_the_owner():
        Details.objects.create(person=jo, held_by=jo.held_by, known_at=jo.known_at)
        loose = Goal(person=jo, held_by=jo.held_by, since_on=today)
        loose.words = "Sleep"
        loose.save()
    row = ask()
    kept = {"why_keep": "CLAIM", "words": "A claim runs", "look_again_on": today + YEAR}
    decide(decider, row, trust, erase=False, **kept)

    done = decide(decider, row, jo.held_by)

    assert done.settled_at
    assert not done.whole
    with as_the_owner():
        assert list(GoalStep.objects.all()) == [of_the_trust]
        assert list(Goal.objects.all()) == [of_the_trust.goal], "what it hangs on stays with it"
        assert not Details.objects.filter(person=jo).exists()
        assert left_of(jo)
    with acting_as(decider):
        told = str(queries.everything_about(jo))
    assert "A claim runs" in told


def test_the_record_goes_with_the_last_that_erases(ask, jo, trust, of_the_trust, decider, decide):
    row = ask()
    first = decide(decider, row, trust)
    assert not first.settled_at
    with as_the_owner():
        assert not GoalStep.objects.exists()
        assert left_of(jo)
    assert decide(decider, row, jo.held_by).whole
    assert not left_of(jo)


def test_who_comes_to_hold_something_meanwhile_decides_too(
    ask, jo, trust, decider, decide, today, request
):
    row = ask()
    request.getfixturevalue("of_the_trust")
    done = decide(decider, row, jo.held_by)
    assert not done.settled_at
    assert left_of(jo)
    assert decide(decider, row, trust).settled_at


def test_is_kept_for_a_reason_of_the_law_alone(ask, jo, decider, decide, today):
    row = ask()
    for missing in (
        {"why_keep": "", "words": "No", "look_again_on": today + YEAR},
        {"why_keep": "CLAIM", "words": "", "look_again_on": today + YEAR},
        {"why_keep": "CLAIM", "words": "No", "look_again_on": None},
        {"why_keep": "CLAIM", "words": "No", "look_again_on": today + 2 * YEAR},
    ):
        with pytest.raises(ErasingRefused):
            decide(decider, row, jo.held_by, erase=False, **missing)


def test_a_hold_stands_in_the_way_until_it_is_lifted(ask, jo, decider, decide, hub_manager, now):
    with acting_as(hub_manager):
        hold = actions.set_hold(
            by=hub_manager, person_id=jo.id, holder_id=jo.held_by_id, reason="An inquest", now=now
        )
    row = ask()
    with pytest.raises(ErasingRefused, match="Lift that first"):
        decide(decider, row, jo.held_by)
    assert left_of(jo)
    with acting_as(decider):
        actions.lift_hold(by=decider, hold_id=hold.id, why="It is over", now=now)
    assert decide(decider, row, jo.held_by).whole


def test_only_records_of_a_kind_go_and_the_record_stays(
    ask, jo, hub, decider, decide, today, greeter
):
    VisitFactory(site=hub, person=jo, welcomed_by=greeter)
    with as_the_owner():
        goal = Goal(person=jo, held_by=jo.held_by, since_on=today)
        goal.words = "Sleep"
        goal.save()
    done = decide(decider, ask(kinds=["SUPPORT"]), jo.held_by)
    assert done.settled_at
    with as_the_owner():
        assert not Goal.objects.exists()
        assert Visit.objects.filter(person=jo).exists()


def test_it_is_asked_once_at_a_time(ask):
    ask()
    with pytest.raises(ErasingRefused, match="already"):
        ask()


class TestWalls:
    def test_a_team_elsewhere_sees_none_of_it(self, ask, jo, team_member, other_hub, hub_manager):
        ask()
        LegalHoldFactory(person=jo, holder=jo.held_by, set_by=hub_manager)
        elsewhere = GrantFactory(site=other_hub, role="HUB_MANAGER").user
        for worker in (elsewhere, team_member, UserFactory()):
            with acting_as(worker):
                assert not Erasure.objects.exists()
                assert not HolderDecision.objects.exists()
                assert not type(jo).legal_holds.rel.related_model.objects.exists()

    def test_nobody_decides_past_the_walls(self, ask, hub_manager):
        row = ask()
        with acting_as(hub_manager):
            assert HolderDecision.objects.filter(erasure=row).update(look_again_on=None) == 0
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            acting_as(hub_manager),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM erasing_erasure")

    def test_what_is_counted_past_the_walls_opens_nothing(self, ask, jo, decider, decide):
        row = ask()
        with acting_as(decider):
            queries.what_goes(jo.id, actor=decider)
            assert not Person.objects.exists(), "Hearth itself acts no more"
            assert Erasure.objects.get() == row


class TestPages:
    def test_from_asking_to_the_stub(self, page, jo, hub_manager, decider):
        said = {"asked_for": "PERSON", "why": "TAKEN_BACK", "words": "Take it all away"}
        page(hub_manager, "erase", jo.id, data=said, status=302)
        assert "waits for a second person" in page(hub_manager, "erase", jo.id)
        with acting_as(decider):
            row = Erasure.objects.get()

        shown = page(decider, "erasings")
        assert "Jo" in shown
        shown = page(decider, "erasure", row.id)
        for words in ("Take it all away", "What stays, and why", "Who they are"):
            assert words in shown
        address = ("decide", row.id, jo.held_by_id)
        assert "There is no way back" in page(decider, *address)
        kept = page(decider, *address, data={"decision": "KEEP"})
        assert "Choose the reason that the law gives" in kept
        page(decider, *address, data={"decision": "ERASE"}, status=302)

        assert not left_of(jo)
        stub = page(decider, "erasure", row.id)
        assert "Jo" not in stub.replace("Johnson", "")
        assert str(jo.id) in stub

    def test_a_hold_is_shown_set_and_lifted(self, page, jo, hub_manager, decider):
        said = {"holder": str(jo.held_by_id), "reason": "An inquest"}
        page(hub_manager, "hold", jo.id, data=said, status=302)
        assert "An inquest" in page(hub_manager, "erase", jo.id)
        assert f"{jo.held_by.name} holds about Jo" in page(decider, "erasings")
        with acting_as(decider):
            [hold] = queries.holds_standing(decider)
        page(decider, "lift", hold.id, data={"why": "It is over"}, status=302)
        assert "An inquest" not in page(decider, "erasings")
