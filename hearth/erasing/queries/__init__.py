"""Questions about erasing and keeping. None of them changes anything."""

from hearth.erasing.queries.came_back import came_back_on_hold
from hearth.erasing.queries.deciders import who_agreed
from hearth.erasing.queries.due import (
    due_to_look,
    get_due,
    holders_with_rules,
    past_their_time,
    rule_rows,
)
from hearth.erasing.queries.everything import everything_about
from hearth.erasing.queries.holding import Holding, held_about, holders_of
from hearth.erasing.queries.loud import Loudly, what_cannot_wait
from hearth.erasing.queries.pages import (
    ErasureRow,
    about_erasing,
    called,
    erasure_page,
    erasures,
    get_erasure,
    get_hold,
    holds_standing,
    what_goes,
)
from hearth.erasing.queries.theirs import ToldThem, told_them
from hearth.erasing.queries.went import went_out

__all__ = [
    "ErasureRow",
    "Holding",
    "Loudly",
    "ToldThem",
    "about_erasing",
    "called",
    "came_back_on_hold",
    "due_to_look",
    "erasure_page",
    "erasures",
    "everything_about",
    "get_due",
    "get_erasure",
    "get_hold",
    "held_about",
    "holders_of",
    "holders_with_rules",
    "holds_standing",
    "past_their_time",
    "rule_rows",
    "told_them",
    "went_out",
    "what_cannot_wait",
    "what_goes",
    "who_agreed",
]
