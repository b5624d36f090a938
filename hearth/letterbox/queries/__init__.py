"""Questions about what people write to a hub. Those that name people take who asks."""

from hearth.letterbox.queries.boxes import (
    BoxSaid,
    box_of,
    boxes_of,
    on_duty_for,
    readers_of,
    sites_to_write_to,
    who_is_there,
    who_runs,
)
from hearth.letterbox.queries.duty import DutyRow, on_duty_at
from hearth.letterbox.queries.everything import everything_about
from hearth.letterbox.queries.hours import Reading, moment, reading_at, worst_day_look_by
from hearth.letterbox.queries.letters import (
    LetterPage,
    LetterRow,
    Letters,
    LoudLetters,
    get_letter,
    letter_page,
    letters,
    loud_letters,
    own_letter,
    own_letters,
    own_worst_days,
    unread_beyond,
    unseen_answers,
)
from hearth.letterbox.queries.said import LetterSaid
from hearth.letterbox.queries.today import HowShown, how_i_was, how_they_were

__all__ = [
    "BoxSaid",
    "DutyRow",
    "HowShown",
    "LetterPage",
    "LetterRow",
    "LetterSaid",
    "Letters",
    "LoudLetters",
    "Reading",
    "box_of",
    "boxes_of",
    "everything_about",
    "get_letter",
    "how_i_was",
    "how_they_were",
    "letter_page",
    "letters",
    "loud_letters",
    "moment",
    "on_duty_at",
    "on_duty_for",
    "own_letter",
    "own_letters",
    "own_worst_days",
    "readers_of",
    "reading_at",
    "sites_to_write_to",
    "unread_beyond",
    "unseen_answers",
    "who_is_there",
    "who_runs",
    "worst_day_look_by",
]
