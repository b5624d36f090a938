"""Everything that can be done with an introduction. Each act is one whole transaction."""

from hearth.introductions.actions.forgetting import forget_person
from hearth.introductions.actions.going_on import (
    Next,
    change_next_step,
    say_it_could_not_happen,
    say_they_have_not_met,
    say_they_met,
    say_whether_it_fitted,
    stop_introduction,
    write_answer,
)
from hearth.introductions.actions.introducing import Shown, introduce
from hearth.introductions.actions.writing import IntroductionRefused

__all__ = [
    "IntroductionRefused",
    "Next",
    "Shown",
    "change_next_step",
    "forget_person",
    "introduce",
    "say_it_could_not_happen",
    "say_they_have_not_met",
    "say_they_met",
    "say_whether_it_fitted",
    "stop_introduction",
    "write_answer",
]
