"""Kept from somebody who works here, whatever their role: in every question and in the wall."""

import pytest
from django.db import DatabaseError, connection, transaction

from hearth.accounts.models import User
from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import NotAllowed
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.queries.sections import EditedMeanwhile
from hearth.safety import actions, queries
from hearth.safety.actions import SafetyRefused
from hearth.safety.models import ConcernEntry, SafetyConcern, Worry, WorryCheck
from hearth.safety.tests import test_who_sees_a_concern, test_worries

RAW = {
    Worry: ("SELECT id FROM safety_worry", "SELECT worry_id FROM safety_worrycheck"),
    SafetyConcern: (
        "SELECT id FROM safety_safetyconcern", "SELECT concern_id FROM safety_concernentry",
    ),
}  # fmt: skip


@pytest.fixture
def keep_from(now):
    def keep(by, what, *workers, why="He is her brother", stamp=None):
        with acting_as(by):
            row = type(what).objects.get(id=what.id)
            actions.keep_from(
                by=by, what=what, workers={one.id for one in workers}, why=why, now=now,
                stamp=queries.kept_from(row).stamp if stamp is None else stamp,
            )  # fmt: skip

    return keep


def seen(worker, model):
    """Return the ids that a worker sees: by the question, by the wall, and beside it the same."""
    which = test_worries if model is Worry else test_who_sees_a_concern
    asked = which.seen(worker)
    with acting_as(User.objects.get(id=worker.id)), connection.cursor() as cursor:
        for statement in RAW[model]:
            cursor.execute(statement)
            assert {one for (one,) in cursor.fetchall()} <= asked
    return asked


@pytest.mark.parametrize("role", ["TEAM_MEMBER", "HUB_MANAGER", "SAFEGUARDING_LEAD"])
def test_a_concern_is_not_there_for_them_whatever_their_role(
    concern, entry, keep_from, safeguarding_lead, greeter, hub, role
):
    brother = GrantFactory(site=hub, role=Role(role), user__name="Bro").user
    one = concern(brother, owner=safeguarding_lead)
    entry(safeguarding_lead, one)
    assert seen(brother, SafetyConcern) == {one.id}

    keep_from(safeguarding_lead, one, brother)
    assert seen(brother, SafetyConcern) == set()
    assert seen(safeguarding_lead, SafetyConcern) == {one.id}
    with acting_as(brother), connection.cursor() as cursor:
        cursor.execute("SELECT safety_hand_over(%s, %s)", [one.id, brother.id])
        assert cursor.fetchone() == (False,)
        assert SafetyConcern.objects.update(knows="YES") == 0

    keep_from(safeguarding_lead, one)
    assert seen(brother, SafetyConcern) == {one.id}
    with acting_as(safeguarding_lead):
        said = [kept.said for kept in ConcernEntry.objects.filter(kind="KEPT_FROM").order_by("id")]
    assert said == ["Not for: Bro\nHe is her brother", "For again: Bro\nHe is her brother"]


@pytest.mark.parametrize("confidential", [True, False])
def test_a_worry_is_not_there_for_who_told_it_nor_for_the_manager(
    worry, keep_from, team_member, colleague, hub_manager, confidential
):
    one = worry(colleague, owner=team_member, confidential=confidential)
    keep_from(team_member, one, hub_manager, colleague)
    for worker in (hub_manager, colleague):
        assert seen(worker, Worry) == set()
        with acting_as(worker):
            assert not WorryCheck.objects.exists()
    assert seen(team_member, Worry) == {one.id}


def test_about_the_manager_is_never_theirs_from_the_first_moment(
    concern, worry, greeter, hub_manager, safeguarding_lead, team_member
):
    one = concern(greeter, not_for=(hub_manager.id,))
    with as_the_owner():
        assert SafetyConcern.objects.get(id=one.id).owner == safeguarding_lead
    assert seen(hub_manager, SafetyConcern) == set()
    with pytest.raises(SafetyRefused, match="not whom it is about"):
        concern(greeter, not_for=(team_member.id,), owner=team_member)
    with as_the_owner():
        safeguarding_lead.grants.all().delete()
    with pytest.raises(SafetyRefused, match="Choose who does"):
        worry(greeter, not_for=(hub_manager.id,))


