"""Everything that can be done with a letterbox. Each act is one whole transaction."""

from hearth.letterbox.actions.boxes import end_duty, end_own_duty, go_on_duty, keep_box
from hearth.letterbox.actions.forgetting import forget_person
from hearth.letterbox.actions.reading import answer, hand_on, note_looked, take
from hearth.letterbox.actions.telling import tell_late
from hearth.letterbox.actions.today import say_how_i_am, take_back_how
from hearth.letterbox.actions.writing import LetterRefused, note_seen, write_letter, write_more

__all__ = [
    "LetterRefused",
    "answer",
    "end_duty",
    "end_own_duty",
    "forget_person",
    "go_on_duty",
    "hand_on",
    "keep_box",
    "note_looked",
    "note_seen",
    "say_how_i_am",
    "take",
    "take_back_how",
    "tell_late",
    "write_letter",
    "write_more",
]
