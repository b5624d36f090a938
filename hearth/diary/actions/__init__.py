"""Everything that is done with a diary, and for those who go out alone."""

from hearth.diary.actions.booking import (
    ask_for_time,
    book,
    book_asked,
    let_go,
)
from hearth.diary.actions.forgetting import forget_person
from hearth.diary.actions.moving import call_off, move
from hearth.diary.actions.refusing import DiaryRefused, TakenThen
from hearth.diary.actions.times import add_day_time, add_weekly_time, remove_time, take_day_off
from hearth.diary.actions.visiting import (
    come_back,
    forget_where_they_went,
    go_alone,
    need_longer,
    note_read,
    say_what_was_done,
    take_over_watch,
    tell_overdue,
)

__all__ = [
    "DiaryRefused",
    "TakenThen",
    "add_day_time",
    "add_weekly_time",
    "ask_for_time",
    "book",
    "book_asked",
    "call_off",
    "come_back",
    "forget_person",
    "forget_where_they_went",
    "go_alone",
    "let_go",
    "move",
    "need_longer",
    "note_read",
    "remove_time",
    "say_what_was_done",
    "take_day_off",
    "take_over_watch",
    "tell_overdue",
]
