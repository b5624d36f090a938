"""The pages on which lines are written, taken and handed over."""

import pytest
from django.utils import timezone

from hearth.foundation.identifiers import uuid7
from hearth.foundation.tests.factories import as_the_owner
from hearth.handover.models import BoardLine, HandedOver, ShiftPattern, TookOver
from hearth.handover.tests.conftest import HOUR
from hearth.handover.tests.factories import BoardLineFactory
from hearth.handover.turns import USUAL, as_asked, shift_after, shift_at

BOARD = "desk:handover"


def end_of(which):
    """Return when this shift or the next ends, as the page offers it."""
    shift = shift_at(timezone.now(), USUAL)
    return as_asked((shift if which == "this" else shift_after(shift, USUAL)).ends)


@pytest.fixture
def written(page, greeter):
    """Write a line on its page, and return it."""

    def written(what="Ring the plumber", **more):
        said = {
            "kind": "TO_DO",
            "what": what,
            "when": end_of("next"),
            "owner": "",
            "line_id": uuid7(),
        }
        page(greeter, "handover:write", data=said | more, status=302)
        with as_the_owner():
            return BoardLine.objects.get(site__slug="acomb", written_by=greeter)

    return written


def test_a_line_is_written_by_when_the_next_shift_ends_and_stands_first_as_nobodys(
    page, written, greeter, team_member
):
    written()
    shown = page(team_member, BOARD)
    assert "1 line nobody has" in shown
    assert "Ring the plumber" in shown
    assert "1 line nobody has" in page(team_member, "desk:today")
    assert "nobody has</strong>" not in page(greeter, BOARD, query="?at=2026-01-01T12:00")


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(page, greeter):
    typed = {"kind": "BUILDING", "what": "The back door", "when": "other", "due_at-day": "40"}
    shown = page(greeter, "handover:write", data=typed)
    assert "There is a problem" in shown
    assert "The back door" in shown


def test_is_taken_from_the_board_with_one_tap_and_done(page, written, team_member):
    line = written()
    address = ("handover:line", line.id)
    page(team_member, *address, data={"act": "take", "seen": "1"}, status=302)
    shown = page(team_member, BOARD)
    assert "Tariq has it" in shown
    assert "somebody has all that is on the board" in shown
    page(team_member, *address, data={"act": "finish", "seen": "2"}, status=302)
    assert "Done in this shift" in page(team_member, BOARD)


def test_who_was_quicker_is_named_on_the_board(page, written, client, team_member, night_worker):
    line = written()
    for worker in (team_member, night_worker):
        page(worker, "handover:line", line.id, data={"act": "take", "seen": "1"}, status=302)
    shown = page(night_worker, BOARD)
    assert "Tariq was quicker" in shown
    assert "Tariq has it" in shown


@pytest.mark.parametrize("seen", ["", "x", "9" * 5000, "-1"])
def test_what_is_no_number_is_as_if_nothing_was_seen(page, written, team_member, seen):
    line = written()
    page(team_member, "handover:line", line.id, data={"act": "take", "seen": seen}, status=302)
    assert "was quicker" in page(team_member, BOARD)


def test_goes_on_or_says_something_else_and_what_it_said_is_kept(page, written, team_member):
    line = written("Mend the door")
    drawn = page(team_member, "handover:line", line.id)
    assert "Mend the door" in drawn
    with as_the_owner():
        due = BoardLine.objects.get().due_at
    said = {"what": "Mend the back door", "due_at": due.isoformat(), "owner": "", "seen": "1"}
    page(team_member, "handover:line", line.id, data=said | {"act": "put_right"}, status=302)
    shown = page(team_member, "handover:line", line.id)
    assert "Mend the back door" in shown
    assert "Mend the door" in shown
    refused = page(team_member, "handover:line", line.id, data=said | {"what": "Leave it"})
    assert "Tariq was quicker" in refused
    assert "Leave it" in refused


def test_is_handed_over_and_taken_over_by_name(page, written, greeter, team_member, night_worker):
    written()
    drawn = page(greeter, "handover:hand_over")
    assert "Ring the plumber (nobody has it)" in drawn
    with as_the_owner():
        line = BoardLine.objects.get()
    said = {"to": str(night_worker.id), "lines": [str(line.id)], "handed_id": uuid7()}
    page(greeter, "handover:hand_over", data=said, status=302)
    shown = page(team_member, BOARD)
    assert "Ama handed over to Niall" in shown
    assert "It is for Niall, who has not taken it yet" in shown
    page(night_worker, "handover:take_over", data={"site": "acomb", "took_id": uuid7()}, status=302)
    assert "Niall took over" in page(team_member, BOARD)
    with as_the_owner():
        assert TookOver.objects.get().handed_id == HandedOver.objects.get().id


def test_whoever_comes_on_must_be_said(page, written, greeter):
    written()
    assert "There is a problem" in page(greeter, "handover:hand_over", data={"to": ""})
    with as_the_owner():
        assert not HandedOver.objects.exists()


def test_when_shifts_change_is_typed_as_people_say_it(page, hub_manager):
    assert "8am, 8pm" in page(hub_manager, "handover:shifts")
    page(hub_manager, "handover:shifts", data={"changes": "7am, 2.30pm and 21:30"}, status=302)
    assert "7am, 2:30pm, 9:30pm" in page(hub_manager, "handover:shifts")
    for wrong in ("", "25:00", "soon", "7am;8am", "8am, 8am"):
        shown = page(hub_manager, "handover:shifts", data={"changes": wrong})
        assert "There is a problem" in shown
    with as_the_owner():
        assert ShiftPattern.objects.count() == 1


def test_about_somebody_who_does_not_share_nothing_is_written(page, jo, team_member):
    shown = page(team_member, "handover:write", query=f"?person={jo.id}")
    assert "Jo does not share their support with you" in shown


def test_about_somebody_who_shares_it_is_written_from_their_page(
    page, shared, jo, team_member, greeter
):
    drawn = page(team_member, "handover:write", query=f"?person={jo.id}")
    assert f'value="{jo.id}" selected' in drawn
    said = {
        "kind": "MAY_COME", "what": "May come at three", "when": end_of("this"),
        "person": str(jo.id), "line_id": uuid7(),
    }  # fmt: skip
    page(team_member, "handover:write", query=f"?person={jo.id}", data=said, status=302)
    assert "May come at three" in page(team_member, BOARD)
    assert "May come at three" not in page(greeter, BOARD)


def test_a_line_of_another_hub_is_no_page(page, written, greeter_elsewhere, board_member):
    line = written()
    page(greeter_elsewhere, "handover:line", line.id, status=404)
    page(board_member, "handover:line", line.id, status=403)


def test_what_nobody_has_past_its_time_is_loud_on_every_page_of_the_manager_alone(
    page, hub, hub_manager, team_member
):
    BoardLineFactory(site=hub, written_by=team_member, due_at=timezone.now() - HOUR)
    words = "On the handover board at Acomb, 1 line past its time, and nobody has it"
    assert words in page(hub_manager, "people:people")
    assert words not in page(hub_manager, BOARD, query="?site=acomb"), "the board says it itself"
    assert words not in page(team_member, "people:people")
