"""Questions about sheets. Each says what the actor must be allowed, and answers in plain shapes."""

from hearth.sheets.queries.deciding import (
    Candidates,
    UnclearName,
    candidates_for,
    decided_about,
    unclear_names,
)
from hearth.sheets.queries.erased import (
    NOT_YET,
    bring_out,
    named_in,
    names_on_sheets,
    waits_unconfirmed,
)
from hearth.sheets.queries.known import names_known_at
from hearth.sheets.queries.rows import (
    AT_A_TIME,
    GoodRow,
    NewName,
    Rows,
    WrongRow,
    good_rows,
    new_names,
    rows_there,
    wrong_rows,
)
from hearth.sheets.queries.sheets import (
    Preview,
    get_sheet,
    in_the_way_of,
    preview_of,
    same_sheet,
    shape_of,
    sheets_at,
)
from hearth.sheets.queries.there import there_already

__all__ = [
    "AT_A_TIME",
    "NOT_YET",
    "Candidates",
    "GoodRow",
    "NewName",
    "Preview",
    "Rows",
    "UnclearName",
    "WrongRow",
    "bring_out",
    "candidates_for",
    "decided_about",
    "get_sheet",
    "good_rows",
    "in_the_way_of",
    "named_in",
    "names_known_at",
    "names_on_sheets",
    "new_names",
    "preview_of",
    "rows_there",
    "same_sheet",
    "shape_of",
    "sheets_at",
    "there_already",
    "unclear_names",
    "waits_unconfirmed",
    "wrong_rows",
]
