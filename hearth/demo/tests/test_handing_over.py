"""A lived-in board: shifts that handed over by name, and a line that nobody has."""

import datetime
from dataclasses import replace

import pytest
import time_machine

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.network import Worker
from hearth.demo.tests.conftest import HUB, NOW, PLANNED, VILLAGE
from hearth.demo.tests.test_on_the_desk import MANAGED
from hearth.demo.tests.test_stories import WITH_A_HUB
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Presence
from hearth.handover import queries
from hearth.handover.models import BoardLine, TookOver
from hearth.handover.turns import USUAL, shift_at
from hearth.letterbox.models import OnDuty
from hearth.places.models import Site

OPEN_AT_NIGHT = replace(
    WITH_A_HUB,
    sites=(replace(HUB, always_open=True, opening=()), VILLAGE, PLANNED),
    workers=(
        *WITH_A_HUB.workers, Worker("nia", "Nia Holm", "TEAM_MEMBER", ("bootham",), nights=True)
    ),
)  # fmt: skip


@pytest.fixture
def cast(db, frozen):
    with as_the_owner():
        load(MANAGED, seed=1, now=NOW, tell=lambda: None)
        return {each.username: each for each in User.objects.all()}


def test_shifts_have_handed_over_by_name_and_a_line_is_nobodys(cast):
    site = Site.objects.get(slug="bootham")
    with acting_as(cast["tom"]):
        turns = queries.turns_before(site, at=NOW)
        board = queries.board_lines(
            site, actor=cast["tom"], at=NOW, since=queries.shift_now(site, NOW).begins, is_now=True
        )
        yesterday = NOW - datetime.timedelta(days=1)
        before = queries.board_lines(
            site, actor=cast["tom"], at=yesterday, is_now=False,
            since=queries.shift_now(site, yesterday).begins,
        )  # fmt: skip

    assert len(turns) == 6
    assert all(turn.taken_at and turn.taken_by == turn.to for turn in turns)
    assert "The boiler was reset twice. Ring the engineer" in [row.what for row in board.nobodys]
    assert {"BUILDING", "TO_DO"} <= {row.kind for row in board.open}
    assert [row.what for row in board.done] == ["The bulb over the front step is out"]
    assert [row.what for row in before.open] == ["Both back doors, at dusk and at dawn"]
    assert before.open[0].has_owner


@pytest.mark.parametrize("clock", ["02:30", "07:59", "08:00", "12:30", "19:59", "20:00", "23:59"])
def test_the_demonstration_loads_at_any_hour(db, clock):
    now = datetime.datetime.fromisoformat(f"2026-03-04T{clock}:00+00:00")
    with time_machine.travel(now, tick=False), as_the_owner():
        load(WITH_A_HUB, seed=1, now=now, tell=lambda: None)
        assert BoardLine.objects.filter(site__slug="bootham", kind="TO_DO").exists()


@pytest.mark.parametrize("clock", ["03:00", "07:30", "08:00", "12:30", "20:00", "20:30", "23:59"])
def test_whoever_took_over_has_the_board_is_on_duty_and_is_in_the_building(db, clock):
    """As the how-to says: what is nobody's was written after they took over all that was."""
    now = datetime.datetime.fromisoformat(f"2026-03-04T{clock}:00+00:00")
    with time_machine.travel(now, tick=False), as_the_owner():
        load(OPEN_AT_NIGHT, seed=1, now=now, tell=lambda: None)
        site = Site.objects.get(slug="bootham")
        took = TookOver.objects.filter(site=site).latest("at")
        duty = OnDuty.objects.get(site=site)
        inside = Presence.objects.filter(site=site, left_at=None, user__isnull=False)

        assert set(inside.values_list("user", flat=True)) >= {took.by_id}
        assert (duty.worker_id, duty.until_at) == (took.by_id, shift_at(now, USUAL).ends)
        nobodys = BoardLine.objects.filter(site=site, owner=None, ended_at=None)
        assert [line.what for line in nobodys] == ["The boiler was reset twice. Ring the engineer"]
        assert all(line.written_at >= took.at for line in nobodys)