def test_who_looks_after_it_is_replaced_by_whoever_keeps_it_from_them(
    concern, keep_from, hub_manager, safeguarding_lead, greeter
):
    one = concern(greeter, owner=hub_manager)
    keep_from(safeguarding_lead, one, hub_manager)
    with acting_as(safeguarding_lead):
        assert SafetyConcern.objects.get(id=one.id).owner == safeguarding_lead
    assert seen(hub_manager, SafetyConcern) == set()


def test_an_owner_from_whom_it_is_kept_is_stopped_by_the_database(
    concern, hub_manager, safeguarding_lead, team_member, greeter, keep_from, now
):
    one = concern(greeter, owner=safeguarding_lead)
    keep_from(safeguarding_lead, one, team_member)
    refused = pytest.raises(DatabaseError, match="is another")
    with as_the_owner(), refused, transaction.atomic():
        SafetyConcern.objects.filter(id=one.id).update(owner=team_member)
    refused = pytest.raises(DatabaseError, match="is another")
    with as_the_owner(), refused, transaction.atomic():
        SafetyConcern.objects.filter(id=one.id).update(not_for=[safeguarding_lead.id])
    with acting_as(safeguarding_lead), pytest.raises(SafetyRefused, match="not whom"):
        actions.hand_over(by=safeguarding_lead, what=one, to=team_member.id, why="", now=now)


def test_is_said_too_of_what_somebody_left_behind_who_has_gone(
    concern, keep_from, hub_manager, team_member, colleague, today
):
    one = concern(hub_manager, owner=team_member)
    with as_the_owner():
        team_member.grants.all().delete()
    keep_from(hub_manager, one, colleague)
    with acting_as(hub_manager):
        assert SafetyConcern.objects.get(id=one.id).not_for == [colleague.id]


def test_is_said_by_who_looks_after_it_alone_with_why_and_never_of_oneself(
    concern, keep_from, greeter, hub_manager, team_member, governance_lead
):
    one = concern(greeter, owner=hub_manager)
    for worker in (greeter, governance_lead):
        with pytest.raises(NotAllowed):
            keep_from(worker, one, team_member)
    with pytest.raises(SafetyRefused, match="why"):
        keep_from(hub_manager, one, team_member, why=" ")
    with pytest.raises(SafetyRefused, match="yourself"):
        keep_from(hub_manager, one, hub_manager)
    keep_from(hub_manager, one, team_member)
    with pytest.raises(EditedMeanwhile) as told:
        keep_from(hub_manager, one, greeter, stamp="drawn before")
    assert told.value.now.names == ["Tariq"]


def test_counts_nothing_for_them_on_today_and_on_every_page(
    concern, worry, keep_from, safeguarding_lead, hub_manager, team_member, today, now
):
    one = concern(hub_manager, owner=team_member)
    keep_from(safeguarding_lead, one, hub_manager)
    with as_the_owner():
        SafetyConcern.objects.filter(id=one.id).update(owner=safeguarding_lead)
        team_member.grants.all().delete()
    with acting_as(hub_manager):
        assert queries.how_many_mine(hub_manager, now) == 0
        assert queries.cannot_wait(hub_manager, now).left_behind == 0
        found = queries.keeping_safe(hub_manager, now)
        assert found.others.rows.is_empty
        assert found.mine.is_empty


def test_pages_offer_it_and_say_it_only_to_those_who_look_after_it(
    page, concern, worry, greeter, hub_manager, safeguarding_lead, team_member
):
    one, two = concern(greeter, owner=safeguarding_lead), worry(greeter, owner=hub_manager)
    drawn = page(safeguarding_lead, "keep_concern_from", one.id)
    stamp = drawn.split('name="stamp" value="')[1].split('"')[0]
    assert "Hal" in drawn
    assert "Sal" not in drawn.split("Who must not read it?")[1].split("</form>")[0]
    data = {"workers": [str(hub_manager.id)], "why": "It is about him", "stamp": stamp}
    page(safeguarding_lead, "keep_concern_from", one.id, status=302, data=data)
    assert "It is about him" in page(safeguarding_lead, "concern", one.id)
    assert "Jo" not in page(hub_manager, "worries")
    page(hub_manager, "concern", one.id, status=404)
    page(hub_manager, "keep_worry_from", two.id)
    page(team_member, "keep_worry_from", two.id, status=404)
    assert "Hal" in page(greeter, "add_concern").split("must not read this")[1]
