"""Everything that can be done with readings. Each act is one whole transaction."""

from hearth.outcomes.actions.deciding import load_words, use_measure
from hearth.outcomes.actions.forgetting import forget_person
from hearth.outcomes.actions.recording import (
    ReadingRefused,
    correct_reading,
    put_back_reading,
    record_reading,
    say_not_now,
    take_back_reading,
)

__all__ = [
    "ReadingRefused",
    "correct_reading",
    "forget_person",
    "load_words",
    "put_back_reading",
    "record_reading",
    "say_not_now",
    "take_back_reading",
    "use_measure",
]
