from hearth.introductions.models.counted import ERASED, CountedIntroduction
from hearth.introductions.models.incoming import (
    AT_AN_END,
    HELLO_WITHIN,
    SAID_THERE,
    Came,
    HowAgreed,
    Incoming,
    MayHear,
    SafeWay,
    Stands,
)
from hearth.introductions.models.introductions import (
    COME_BACK,
    DID_NOT_FIT,
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
from hearth.introductions.models.other_side import OtherSide, Reply

ABOUT_SOMEONE = (IntroductionLine, SharedWithThem, OtherSide, Incoming, Introduction)
"""What is written about a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "AT_AN_END",
    "COME_BACK",
    "DID_NOT_FIT",
    "ENDS",
    "ERASED",
    "HELLO_WITHIN",
    "SAID_THERE",
    "Came",
    "CountedIntroduction",
    "Fitted",
    "HowAgreed",
    "Incoming",
    "Introduction",
    "IntroductionLine",
    "LineKind",
    "MayHear",
    "OtherSide",
    "Reply",
    "SafeWay",
    "SharedWithThem",
    "Stands",
    "State",
    "Way",
    "WhyNot",
]
