"""Questions about people."""

from hearth.people.queries.ages import birthday_is_known
from hearth.people.queries.agreed_before import agreed_before
from hearth.people.queries.aloud import Answer, ToAsk, shared_besides, to_ask_aloud
from hearth.people.queries.background import background, questions
from hearth.people.queries.before import (
    circle_before,
    is_removed,
    is_taken_out,
    record_before,
)
from hearth.people.queries.card import card_of
from hearth.people.queries.caring import get_carer_view, let_read, who_may_be_let_read
from hearth.people.queries.circle import circle_of, get_member, people_to_ring
from hearth.people.queries.died import died
from hearth.people.queries.everything import everything_about
from hearth.people.queries.held import (
    HeldRow,
    get_without_agreement,
    held_so_far,
    hold_of,
    without_agreement,
)
from hearth.people.queries.hints import NumberElsewhere, number_elsewhere
from hearth.people.queries.holding import (
    A_WEEK,
    WhatIsHeld,
    last_days_of_what_is_held,
    what_is_held,
)
from hearth.people.queries.layers import layers_open, passages, why_not_theirs, wordings
from hearth.people.queries.left_out import is_left_out
from hearth.people.queries.links import get_link, linked_with, links_of
from hearth.people.queries.listing import (
    PAGE,
    Listing,
    Mark,
    PersonRow,
    Which,
    people_list,
    rows_for,
)
from hearth.people.queries.looked import (
    Look,
    Looks,
    lines_held_back,
    lines_to_hold_back,
    who_has_looked,
)
from hearth.people.queries.looking import look_for
from hearth.people.queries.opened import (
    OpeningRow,
    OpeningsToReview,
    get_opening,
    how_many_to_review,
    is_held_open,
    openings_to_review,
)
from hearth.people.queries.own_pages import OwnPagesShown, get_own_key, own_pages_of
from hearth.people.queries.pages import (
    PersonPage,
    card_since,
    known_where,
    last_came_on,
    person_page,
)
from hearth.people.queries.plan import (
    plan_page,
    plans_changed,
    plans_to_print,
    readers,
    who_has_a_plan,
)
from hearth.people.queries.sections import get_way, unsafe_kinds
from hearth.people.queries.seeing import (
    get_person,
    is_closed_as_a_workers,
    is_closed_colleague,
    may_change,
    may_change_hello,
    not_allowed,
    own_records,
    sees_what_they_told,
    sight_of,
    trail_stretch,
    visible_to,
)
from hearth.people.queries.shared import (
    SharingEnds,
    SharingRow,
    ToAskAgain,
    WhatIsShared,
    get_sharing,
    layers_said,
    shared_with_nobody,
    sharing_row,
    sharings_ending,
    sharings_to_ask_again,
    what_is_shared,
    who_decides_now,
)
from hearth.people.queries.still_to_do import still_to_do_with
from hearth.people.queries.telling import compared, how_long_ago
from hearth.people.queries.went import went_out

__all__ = [
    "A_WEEK",
    "PAGE",
    "Answer",
    "HeldRow",
    "Listing",
    "Look",
    "Looks",
    "Mark",
    "NumberElsewhere",
    "OpeningRow",
    "OpeningsToReview",
    "OwnPagesShown",
    "PersonPage",
    "PersonRow",
    "SharingEnds",
    "SharingRow",
    "ToAsk",
    "ToAskAgain",
    "WhatIsHeld",
    "WhatIsShared",
    "Which",
    "agreed_before",
    "background",
    "birthday_is_known",
    "card_of",
    "card_since",
    "circle_before",
    "circle_of",
    "compared",
    "died",
    "everything_about",
    "get_carer_view",
    "get_link",
    "get_member",
    "get_opening",
    "get_own_key",
    "get_person",
    "get_sharing",
    "get_way",
    "get_without_agreement",
    "held_so_far",
    "hold_of",
    "how_long_ago",
    "how_many_to_review",
    "is_closed_as_a_workers",
    "is_closed_colleague",
    "is_held_open",
    "is_left_out",
    "is_removed",
    "is_taken_out",
    "known_where",
    "last_came_on",
    "last_days_of_what_is_held",
    "layers_open",
    "layers_said",
    "let_read",
    "lines_held_back",
    "lines_to_hold_back",
    "linked_with",
    "links_of",
    "look_for",
    "may_change",
    "may_change_hello",
    "not_allowed",
    "number_elsewhere",
    "openings_to_review",
    "own_pages_of",
    "own_records",
    "passages",
    "people_list",
    "people_to_ring",
    "person_page",
    "plan_page",
    "plans_changed",
    "plans_to_print",
    "questions",
    "readers",
    "record_before",
    "rows_for",
    "sees_what_they_told",
    "shared_besides",
    "shared_with_nobody",
    "sharing_row",
    "sharings_ending",
    "sharings_to_ask_again",
    "sight_of",
    "still_to_do_with",
    "to_ask_aloud",
    "trail_stretch",
    "unsafe_kinds",
    "visible_to",
    "went_out",
    "what_is_held",
    "what_is_shared",
    "who_decides_now",
    "who_has_a_plan",
    "who_has_looked",
    "who_may_be_let_read",
    "why_not_theirs",
    "without_agreement",
    "wordings",
]
