"""Questions about support. None of them changes anything."""

from hearth.support.queries.at_site import HelloDue, Promised, hellos_at, hellos_then, promised_at
from hearth.support.queries.contacts import (
    contact_before,
    contact_said,
    contact_shown,
    contacts_of,
    get_contact,
)
from hearth.support.queries.conversation import about_me_now, conversation_of, part_before
from hearth.support.queries.endings import ending_sheet
from hearth.support.queries.everything import everything_about
from hearth.support.queries.goals import (
    get_goal,
    get_step,
    goal_before,
    goal_rows,
    goals_of,
    step_said,
    why_they_came,
)
from hearth.support.queries.hellos import (
    get_hello,
    hellos_of,
    keep_before,
    keep_of,
    keep_said,
    keeps_shown,
    safe_ways,
)
from hearth.support.queries.mine import my_people, waits_on
from hearth.support.queries.nameless import get_nameless, nameless_at, nameless_lately
from hearth.support.queries.opening import also_written_as, support_is_open
from hearth.support.queries.promises import (
    get_promise,
    my_promises,
    promise_before,
    promise_said,
    promise_shown,
    promises_of,
)
from hearth.support.queries.strands import (
    changes_of,
    get_strand,
    offers_at,
    offers_to,
    strand_rows,
    strands_of,
)
from hearth.support.queries.with_colleagues import still_to_do, with_colleagues

__all__ = [
    "HelloDue",
    "Promised",
    "about_me_now",
    "also_written_as",
    "changes_of",
    "contact_before",
    "contact_said",
    "contact_shown",
    "contacts_of",
    "conversation_of",
    "ending_sheet",
    "everything_about",
    "get_contact",
    "get_goal",
    "get_hello",
    "get_nameless",
    "get_promise",
    "get_step",
    "get_strand",
    "goal_before",
    "goal_rows",
    "goals_of",
    "hellos_at",
    "hellos_of",
    "hellos_then",
    "keep_before",
    "keep_of",
    "keep_said",
    "keeps_shown",
    "my_people",
    "my_promises",
    "nameless_at",
    "nameless_lately",
    "offers_at",
    "offers_to",
    "part_before",
    "promise_before",
    "promise_said",
    "promise_shown",
    "promised_at",
    "promises_of",
    "safe_ways",
    "step_said",
    "still_to_do",
    "strand_rows",
    "strands_of",
    "support_is_open",
    "waits_on",
    "why_they_came",
    "with_colleagues",
]
