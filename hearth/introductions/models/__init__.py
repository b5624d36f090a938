from hearth.introductions.models.counted import CountedIntroduction
from hearth.introductions.models.introductions import (
    COME_BACK,
    ENDS,
    Fitted,
    Introduction,
    IntroductionLine,
    LineKind,
    SharedWithThem,
    State,
    Way,
    WhyNot,
)

ABOUT_SOMEONE = (IntroductionLine, SharedWithThem, Introduction)
"""What is written about a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "COME_BACK",
    "ENDS",
    "CountedIntroduction",
    "Fitted",
    "Introduction",
    "IntroductionLine",
    "LineKind",
    "SharedWithThem",
    "State",
    "Way",
    "WhyNot",
]
