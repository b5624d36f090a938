"""Taking over when somebody else just has and nothing is left: nothing changes, and it says who."""

import datetime

import pytest
from django.db import transaction

from hearth.foundation.acting import acting_as
from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover import actions
from hearth.handover.actions import TakenBefore
from hearth.handover.models import TookOver
from hearth.handover.turns import USUAL, shift_at

BOARD = "desk:handover"
MINUTE = datetime.timedelta(minutes=1)
HELD = "In whose hands: "


@pytest.fixture
def take_over(hub, now):
    def take_over(by, *, took_id=None, at=None):
        with acting_as(by):
            return actions.take_over(by=by, site=hub, took_id=took_id or uuid7(), now=at or now)

    return take_over


@pytest.fixture
def give(hub, now):
    def give(by, to, lines):
        with acting_as(by):
            actions.hand_over(
                by=by, site=hub, to_id=to.id, line_ids=[line.id for line in lines],
                handed_id=uuid7(), now=now,
            )  # fmt: skip

    return give


def test_nothing_changes_and_the_board_still_says_who_has_it(
    write, give, page, team_member, night_worker
):
    lines = [write(team_member, f"Line {number}") for number in range(2)]
    give(team_member, night_worker, lines)
    for worker in (night_worker, team_member):
        said = {"site": "acomb", "took_id": uuid7()}
        page(worker, "handover:take_over", data=said, status=302)

    shown = page(team_member, BOARD)
    assert "Niall took over at" in shown
    assert "nothing here is for you to take. Nothing changed" in shown
    assert "You took over" not in shown
    assert "Tariq took over" not in shown
    assert f"{HELD}Niall 2 lines." in shown
    assert f"{HELD}Niall 2 lines." in page(team_member, "desk:night_pack")
    with as_the_owner():
        assert [took.by_id for took in TookOver.objects.all()] == [night_worker.id]


def test_what_is_left_is_taken_and_who_has_the_rest_is_said(
    write, take_over, page, team_member, night_worker
):
    write(team_member)
    assert take_over(night_worker) == 1
    write(team_member, "The back door")

    assert take_over(team_member) == 1
    assert f"{HELD}Niall 1 line and Tariq 1 line." in page(team_member, BOARD)


def test_what_was_only_given_is_in_nobodys_hands_yet(write, give, page, team_member, night_worker):
    line = write(team_member)
    give(team_member, night_worker, [line])
    assert HELD not in page(team_member, BOARD)


def test_whoever_was_handed_the_board_takes_it_over_also_if_no_line_is_on_it(
    give, take_over, team_member, night_worker, greeter
):
    take_over(greeter)
    give(team_member, night_worker, [])
    assert take_over(night_worker) == 0
    with as_the_owner():
        assert TookOver.objects.filter(by=night_worker).exists()


def test_an_empty_board_is_taken_over_once_in_a_shift_and_again_in_the_next(
    take_over, team_member, night_worker, now
):
    before = shift_at(now, USUAL).begins - 120 * MINUTE
    took_id = uuid7()
    take_over(night_worker, at=before)
    assert take_over(team_member, took_id=took_id) == 0
    assert take_over(team_member, took_id=took_id) == 0
    with pytest.raises(TakenBefore, match="Tariq took over"), transaction.atomic():
        take_over(night_worker)
