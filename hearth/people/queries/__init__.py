"""Questions about people."""

from hearth.people.queries.died import died
from hearth.people.queries.everything import everything_about
from hearth.people.queries.hints import NumberElsewhere, number_elsewhere
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
from hearth.people.queries.looking import look_for
from hearth.people.queries.pages import (
    PersonPage,
    card_since,
    known_where,
    last_came_on,
    person_page,
)
from hearth.people.queries.sections import get_way
from hearth.people.queries.seeing import (
    get_person,
    may_change,
    may_change_hello,
    visible_to,
)

__all__ = [
    "PAGE",
    "Listing",
    "Mark",
    "NumberElsewhere",
    "PersonPage",
    "PersonRow",
    "Which",
    "card_since",
    "died",
    "everything_about",
    "get_link",
    "get_person",
    "get_way",
    "known_where",
    "last_came_on",
    "linked_with",
    "links_of",
    "look_for",
    "may_change",
    "may_change_hello",
    "number_elsewhere",
    "people_list",
    "person_page",
    "rows_for",
    "visible_to",
]
