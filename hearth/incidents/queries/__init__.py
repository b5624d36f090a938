"""Questions about incidents and about coming in safely. None of them changes anything."""

from hearth.incidents.queries.after import (
    get_step,
    lesson_before,
    lesson_of,
    lesson_said,
    lessons_told,
    my_steps,
    step_shown,
    steps_of,
    told_of,
)
from hearth.incidents.queries.agreements import (
    agreement_before,
    agreement_said,
    agreement_shown,
    agreements_due,
    agreements_of,
    door_words,
    door_words_at,
    door_words_then,
    get_agreement,
)
from hearth.incidents.queries.counted import incidents_counted
from hearth.incidents.queries.everything import everything_about
from hearth.incidents.queries.happened import (
    get_incident,
    get_named,
    incident_before,
    incident_said,
    incident_shown,
    incidents_of,
    may_lead,
    may_say_seen,
    people_named,
    settled_incidents,
)
from hearth.incidents.queries.mine import how_many_wait, incidents_that_cannot_wait, mine
from hearth.incidents.queries.owners import has_manager

__all__ = [
    "agreement_before",
    "agreement_said",
    "agreement_shown",
    "agreements_due",
    "agreements_of",
    "door_words",
    "door_words_at",
    "door_words_then",
    "everything_about",
    "get_agreement",
    "get_incident",
    "get_named",
    "get_step",
    "has_manager",
    "how_many_wait",
    "incident_before",
    "incident_said",
    "incident_shown",
    "incidents_counted",
    "incidents_of",
    "incidents_that_cannot_wait",
    "lesson_before",
    "lesson_of",
    "lesson_said",
    "lessons_told",
    "may_lead",
    "may_say_seen",
    "mine",
    "my_steps",
    "people_named",
    "settled_incidents",
    "step_shown",
    "steps_of",
    "told_of",
]
