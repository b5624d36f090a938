"""Everything the front door can do. Each act is one whole transaction."""

from hearth.frontdoor.actions.adding import (
    CHILD_ALONE,
    AlreadyAnswered,
    acknowledge_child_alert,
    add_to_visit,
    say_child_is_alone,
)
from hearth.frontdoor.actions.arriving import (
    VisitRefused,
    record_headcount,
    record_visit,
    welcome_someone_new,
)
from hearth.frontdoor.actions.conversations import (
    ConversationRefused,
    ask_to_talk,
    end_conversation,
    give_back_conversation,
    leave_before_talking,
    take_conversation,
    undo_ending,
)
from hearth.frontdoor.actions.correcting import (
    CorrectionRefused,
    correct_headcount,
    correct_visit,
    fingerprint,
    take_back,
)
from hearth.frontdoor.actions.forgetting import forget_person
from hearth.frontdoor.actions.leaving import (
    Gone,
    LeavingRefused,
    confirm_earlier_gone,
    confirm_everyone_gone,
    confirm_gone,
    find_still_here,
    leave,
    put_back,
    undo_everyone_gone,
)
from hearth.frontdoor.actions.locking import OnesOwnVisit, check_not_ones_own
from hearth.frontdoor.actions.opening import note_opened
from hearth.frontdoor.actions.working import (
    PresenceRefused,
    sign_in_myself,
    sign_in_worker,
    sign_out_worker,
)

__all__ = [
    "CHILD_ALONE",
    "AlreadyAnswered",
    "ConversationRefused",
    "CorrectionRefused",
    "Gone",
    "LeavingRefused",
    "OnesOwnVisit",
    "PresenceRefused",
    "VisitRefused",
    "acknowledge_child_alert",
    "add_to_visit",
    "ask_to_talk",
    "check_not_ones_own",
    "confirm_earlier_gone",
    "confirm_everyone_gone",
    "confirm_gone",
    "correct_headcount",
    "correct_visit",
    "end_conversation",
    "find_still_here",
    "fingerprint",
    "forget_person",
    "give_back_conversation",
    "leave",
    "leave_before_talking",
    "note_opened",
    "put_back",
    "record_headcount",
    "record_visit",
    "say_child_is_alone",
    "sign_in_myself",
    "sign_in_worker",
    "sign_out_worker",
    "take_back",
    "take_conversation",
    "undo_ending",
    "undo_everyone_gone",
    "welcome_someone_new",
]
