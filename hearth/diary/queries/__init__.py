"""Questions about diaries and lone visits. None of them changes anything."""

from hearth.diary.queries.bookings import (
    asked_for,
    before_of,
    booked_at,
    get_asked,
    get_booking,
    meeting_in,
    meeting_shown,
    next_with,
    of_person,
    reminder_in_words,
    said_of,
    shown,
    time_of,
    todays,
    ways_to_remind,
)
from hearth.diary.queries.days import hub_day, my_days
from hearth.diary.queries.everything import everything_about
from hearth.diary.queries.opening import may_book
from hearth.diary.queries.then import booked_then
from hearth.diary.queries.times import my_times
from hearth.diary.queries.visits import (
    get_visit,
    loud_visits,
    may_act_on,
    out_now,
    visits_before,
    watches_still,
)
from hearth.diary.queries.visits import shown as visits_shown
from hearth.diary.queries.workers import has_manager, may_watch_at, team_at

__all__ = [
    "asked_for",
    "before_of",
    "booked_at",
    "booked_then",
    "everything_about",
    "get_asked",
    "get_booking",
    "get_visit",
    "has_manager",
    "hub_day",
    "loud_visits",
    "may_act_on",
    "may_book",
    "may_watch_at",
    "meeting_in",
    "meeting_shown",
    "my_days",
    "my_times",
    "next_with",
    "of_person",
    "out_now",
    "reminder_in_words",
    "said_of",
    "shown",
    "team_at",
    "time_of",
    "todays",
    "visits_before",
    "visits_shown",
    "watches_still",
    "ways_to_remind",
]
