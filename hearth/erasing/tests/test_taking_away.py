"""A partner that left takes what it holds: once its own worker read the copy, it is gone here."""

import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.db.models import BinaryField

from hearth.accounts.tests.factories import GrantFactory
from hearth.erasing.actions.leaving import sealed_in, tables, taken_out
from hearth.erasing.models import Erasure
from hearth.erasing.tests.factories import LegalHoldFactory
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover.tests.factories import BoardLineFactory
from hearth.people.models import Person
from hearth.people.tests.factories import PersonFactory
from hearth.rights.models import Pack, RightsRequest
from hearth.support.models import Goal, GoalStep

IG = "INFORMATION_GOVERNANCE_LEAD"
NOT_WORDS = {
    "introductions.Incoming token_hash", "introductions.OtherSide anew_hash",
    "introductions.OtherSide code_hash", "introductions.OtherSide token_hash",
    "outcomes.ReadingLink token_hash",
    "people.CarerView key", "safety.SafetyConcern as_sent", "safety.Worry as_sent",
}  # fmt: skip
"""Bytes that say nothing to anybody: hashes of links, codes and of what was sent."""


@pytest.fixture
def of_trust(trust):
    return GrantFactory(site=None, role=IG, user__name="Tru", user__works_for=trust).user


@pytest.fixture
def leave(decider, of_trust, trust):
    def done(one=decider, other=of_trust, holder=trust, **what):
        with as_the_owner():
            call_command(
                "partner_leaves", "york", holder.name, asked_by=one.username,
                agreed_by=other.username, **what,
            )  # fmt: skip

    return done


@pytest.fixture
def sam(hub, trust):
    """Somebody whom the trust alone holds anything about."""
    return PersonFactory(known_as="Sam", sites=[hub], held_by=trust)


def test_everything_sealed_that_it_holds_is_opened():
    closed = {
        f"{model._meta.label} {field.name}"
        for model, _ in taken_out()
        for field in model._meta.concrete_fields
        if isinstance(field, BinaryField) and field.name not in sealed_in(model).values()
    }
    assert closed == NOT_WORDS


def test_what_hangs_on_what_it_holds_goes_with_it():
    labels = {model._meta.label for model, _ in taken_out()}
    assert {"incidents.IncidentStep", "safety.ConcernEntry", "sheets.SheetRow"} <= labels
    left = {model._meta.label for model in tables()} - labels
    assert left == {"people.OwnKey", "people.OwnPages", "rights.Pack", "rights.PackRow"}


def test_words_of_a_handover_board_go_out_opened_and_no_copy_of_everything_does(
    jo, hub, trust, team_member, leave, tmp_path, today
):
    BoardLineFactory(
        person=jo, held_by=trust, site=hub, written_by=team_member, what="Ring the sister at nine"
    )
    with as_the_owner():
        request = RightsRequest.objects.create(
            person=jo, held_by=trust, site=hub, asks="ACCESS", asked_on=today, asked_by="PERSON",
            asked_how="SAID", due_on=today,
        )  # fmt: skip
        Pack.objects.create(request=request, person=jo, held_by=trust, site=hub, goes_on=today)
    leave(take_out=tmp_path / "trust.zip")
    with zipfile.ZipFile(tmp_path / "trust.zip") as copy:
        assert json.loads(copy.read("handover.boardline.json"))[0]["what"].startswith("Ring the")
        assert "rights.rightsrequest.json" in copy.namelist()
        assert "rights.pack.json" not in copy.namelist()


def test_taken_away_it_is_gone_with_a_stub_and_what_others_hold_stays(
    jo, sam, trust, of_the_trust, decider, of_trust, leave, tmp_path, capsys
):
    leave(take_out=tmp_path / "trust.zip")
    leave(take_away=tmp_path / "trust.zip")

    with as_the_owner():
        assert not GoalStep.objects.exists()
        assert list(Goal.objects.all()) == [of_the_trust.goal]
        assert not Person.objects.filter(id=sam.id).exists()
        assert Person.objects.filter(id=jo.id).exists()
        stub = Erasure.objects.get(whose=sam.id)
        assert (stub.whole, stub.called, stub.words, stub.person_id) == (True, "", "", None)
        [of] = stub.decisions.all()
        assert (of.holder_id, of.decided_by_id, stub.asked_by_id) == (
            trust.id, of_trust.id, decider.id,
        )  # fmt: skip
        part = Erasure.objects.get(whose=jo.id)
        assert part.settled_at
        assert not part.whole
    assert "2 people is erased here" in capsys.readouterr().out


def test_not_before_its_own_worker_read_a_copy_of_all_of_it(
    jo, sam, trust, of_the_trust, decider, leave, tmp_path, hub_manager
):
    file = tmp_path / "trust.zip"
    with pytest.raises(CommandError, match="cannot be read"):
        leave(take_away=file)
    leave(take_out=file)
    another = GrantFactory(site=None, role=IG, user__works_for=None).user
    for other, words in ((another, "Tru of Trust"), (decider, "Two people agree")):
        with pytest.raises(CommandError, match=words):
            leave(other=other, take_away=file)
    hold = LegalHoldFactory(person=jo, holder=trust, set_by=hub_manager)
    with pytest.raises(CommandError, match="on hold for the law"):
        leave(take_away=file)
    with as_the_owner():
        type(hold).objects.all().delete()
        step = GoalStep(
            person=jo, held_by=trust, goal=of_the_trust.goal, said_on=of_the_trust.said_on,
            written_by_id=of_the_trust.written_by_id,
        )  # fmt: skip
        step.words = "Written since"
        step.save()
    with pytest.raises(CommandError, match="Take it out again"):
        leave(take_away=file)
    with as_the_owner():
        assert GoalStep.objects.count() == 2
        assert Person.objects.filter(id=sam.id).exists()
