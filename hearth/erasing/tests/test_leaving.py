"""A partner that leaves takes what it holds, and somebody else agrees to answer for it."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command

from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing.models import LegalHold
from hearth.erasing.tests.factories import DueFactory, LegalHoldFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.people.models import Person
from hearth.support.models import Goal, GoalStep


@pytest.fixture
def of_trust(trust):
    role = "INFORMATION_GOVERNANCE_LEAD"
    return GrantFactory(site=None, role=role, user__name="Tru", user__works_for=trust).user


def leave(holder, one, other, **what):
    with as_the_owner():
        call_command(
            "partner_leaves", "york", holder.name, asked_by=one.username,
            agreed_by=other.username, **what,
        )  # fmt: skip


def test_takes_what_it_holds_opened_and_nothing_else(
    jo, trust, of_the_trust, decider, of_trust, tmp_path
):
    file = tmp_path / "trust.zip"
    with as_the_owner():
        goal = of_the_trust.goal
        goal.words = "=1+1"
        goal.save()
        Goal.objects.update(held_by=trust)
    leave(trust, decider, of_trust, take_out=file)

    with zipfile.ZipFile(file) as zipped:
        assert set(zipped.namelist()) == {
            f"support.{name}.{kind}" for name in ("goal", "goalstep") for kind in ("json", "csv")
        }
        [step] = json.loads(zipped.read("support.goalstep.json"))
        sheet = zipped.read("support.goal.csv").decode()
    assert step["words"] == "As far as the bridge"
    assert "'=1+1" in sheet
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(CommandError, match="already"):
        leave(trust, decider, of_trust, take_out=file)


def test_hands_it_to_an_organisation_whose_own_worker_agrees(
    jo, trust, of_the_trust, decider, of_trust, hub_manager
):
    charity = jo.held_by
    LegalHoldFactory(person=jo, holder=charity, set_by=hub_manager)
    DueFactory(person=jo, holder=charity)
    for one, other in ((decider, decider), (of_trust, decider), (decider, hub_manager)):
        with pytest.raises(CommandError, match="Nothing was done"):
            leave(charity, one, other, hand_to=trust.name)

    leave(charity, decider, of_trust, hand_to=trust.name)

    with as_the_owner():
        assert Person.objects.get(id=jo.id).held_by_id == trust.id
        assert {*Goal.objects.values_list("held_by", flat=True)} == {trust.id}
        assert GoalStep.objects.get().held_by_id == trust.id
        assert LegalHold.objects.get().holder_id == trust.id, "a hold goes with it"


def test_first_it_decides_on_what_was_asked(ask, jo, trust, decider, of_trust):
    ask()
    with pytest.raises(CommandError, match="has to decide first"):
        leave(jo.held_by, decider, of_trust, hand_to=trust.name)
