"""Questions the front door can answer. None of them changes anything."""

from hearth.frontdoor.queries.alerts import Alert, child_alerts, has_safeguarding_lead
from hearth.frontdoor.queries.answers import (
    Answer,
    answers_of,
    conversations_of,
    is_closed,
    is_ones_own,
)
from hearth.frontdoor.queries.arrivals import (
    get_child_alert,
    get_conversation,
    get_headcount,
    get_presence,
    get_visit,
)
from hearth.frontdoor.queries.building import Building, VisitorIn, people_in, who_is_in
from hearth.frontdoor.queries.door import said_at_door
from hearth.frontdoor.queries.gone import (
    JustMoved,
    LeftToday,
    group_moved,
    left_today,
    visitor_moved,
)
from hearth.frontdoor.queries.history import Told, history_of
from hearth.frontdoor.queries.looking_up import Offered, alike, people_to_welcome
from hearth.frontdoor.queries.naming import shown_to
from hearth.frontdoor.queries.of_people import VisitRow, VisitsOf, everything_about, visits_of
from hearth.frontdoor.queries.showing import Shown, shown
from hearth.frontdoor.queries.then import who_was_in
from hearth.frontdoor.queries.today import (
    Counts,
    Ended,
    Usual,
    Waiting,
    counts_so_far,
    just_ended,
    usual_day,
    waiting_to_talk,
)
from hearth.frontdoor.queries.welcoming import (
    JustCame,
    LikelyNow,
    already_in,
    came_in_again_at,
    in_since,
    just_came,
    likely_now,
)
from hearth.frontdoor.queries.working import WorkerMoved, signed_in_already, worker_moved

__all__ = [
    "Alert",
    "Answer",
    "Building",
    "Counts",
    "Ended",
    "JustCame",
    "JustMoved",
    "LeftToday",
    "LikelyNow",
    "Offered",
    "Shown",
    "Told",
    "Usual",
    "VisitRow",
    "VisitorIn",
    "VisitsOf",
    "Waiting",
    "WorkerMoved",
    "alike",
    "already_in",
    "answers_of",
    "came_in_again_at",
    "child_alerts",
    "conversations_of",
    "counts_so_far",
    "everything_about",
    "get_child_alert",
    "get_conversation",
    "get_headcount",
    "get_presence",
    "get_visit",
    "group_moved",
    "has_safeguarding_lead",
    "history_of",
    "in_since",
    "is_closed",
    "is_ones_own",
    "just_came",
    "just_ended",
    "left_today",
    "likely_now",
    "people_in",
    "people_to_welcome",
    "said_at_door",
    "shown",
    "shown_to",
    "signed_in_already",
    "usual_day",
    "visitor_moved",
    "visits_of",
    "waiting_to_talk",
    "who_is_in",
    "who_was_in",
    "worker_moved",
]
