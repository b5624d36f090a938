"""Questions about handover boards. Those that name people take who asks."""

from hearth.handover.queries.choices import Choosable, choosable
from hearth.handover.queries.everything import everything_about
from hearth.handover.queries.lines import (
    BoardLines,
    LinePage,
    LineRow,
    board_lines,
    get_line,
    how_many_nobody_has,
    line_page,
    nobodys_and_late,
)
from hearth.handover.queries.said import LineSaid
from hearth.handover.queries.turns import (
    Turn,
    changes_at,
    shift_now,
    turns_before,
    who_hands_over_at,
)

__all__ = [
    "BoardLines",
    "Choosable",
    "LinePage",
    "LineRow",
    "LineSaid",
    "Turn",
    "board_lines",
    "changes_at",
    "choosable",
    "everything_about",
    "get_line",
    "how_many_nobody_has",
    "line_page",
    "nobodys_and_late",
    "shift_now",
    "turns_before",
    "who_hands_over_at",
]
