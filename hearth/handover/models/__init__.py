from hearth.handover.models.lines import (
    LASTS_AT_MOST,
    BoardLine,
    BoardLineOnce,
    LineCame,
    LineKind,
    LineState,
)
from hearth.handover.models.turns import HandedOver, ShiftPattern, TookOver

ABOUT_SOMEONE = (BoardLineOnce, BoardLine)
"""What is written about a person, in the order in which it can be forgotten."""

__all__ = [
    "ABOUT_SOMEONE",
    "LASTS_AT_MOST",
    "BoardLine",
    "BoardLineOnce",
    "HandedOver",
    "LineCame",
    "LineKind",
    "LineState",
    "ShiftPattern",
    "TookOver",
]
