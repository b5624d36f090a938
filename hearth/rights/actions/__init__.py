"""Everything that can be done with what people ask. Each act is one whole transaction."""

from hearth.rights.actions.asking import (
    ask_about_rights,
    ask_who_they_are,
    end_request,
    say_it_was_decided,
    see_who_they_are,
    take_back,
    take_longer,
)
from hearth.rights.actions.corrections import (
    let_their_statement_stand,
    say_it_is_put_right,
    say_they_were_told,
    take_statement_away,
)
from hearth.rights.actions.forgetting import forget_copies, forget_person
from hearth.rights.actions.limits import let_it_stand, lift_limit
from hearth.rights.actions.packs import (
    finish_pack,
    gather_again,
    gather_part,
    note_failed,
    parts_of_all,
    start_pack,
    take_old_packs_away,
)
from hearth.rights.actions.review import (
    decide_row,
    give,
    give_as_they_stand,
    note_taken_out,
    release,
    say_it_is_the_same_person,
    take_release_back,
)
from hearth.rights.actions.stopped import begin_stopped_again
from hearth.rights.actions.writing import RightsRefused
from hearth.rights.queries.said import Asked, Decision, HarmAsked

__all__ = [
    "Asked",
    "Decision",
    "HarmAsked",
    "RightsRefused",
    "ask_about_rights",
    "ask_who_they_are",
    "begin_stopped_again",
    "decide_row",
    "end_request",
    "finish_pack",
    "forget_copies",
    "forget_person",
    "gather_again",
    "gather_part",
    "give",
    "give_as_they_stand",
    "let_it_stand",
    "let_their_statement_stand",
    "lift_limit",
    "note_failed",
    "note_taken_out",
    "parts_of_all",
    "release",
    "say_it_is_put_right",
    "say_it_is_the_same_person",
    "say_it_was_decided",
    "say_they_were_told",
    "see_who_they_are",
    "start_pack",
    "take_back",
    "take_longer",
    "take_old_packs_away",
    "take_release_back",
    "take_statement_away",
]
