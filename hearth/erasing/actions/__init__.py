"""Everything that can be done about erasing and keeping. Each act is one whole transaction."""

from hearth.erasing.actions.again import Again, erase_again, write_missing_lines
from hearth.erasing.actions.asking import Asked, ask_erasing
from hearth.erasing.actions.deciding import Decided, decide
from hearth.erasing.actions.forgetting import forget_person
from hearth.erasing.actions.holding import lift_hold, set_hold
from hearth.erasing.actions.keeping import (
    ask_what_is_due,
    keep_longer,
    list_what_is_due,
    set_rule,
)
from hearth.erasing.actions.refusing import ErasingRefused
from hearth.erasing.actions.reopening import reopen_what_is_due
from hearth.erasing.actions.withdrawing import note_seen, withdraw

__all__ = [
    "Again",
    "Asked",
    "Decided",
    "ErasingRefused",
    "ask_erasing",
    "ask_what_is_due",
    "decide",
    "erase_again",
    "forget_person",
    "keep_longer",
    "lift_hold",
    "list_what_is_due",
    "note_seen",
    "reopen_what_is_due",
    "set_hold",
    "set_rule",
    "withdraw",
    "write_missing_lines",
]
