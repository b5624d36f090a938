"""Questions about handover boards. Those that name people take who asks."""

from hearth.handover.queries.choices import Choosable, choosable
from hearth.handover.queries.everything import everything_about
from hearth.handover.queries.lines import (
    BoardLines,
    LineRow,
    board_lines,
    get_line,
    line_page,
)
from hearth.handover.queries.loud import Beyond, Late, Loud, beyond, how_loud, late_at
from hearth.handover.queries.named import named_in
from hearth.handover.queries.said import LineSaid
from hearth.handover.queries.turns import (
    Turn,
    changes_at,
    shift_now,
    turns_before,
    who_hands_over_at,
)

__all__ = [
    "Beyond",
    "BoardLines",
    "Choosable",
    "Late",
    "LineRow",
    "LineSaid",
    "Loud",
    "Turn",
    "beyond",
    "board_lines",
    "changes_at",
    "choosable",
    "everything_about",
    "get_line",
    "how_loud",
    "late_at",
    "line_page",
    "named_in",
    "shift_now",
    "turns_before",
    "who_hands_over_at",
]
