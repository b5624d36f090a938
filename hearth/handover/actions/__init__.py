"""Everything that can be done with a handover board. Each act is one whole transaction."""

from hearth.handover.actions.forgetting import forget_person
from hearth.handover.actions.lines import (
    carry_on,
    finish_line,
    put_down,
    put_right,
    say_not_done,
    take_line,
    write_anew,
    write_line,
)
from hearth.handover.actions.looking import note_board_read
from hearth.handover.actions.turns import TakenBefore, hand_over, set_changes, take_over
from hearth.handover.actions.writing import BoardRefused, DoneMeanwhile

__all__ = [
    "BoardRefused",
    "DoneMeanwhile",
    "TakenBefore",
    "carry_on",
    "finish_line",
    "forget_person",
    "hand_over",
    "note_board_read",
    "put_down",
    "put_right",
    "say_not_done",
    "set_changes",
    "take_line",
    "take_over",
    "write_anew",
    "write_line",
]
