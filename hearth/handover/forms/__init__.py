"""What is typed of a handover board."""

from hearth.handover.forms.board import (
    AtForm,
    HandOverForm,
    LineForm,
    PutRightForm,
    ShiftsForm,
)

__all__ = ["AtForm", "HandOverForm", "LineForm", "PutRightForm", "ShiftsForm"]
