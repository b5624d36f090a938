from hearth.support.models.contacts import Contact, ContactBefore, HowMet
from hearth.support.models.conversation import ConversationPart, ConversationWording, Part
from hearth.support.models.counted import Counted
from hearth.support.models.goals import Goal, GoalState, GoalStep, GoalWording
from hearth.support.models.hellos import (
    DueBefore,
    Hello,
    HowOften,
    KeepBefore,
    KeepInTouch,
    TryAgain,
)
from hearth.support.models.nameless import NamelessContact
from hearth.support.models.promises import Promise, PromiseBefore, PromiseState
from hearth.support.models.strands import (
    RESTING,
    Strand,
    StrandChange,
    StrandKind,
    StrandState,
    SupportStrand,
)

ABOUT_SOMEONE = (
    ContactBefore,
    Contact,
    ConversationWording,
    GoalStep,
    GoalWording,
    Goal,
    ConversationPart,
    PromiseBefore,
    Promise,
    StrandChange,
    SupportStrand,
    Hello,
    DueBefore,
    KeepBefore,
    KeepInTouch,
)
"""What is written about a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "RESTING",
    "Contact",
    "ContactBefore",
    "ConversationPart",
    "ConversationWording",
    "Counted",
    "DueBefore",
    "Goal",
    "GoalState",
    "GoalStep",
    "GoalWording",
    "Hello",
    "HowMet",
    "HowOften",
    "KeepBefore",
    "KeepInTouch",
    "NamelessContact",
    "Part",
    "Promise",
    "PromiseBefore",
    "PromiseState",
    "Strand",
    "StrandChange",
    "StrandKind",
    "StrandState",
    "SupportStrand",
    "TryAgain",
]
