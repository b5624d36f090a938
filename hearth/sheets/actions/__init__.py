"""Everything that can be done with a sheet. Each act is one whole transaction, or says why not."""

from hearth.sheets.actions.bringing_in import bring_in_sheet, confirm_sheet
from hearth.sheets.actions.deciding import decide_names
from hearth.sheets.actions.forgetting import forget_person
from hearth.sheets.actions.going_on import carry_on, put_off
from hearth.sheets.actions.letting_go import let_go_of_old, set_aside
from hearth.sheets.actions.looking import read_again, read_sheet
from hearth.sheets.actions.taking_back import finish_taking_back, take_back
from hearth.sheets.actions.taking_in import choose_part, match_columns, note_taken_away, take_file
from hearth.sheets.actions.turns import SheetChanged, SheetRefused
from hearth.sheets.actions.typing_up import type_up

__all__ = [
    "SheetChanged",
    "SheetRefused",
    "bring_in_sheet",
    "carry_on",
    "choose_part",
    "confirm_sheet",
    "decide_names",
    "finish_taking_back",
    "forget_person",
    "let_go_of_old",
    "match_columns",
    "note_taken_away",
    "put_off",
    "read_again",
    "read_sheet",
    "set_aside",
    "take_back",
    "take_file",
    "type_up",
]
