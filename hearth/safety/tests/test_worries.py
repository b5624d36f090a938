"""Somebody is worried: who sees it, who looks after it, and what was done."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.models import Grant, User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.actions import Decision, Whom, agree_sharing, withdraw_sharing
from hearth.people.models import Person
from hearth.people.queries import sight_of
from hearth.safety import actions, queries
from hearth.safety.actions import SafetyRefused
from hearth.safety.models import Worry, WorryCheck
from hearth.safety.queries.worries import worries_seen

DAY = datetime.timedelta(days=1)


def seen(worker):
    """Return the ids that a worker sees, by the question and by the wall alone: the same."""
    worker = User.objects.get(id=worker.id)
    with acting_as(worker):
        asked = set(worries_seen(worker).values_list("id", flat=True))
        assert set(Worry.objects.values_list("id", flat=True)) == asked
        checks = set(WorryCheck.objects.values_list("worry_id", flat=True))
        assert checks <= asked
    return asked


@pytest.fixture
def check(now):
    def add(by, worry, **said):
        said = {"kind": "VISIT", "said": "He waved from the window", "done_at": now} | said
        with acting_as(by):
            actions.add_check(
                by=by, worry=worry, check=actions.Checked(**said), check_id=uuid7(), now=now
            )

    return add


class TestWhoSees:
    def test_in_confidence_the_owner_and_the_manager_alone(
        self, worry, check, greeter, team_member, colleague, hub_manager, manager_elsewhere,
        network_lead, governance_lead, safeguarding_lead, partner, board_member,
    ):  # fmt: skip
        one = worry(greeter, owner=team_member, confidential=True)
        check(team_member, one)

        assert seen(team_member) == seen(hub_manager) == {one.id}
        for worker in (
            greeter, colleague, manager_elsewhere, network_lead, governance_lead,
            safeguarding_lead, partner, board_member,
        ):  # fmt: skip
            assert seen(worker) == set(), worker.name

    def test_about_words_alone_the_team_and_who_wrote_it_down(
        self, worry, greeter, team_member, colleague, hub_manager, manager_elsewhere, partner,
        network_lead, governance_lead,
    ):  # fmt: skip
        one = worry(greeter, owner=team_member, confidential=False)

        for worker in (greeter, team_member, colleague, hub_manager):
            assert seen(worker) == {one.id}
        for worker in (manager_elsewhere, partner, network_lead, governance_lead):
            assert seen(worker) == set()

    def test_about_a_person_those_with_whom_they_share_their_support(
        self, worry, check, jo, team_member, colleague, hub_manager, shared, now
    ):
        one = worry(hub_manager, person=jo, confidential=False)
        check(hub_manager, one)
        assert seen(colleague) == {one.id}

        with acting_as(team_member):
            withdraw_sharing(by=team_member, person=jo, sharing=shared, how="SAID", now=now)
        assert seen(colleague) == set()
        assert seen(hub_manager) == {one.id}
        with acting_as(colleague):
            assert not WorryCheck.objects.exists()

    def test_about_a_person_no_partner_though_they_share_their_support_with_it(
        self, worry, jo, team_member, partner, hub_manager, shared, today
    ):
        with acting_as(team_member):
            agree_sharing(
                by=team_member, person=jo, layers=("SUPPORT",), decision=Decision(), today=today,
                whom=Whom(organisation=partner.works_for),
            )  # fmt: skip
        one = worry(hub_manager, person=jo, confidential=False)
        assert seen(team_member) == {one.id}
        assert seen(partner) == set()

    @pytest.mark.parametrize("confidential", [True, False])
    def test_nobody_who_does_not_work_there_any_more(
        self, worry, team_member, other_hub, hub_manager, today, confidential
    ):
        one = worry(team_member, owner=team_member, confidential=confidential)
        assert seen(team_member) == {one.id}
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(site=other_hub)
        assert seen(team_member) == set()
        with as_the_owner():
            Grant.objects.filter(user=team_member).delete()
        assert seen(team_member) == set()

    @pytest.mark.parametrize("confidential", [True, False])
    def test_about_oneself_nobody(
        self, worry, jo, team_member, colleague, hub_manager, shared, confidential
    ):
        one = worry(team_member, person=jo, owner=team_member, confidential=confidential)
        for worker in (team_member, hub_manager, colleague):
            with as_the_owner():
                Person.objects.filter(id=jo.id).update(worker=worker)
            assert seen(worker) == set()
        assert seen(team_member) == {one.id}

    def test_a_colleagues_is_for_who_looks_after_it(
        self, worry, jo, team_member, colleague, hub_manager, shared
    ):
        with as_the_owner():
            Person.objects.filter(id=jo.id).update(worker=colleague)
        with acting_as(hub_manager):
            jo = Person.objects.get(id=jo.id)
        one = worry(hub_manager, person=jo, confidential=False)

        assert seen(team_member) == set()
        assert seen(hub_manager) == {one.id}


class TestTelling:
    def test_is_looked_after_by_the_manager_unless_somebody_is_chosen(
        self, worry, greeter, hub_manager, team_member
    ):
        mine, theirs = worry(greeter), worry(greeter, owner=team_member)
        with as_the_owner():
            assert Worry.objects.get(id=mine.id).owner == hub_manager
            assert Worry.objects.get(id=theirs.id).owner == team_member

    def test_a_double_tap_is_one(self, worry, greeter, hub_manager):
        one = uuid7()
        for _ in range(2):
            worry(greeter, worry_id=one)
        assert seen(hub_manager) == {one}

    def test_keeps_the_words_sealed(self, worry, greeter, hub_manager):
        one = worry(greeter, teller="Ann next door", reach="07700 900123")
        with as_the_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT t::text FROM safety_worry t")
            [(row,)] = cursor.fetchall()
        assert "curtains" not in row
        assert "Ann" not in row
        with acting_as(hub_manager):
            told = Worry.objects.get(id=one.id)
        assert (told.words, told.teller) == ("His curtains have not moved", "Ann next door")

    def test_says_what_is_missing(
        self, worry, greeter, hub_manager, manager_elsewhere, other_hub, jo
    ):
        with pytest.raises(SafetyRefused, match="worried about"):
            worry(greeter, words=" ")
        with pytest.raises(SafetyRefused, match="whom it is about"):
            worry(greeter, about=" ")
        with pytest.raises(SafetyRefused, match="reach them back"):
            worry(greeter, wants_word=True)
        with pytest.raises(SafetyRefused, match="team here"):
            worry(greeter, owner=manager_elsewhere)
        with pytest.raises(NotAllowed):
            worry(greeter, site=other_hub)
        with pytest.raises(NotAllowed):
            worry(manager_elsewhere, site=other_hub, person=jo)

    def test_without_a_manager_somebody_must_be_chosen(self, worry, greeter, team_member):
        with pytest.raises(SafetyRefused, match="Choose who does"):
            worry(greeter)
        assert seen(team_member) == set()
        worry(greeter, owner=team_member)


class TestLookingAfter:
    def test_checks_say_who_and_what_and_are_never_written_over(
        self, worry, check, greeter, hub_manager, now
    ):
        one = worry(greeter, confidential=False)
        check(greeter, one, kind="ASKED", whom="The chip shop", said="Saw him on Sunday")
        with pytest.raises(SafetyRefused, match="what was done"):
            check(greeter, one, kind="HANDED_OVER")
        with pytest.raises(SafetyRefused, match="still to come"):
            check(greeter, one, done_at=now + DAY)
        with acting_as(hub_manager):
            shown = queries.worry_page(
                queries.get_worry(one.id, actor=hub_manager), actor=hub_manager, now=now
            )
        assert [(each.whom, each.noted_by) for each in shown.checks] == [("The chip shop", "Ama")]
        for change in (
            "UPDATE {} SET kind = 'RANG'",
            "DELETE FROM {}",
        ):
            with (
                acting_as(hub_manager), pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(), connection.cursor() as cursor,
            ):  # fmt: skip
                cursor.execute(change.format("safety_worrycheck"))

    def test_handed_over_is_theirs_at_once_and_mine_no_more(
        self, worry, check, team_member, colleague, hub_manager, now
    ):
        one = worry(team_member, owner=team_member)
        check(team_member, one)
        with acting_as(team_member):
            actions.hand_over(by=team_member, what=one, to=colleague.id, why="I am away", now=now)
        assert seen(team_member) == set()
        assert seen(colleague) == seen(hub_manager) == {one.id}
        with acting_as(colleague):
            assert WorryCheck.objects.filter(worry=one).count() == 2
            assert [row.id for row in queries.mine(colleague, now).worries] == [one.id]

    def test_is_handed_over_by_who_looks_after_it_alone(
        self, worry, team_member, colleague, greeter, hub_manager, manager_elsewhere, now
    ):
        one = worry(greeter, owner=team_member, confidential=False)
        for worker in (colleague, greeter, manager_elsewhere):
            with acting_as(worker), pytest.raises(NotAllowed):
                actions.hand_over(by=worker, what=one, to=colleague.id, why="", now=now)
            with acting_as(worker), connection.cursor() as cursor:
                cursor.execute("SELECT safety_hand_over(%s, %s)", [one.id, colleague.id])
                assert cursor.fetchone() == (False,)
        with acting_as(hub_manager):
            actions.hand_over(by=hub_manager, what=one, to=colleague.id, why="", now=now)
            with pytest.raises(SafetyRefused, match="team here"):
                actions.hand_over(by=hub_manager, what=one, to=greeter.id, why="", now=now)

    def test_settled_for_now_and_taken_up_again(self, worry, team_member, colleague, now):
        one = worry(team_member, owner=team_member, confidential=False, wants_word=True, reach="0")
        with acting_as(colleague), pytest.raises(NotAllowed):
            actions.settle_worry(by=colleague, worry=one, done="x", teller_told=True, now=now)
        with acting_as(team_member):
            for done, told, says in (("", True, "what was done"), ("He is home", None, "told")):
                with pytest.raises(SafetyRefused, match=says):
                    actions.settle_worry(
                        by=team_member, worry=one, done=done, teller_told=told, now=now
                    )
            for _ in range(2):
                actions.settle_worry(
                    by=team_member, worry=one, done="He is home", teller_told=False, now=now
                )
            assert queries.mine(team_member, now).is_empty
            for _ in range(2):
                actions.take_up_worry(by=team_member, worry=one, now=now)
            [kept] = WorryCheck.objects.filter(worry=one)
            assert "He is home" in kept.said
            assert not queries.mine(team_member, now).is_empty

    def test_is_linked_to_a_person_later(
        self, worry, team_member, colleague, hub_manager, jo, now, shared
    ):
        one = worry(team_member, owner=team_member, confidential=False)
        with acting_as(team_member):
            actions.say_whom_it_is_about(by=team_member, what=one, person_id=jo.id, now=now)
            row = queries.get_worry(one.id, actor=team_member)
            assert queries.worry_page(row, actor=team_member, now=now).row.about == "Jo"
        with acting_as(colleague):
            [about] = queries.worries_about(
                jo, actor=colleague, sight=sight_of(colleague), today=now.date()
            )
        assert about.id == one.id


class TestOwner:
    def test_is_never_nobody(self, worry, greeter, hub_manager):
        one = worry(greeter)
        for change in ("owner_id = NULL", "site_id = site_id", f"owner_id = '{greeter.id}'"):
            with (
                acting_as(hub_manager), pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(), connection.cursor() as cursor,
            ):  # fmt: skip
                cursor.execute(f"UPDATE safety_worry SET {change}")  # noqa: S608
        with (
            as_the_owner(),
            pytest.raises(DatabaseError, match="works there"),
            transaction.atomic(),
        ):
            Worry.objects.filter(id=one.id).update(owner=greeter)

    def test_who_left_is_loud_to_the_manager_and_it_is_theirs_to_give(
        self, worry, greeter, team_member, colleague, hub_manager, manager_elsewhere, now, today
    ):
        one = worry(greeter, owner=team_member)
        with as_the_owner():
            Grant.objects.filter(user=team_member).update(until_on=today - DAY)
        for worker, loud in ((hub_manager, 1), (manager_elsewhere, 0), (colleague, 0)):
            with acting_as(worker):
                assert queries.cannot_wait(worker, now).left_behind == loud
        with acting_as(hub_manager):
            [row] = queries.mine(hub_manager, now).worries
            assert row.left_behind
            actions.hand_over(by=hub_manager, what=one, to=hub_manager.id, why="", now=now)
            assert queries.cannot_wait(hub_manager, now).left_behind == 0
