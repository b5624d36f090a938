"""Who read on a board what is written of somebody stands in who has looked."""

from urllib.parse import quote

import pytest

from hearth.accounts.roles import Role
from hearth.accounts.tests.factories import GrantFactory
from hearth.foundation.acting import acting_as
from hearth.foundation.models import AccessLine
from hearth.foundation.statements import ask
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover.tests.conftest import HOUR
from hearth.handover.turns import as_asked

BOARD = "desk:handover"


@pytest.fixture
def line(shared, write, team_member, jo):
    return write(team_member, "Ring Jo at eight", person=jo)


@pytest.fixture
def looks(jo, night_worker):
    """Return how often the night worker has looked at what a shift wrote of Jo."""

    def looks():
        with as_the_owner():
            return AccessLine.objects.filter(
                person_id=jo.id, actor_id=night_worker.id, page="handover"
            ).count()

    return looks


def test_is_said_once_a_day_of_whoever_opens_the_board(page, line, night_worker, looks):
    assert "Ring Jo at eight" in page(night_worker, BOARD)
    page(night_worker, BOARD)
    page(night_worker, "desk:night_pack")
    page(night_worker, "handover:hand_over")
    assert looks() == 1


def test_is_said_of_a_board_gone_by(page, shared, write, team_member, jo, night_worker, looks, now):
    write(team_member, "Ring Jo at eight", person=jo, at=now - 2 * HOUR)
    at = as_asked(now - HOUR)
    assert "Ring Jo at eight" in page(night_worker, BOARD, query=f"?at={quote(at)}")
    assert looks() == 1


def test_is_said_each_time_a_line_is_opened(page, line, night_worker, looks):
    page(night_worker, "handover:line", line.id)
    page(night_worker, "handover:line", line.id)
    assert looks() == 2


def test_cannot_be_written_of_a_board_where_they_do_not_hand_over(line, hub, jo, other_hub, looks):
    elsewhere = GrantFactory(site=other_hub, role=Role.TEAM_MEMBER).user
    with as_the_owner():
        before = AccessLine.objects.count()
    with acting_as(elsewhere):
        ask("SELECT handover_note_looks(%s::uuid, %s::uuid[])", [hub.id, [jo.id]])
    with as_the_owner():
        assert AccessLine.objects.count() == before


def test_cannot_be_written_of_somebody_on_no_line(page, hub, jo, night_worker, looks):
    with acting_as(night_worker):
        ask("SELECT handover_note_looks(%s::uuid, %s::uuid[])", [hub.id, [jo.id]])
    assert looks() == 0
