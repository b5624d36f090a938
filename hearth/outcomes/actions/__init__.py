"""Everything that can be done with readings. Each act is one whole transaction."""

from hearth.outcomes.actions.deciding import load_words, use_measure
from hearth.outcomes.actions.forgetting import forget_person
from hearth.outcomes.actions.linking import LASTS, answer_by_link, end_link, make_link
from hearth.outcomes.actions.recording import (
    ReadingRefused,
    correct_reading,
    put_back_reading,
    record_reading,
    say_not_now,
    take_back_reading,
)

__all__ = [
    "LASTS",
    "ReadingRefused",
    "answer_by_link",
    "correct_reading",
    "end_link",
    "forget_person",
    "load_words",
    "make_link",
    "put_back_reading",
    "record_reading",
    "say_not_now",
    "take_back_reading",
    "use_measure",
]
