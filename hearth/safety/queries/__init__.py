"""Questions about worries and safety concerns. None of them changes anything."""

from hearth.safety.queries.concerns import (
    ConcernSection,
    concern_page,
    get_concern,
    keeps_concern,
    kinds,
    section_of,
)
from hearth.safety.queries.everything import everything_about
from hearth.safety.queries.kept import how_many_unanswered, kept_from, unanswered
from hearth.safety.queries.lines import crisis_lines
from hearth.safety.queries.mine import cannot_wait, how_many_mine, keeping_safe, mine, over
from hearth.safety.queries.owners import answers_by_itself, owners_at, readers_at
from hearth.safety.queries.seen import ids_seen
from hearth.safety.queries.worries import get_worry, keeps_worry, worries_about, worry_page

__all__ = [
    "ConcernSection",
    "answers_by_itself",
    "cannot_wait",
    "concern_page",
    "crisis_lines",
    "everything_about",
    "get_concern",
    "get_worry",
    "how_many_mine",
    "how_many_unanswered",
    "ids_seen",
    "keeping_safe",
    "keeps_concern",
    "keeps_worry",
    "kept_from",
    "kinds",
    "mine",
    "over",
    "owners_at",
    "readers_at",
    "section_of",
    "unanswered",
    "worries_about",
    "worry_page",
]
