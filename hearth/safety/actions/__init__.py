"""Everything that can be done about a worry or a safety concern. Each is one transaction."""

from hearth.safety.actions.concerns import (
    ConcernSaid,
    Entry,
    change_concern,
    finish_concern,
    take_up_concern,
    write_concern,
    write_entry,
)
from hearth.safety.actions.forgetting import forget_person
from hearth.safety.actions.handing import hand_over
from hearth.safety.actions.keeping import keep_from, keep_in_confidence
from hearth.safety.actions.linking import say_it_is_not_them, say_whom_it_is_about
from hearth.safety.actions.looking import note_looked
from hearth.safety.actions.refusing import SafetyRefused
from hearth.safety.actions.worries import (
    Checked,
    WorryTold,
    add_check,
    settle_worry,
    take_up_worry,
    tell_worry,
)

__all__ = [
    "Checked",
    "ConcernSaid",
    "Entry",
    "SafetyRefused",
    "WorryTold",
    "add_check",
    "change_concern",
    "finish_concern",
    "forget_person",
    "hand_over",
    "keep_from",
    "keep_in_confidence",
    "note_looked",
    "say_it_is_not_them",
    "say_whom_it_is_about",
    "settle_worry",
    "take_up_concern",
    "take_up_worry",
    "tell_worry",
    "write_concern",
    "write_entry",
]
