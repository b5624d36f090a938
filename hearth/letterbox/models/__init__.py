from hearth.letterbox.models.boxes import Letterbox, OnDuty
from hearth.letterbox.models.letters import AT_ONCE, Letter, LetterKind, LetterLine, LineKind
from hearth.letterbox.models.today import HowIAm

ABOUT_SOMEONE = (LetterLine, Letter, HowIAm)
"""What is written by or for a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "AT_ONCE",
    "HowIAm",
    "Letter",
    "LetterKind",
    "LetterLine",
    "Letterbox",
    "LineKind",
    "OnDuty",
]
