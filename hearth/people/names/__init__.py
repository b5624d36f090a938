"""
Names as people say, shorten and mistype them: functions that touch no table.

The folding of what is typed is here; the folding of what is stored is done by
the database (migrations/_findable_words.py), whose letters stay as they were
when its functions were made. A test holds the two together.
"""

from hearth.people.names.folding import LONGEST_WORD, fold, name_words
from hearth.people.names.reading import Typed, read
from hearth.people.names.shortforms import other_forms
from hearth.people.names.spelling import how_far, how_far_as_typed

__all__ = [
    "LONGEST_WORD",
    "Typed",
    "fold",
    "how_far",
    "how_far_as_typed",
    "name_words",
    "other_forms",
    "read",
]
