"""Everything that can be done about incidents and coming in. Each act is one whole transaction."""

from hearth.incidents.actions.after import (
    add_step,
    carry_on_step,
    hand_on_step,
    name_hurt,
    say_must_be_told,
    say_told,
    settle_step,
    take_out_named,
    write_lesson,
)
from hearth.incidents.actions.agreeing import (
    agree_coming_in,
    change_agreement,
    look_at_agreement,
    stop_agreement,
)
from hearth.incidents.actions.forgetting import forget_person
from hearth.incidents.actions.happened import (
    choose_owner,
    correct_incident,
    look_again_at_incident,
    see_incident,
    settle_incident,
    take_up_incident,
    write_incident,
)
from hearth.incidents.actions.writing import IncidentRefused

__all__ = [
    "IncidentRefused",
    "add_step",
    "agree_coming_in",
    "carry_on_step",
    "change_agreement",
    "choose_owner",
    "correct_incident",
    "forget_person",
    "hand_on_step",
    "look_again_at_incident",
    "look_at_agreement",
    "name_hurt",
    "say_must_be_told",
    "say_told",
    "see_incident",
    "settle_incident",
    "settle_step",
    "stop_agreement",
    "take_out_named",
    "take_up_incident",
    "write_incident",
    "write_lesson",
]
