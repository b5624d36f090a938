"""Everything that can be done to the people hubs know. Each act is one whole transaction."""

from hearth.people.actions.contacting import add_way, change_way, remove_way
from hearth.people.actions.dying import (
    follow_deaths_through_links,
    record_death,
    take_back_death,
)
from hearth.people.actions.finding import (
    Found,
    TooManyTries,
    find_by_card,
    find_person,
    issue_card,
    revoke_card,
)
from hearth.people.actions.forgetting import forget_person
from hearth.people.actions.knowing import (
    lapse_lists,
    no_longer_known_at,
    take_back_meeting,
    take_back_welcome,
)
from hearth.people.actions.linking import link_people, unlink_people
from hearth.people.actions.meeting import (
    PersonRefused,
    meet_person,
    note_welcome,
    note_welcome_again,
    note_welcomes,
)
from hearth.people.actions.meeting_many import Newcomer, meet_people
from hearth.people.actions.opening import note_opened
from hearth.people.actions.telling import change_details, change_hello, change_listing
from hearth.people.queries.sections import EditedMeanwhile
from hearth.people.standing import Welcome

__all__ = [
    "EditedMeanwhile",
    "Found",
    "Newcomer",
    "PersonRefused",
    "TooManyTries",
    "Welcome",
    "add_way",
    "change_details",
    "change_hello",
    "change_listing",
    "change_way",
    "find_by_card",
    "find_person",
    "follow_deaths_through_links",
    "forget_person",
    "issue_card",
    "lapse_lists",
    "link_people",
    "meet_people",
    "meet_person",
    "no_longer_known_at",
    "note_opened",
    "note_welcome",
    "note_welcome_again",
    "note_welcomes",
    "record_death",
    "remove_way",
    "revoke_card",
    "take_back_death",
    "take_back_meeting",
    "take_back_welcome",
    "unlink_people",
]
