"""A sheet to look over and a message held back wait for each hub manager."""

from dataclasses import replace

import pytest

from hearth.accounts.models import User
from hearth.demo.loading import load
from hearth.demo.network import Worker
from hearth.demo.tests.conftest import NOW, SMALL
from hearth.foundation.acting import acting_as
from hearth.foundation.tests.factories import as_the_owner
from hearth.frontdoor.models import Visit
from hearth.outgoing.models import OutgoingMessage, State, Why
from hearth.sheets import queries
from hearth.sheets.models import Sheet
from hearth.sheets.models import State as SheetState

MANAGED = replace(
    SMALL, workers=(*SMALL.workers, Worker("moe", "Moe Rudd", "HUB_MANAGER", ("bootham",)))
)


@pytest.fixture
def manager(db, frozen):
    with as_the_owner():
        load(MANAGED, seed=1, now=NOW, tell=lambda: None)
        return User.objects.get(username="moe")


def test_a_sheet_with_three_bad_rows_waits_and_nothing_of_it_is_saved(manager):
    with acting_as(manager):
        sheet = queries.get_sheet(Sheet.objects.get().id, actor=manager)
        assert (sheet.state, sheet.rows) == (SheetState.READ, 9)
        why = [row.why for row in queries.wrong_rows(sheet, actor=manager, after=0).rows]
        assert len(why) == 3
        assert ["real date" in why[0], "time" in why[1], "whole number" in why[2]] == [True] * 3
        preview = queries.preview_of(sheet)
        assert preview.people_new == 1
        assert sheet.site.slug == "bootham"
        assert not Visit.objects.filter(sheet_id=sheet.id).exists()


def test_a_message_is_held_back_with_its_reason(manager):
    with acting_as(manager):
        message = OutgoingMessage.objects.get()
    assert (message.state, message.site.slug) == (State.HELD_BACK, "bootham")
    assert Why.NO_WAY in message.reasons
