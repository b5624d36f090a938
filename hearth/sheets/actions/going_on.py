"""Going on with whatever a sheet is in the middle of."""

import datetime
from contextlib import nullcontext

from django.db import transaction

from hearth.foundation.actors import Actor, Permission, require
from hearth.sheets.actions.bringing_in import bring_in_sheet
from hearth.sheets.actions.looking import read_sheet
from hearth.sheets.actions.taking_back import finish_taking_back
from hearth.sheets.actions.turns import Apart, held
from hearth.sheets.models import Sheet, State

LONG_ACTS = {
    State.READING: read_sheet,
    State.BRINGING_IN: bring_in_sheet,
    State.TAKING_BACK: finish_taking_back,
}


def carry_on(
    *, by: Actor, sheet: Sheet, now: datetime.datetime, apart: Apart = nullcontext
) -> None:
    """
    Do what a sheet is in the middle of, or what is left of it. In the middle of nothing, nothing.

    :param apart: opens a transaction for a part of it, so that a page can say how far it is
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    if act := LONG_ACTS.get(State(sheet.state)):
        act(by=by, sheet=sheet, now=now, apart=apart)


@transaction.atomic
def put_off(*, by: Actor, sheet: Sheet, now: datetime.datetime) -> Sheet:
    """
    Say that a sheet waits for its turn, so that its page can say so too.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if it is in the middle of nothing
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    sheet = held(sheet, *LONG_ACTS, or_else="There is nothing left to do with this sheet.")
    sheet.put_off_at, sheet.moved_at = now, None
    sheet.save(update_fields=["put_off_at", "moved_at"])
    return sheet
