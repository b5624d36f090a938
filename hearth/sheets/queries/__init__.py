"""Questions about sheets. Each says what the actor must be allowed, and answers in plain shapes."""

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
    "GoodRow",
    "NewName",
    "Preview",
    "Rows",
    "WrongRow",
    "get_sheet",
    "good_rows",
    "in_the_way_of",
    "names_known_at",
    "new_names",
    "preview_of",
    "rows_there",
    "same_sheet",
    "shape_of",
    "sheets_at",
    "there_already",
    "wrong_rows",
]
