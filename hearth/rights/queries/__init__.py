"""Questions about what people ask of their record."""

from hearth.rights.queries.clock import answered_by, last_day_to_extend, months_on, stands_still
from hearth.rights.queries.everything import everything_about
from hearth.rights.queries.packs import (
    PackPage,
    flags_left,
    get_row,
    newest_pack,
    packs_of,
    page_of_lines,
    shown,
    undecided,
    what_is_given,
)
from hearth.rights.queries.paper import as_json, as_paper
from hearth.rights.queries.requests import (
    RequestPage,
    RequestRow,
    get_limit,
    get_person_for_rights,
    get_request,
    get_to_tell,
    how_many_are_late,
    limits_of,
    names_of,
    request_page,
    requests_of,
    requests_to_answer,
    shared_with,
    statements_beside,
    statements_of,
)
from hearth.rights.queries.tables import short_of

__all__ = [
    "PackPage",
    "RequestPage",
    "RequestRow",
    "answered_by",
    "as_json",
    "as_paper",
    "everything_about",
    "flags_left",
    "get_limit",
    "get_person_for_rights",
    "get_request",
    "get_row",
    "get_to_tell",
    "how_many_are_late",
    "last_day_to_extend",
    "limits_of",
    "months_on",
    "names_of",
    "newest_pack",
    "packs_of",
    "page_of_lines",
    "request_page",
    "requests_of",
    "requests_to_answer",
    "shared_with",
    "short_of",
    "shown",
    "stands_still",
    "statements_beside",
    "statements_of",
    "undecided",
    "what_is_given",
]
