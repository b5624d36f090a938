"""Deciding who a name is that fits several people, or is nearly somebody's."""

import json

from django.db import transaction

from hearth.foundation.actors import Actor, Permission, require
from hearth.sheets.actions.looking import read_anew
from hearth.sheets.actions.turns import SheetRefused, held
from hearth.sheets.models import Sheet, State
from hearth.sheets.naming import NEW, NOBODY, Decided, same
from hearth.sheets.queries import decided_about, names_known_at


@transaction.atomic
def decide_names(*, by: Actor, sheet: Sheet, decided: Decided) -> Sheet:
    """
    Say who names are, on every row that says them. The sheet is then to be read again.

    :param decided: each name, to the id of somebody known at the site, NEW, NOBODY for leaving the
        name out, or no words to decide later
    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if it is too late, or somebody chosen is not known at the site
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    sheet = held(sheet, State.READ, or_else="This sheet is not waiting to be confirmed.")
    may_be = names_known_at(sheet.site, actor=by).ids | {NEW, NOBODY, ""}
    if not may_be.issuperset(decided.values()):
        raise SheetRefused("Somebody you chose is not known here any more. Choose again.")
    so_far = dict(decided_about(sheet)) | {same(name): who for name, who in decided.items()}
    kept = {name: who for name, who in so_far.items() if who}
    sheet.decided = json.dumps(kept) if kept else ""
    return read_anew(sheet)
