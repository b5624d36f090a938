from hearth.outcomes.models.links import ReadingLink
from hearth.outcomes.models.readings import HowGiven, NotNow, Reading, ReadingBefore
from hearth.outcomes.models.used import MeasureUsed

ABOUT_SOMEONE = (ReadingBefore, Reading, NotNow, ReadingLink)
"""What is written about a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "HowGiven",
    "MeasureUsed",
    "NotNow",
    "Reading",
    "ReadingBefore",
    "ReadingLink",
]
