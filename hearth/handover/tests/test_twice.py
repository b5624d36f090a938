"""By when something is to be done, on the night when the clock shows an hour twice."""

import datetime
from datetime import UTC

import pytest

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover.models import BoardLine
from hearth.handover.tests.factories import BoardLineFactory

BEFORE = datetime.datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
FIRST = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
SECOND = datetime.datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
"""Half past one, before and after the clocks went back."""
TYPED = {"due_at-day": "25", "due_at-month": "10", "due_at-year": "2026", "due_at-time": "1:30am"}
ASKED = "The clock shows that time twice that night. Which one?"


@pytest.fixture
def send(page, greeter, time_machine):
    def send(now, *, status=302, **more):
        time_machine.move_to(now, tick=False)
        said = {"kind": "TO_DO", "what": "Ring the plumber", "when": "other", "line_id": uuid7()}
        return page(greeter, "handover:write", data=said | TYPED | more, status=status)

    return send


def due():
    with as_the_owner():
        return BoardLine.objects.get().due_at


def test_is_asked_for_and_either_can_be_said(send):
    shown = send(BEFORE, status=200)
    assert ASKED in shown
    assert "The clock shows 1:30am twice that night" in shown
    assert "Ring the plumber" in shown
    send(BEFORE, which="second")
    assert due() == SECOND


def test_the_first_can_be_said(send):
    send(BEFORE, which="first")
    assert due() == FIRST


def test_once_the_first_is_past_the_second_is_meant_and_nothing_is_asked(send):
    send(FIRST + datetime.timedelta(minutes=15))
    assert due() == SECOND


def test_a_time_that_comes_once_is_not_asked_about(send):
    shown = send(BEFORE, status=200, what="", **{"due_at-time": "3am"})
    assert ASKED not in shown


@pytest.mark.parametrize(("which", "meant"), [("first", FIRST), ("second", SECOND)])
def test_put_right_it_stays_the_one_that_was_said_unless_the_other_is(
    page, hub, greeter, time_machine, which, meant
):
    time_machine.move_to(BEFORE, tick=False)
    line = BoardLineFactory(site=hub, written_by=greeter, due_at=SECOND)
    drawn = page(greeter, "handover:line", line.id)
    assert ASKED in drawn
    assert "checked" in drawn.partition('value="second"')[2][:40]
    said = {"what": "Ring twice", "owner": "", "seen": "1", "act": "put_right", "which": which}
    page(greeter, "handover:line", line.id, data=said | TYPED, status=302)
    assert due() == meant


def test_is_said_where_it_stands(page, hub, greeter, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    BoardLineFactory(site=hub, written_by=greeter, due_at=SECOND)
    assert "By 1:30am after the clocks went back" in page(greeter, "desk:handover")
