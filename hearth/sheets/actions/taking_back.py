"""Taking a whole sheet back: its visits stay written down, and no longer count."""

import datetime
from contextlib import nullcontext, suppress
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require
from hearth.frontdoor.actions.bringing_in import take_back_sheet, unsay_welcomes
from hearth.sheets.actions.keeping import let_go
from hearth.sheets.actions.turns import Apart, NoLongerMine, begin, held, one_at_a_time, still_mine
from hearth.sheets.models import Sheet, State


@transaction.atomic
def take_back(*, by: Actor, sheet: Sheet, now: datetime.datetime) -> Sheet:
    """
    Take a whole sheet back: from this moment its visits no longer count.

    Who is known where is then put right by `finish_taking_back`.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if it has not been brought in
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    one_at_a_time(sheet.site)
    sheet = held(sheet, State.BROUGHT_IN, or_else="Only a sheet brought in can be taken back.")
    people = take_back_sheet(by=by, site=sheet.site, sheet_id=sheet.id, now=now)
    let_go(sheet)
    sheet.state, sheet.run = State.TAKING_BACK, None
    sheet.rows, sheet.rows_done = people, 0
    sheet.save()
    audit.note(by=by, verb="took a sheet back", subject=sheet, place=sheet.site)
    return sheet


def finish_taking_back(
    *, by: Actor, sheet: Sheet, now: datetime.datetime, apart: Apart = nullcontext
) -> None:
    """
    Put right when the site last welcomed each person who was on a sheet that was taken back.

    Stopped half way it begins again from the start: done twice, it is the same.

    :param apart: opens a transaction for some people at a time, so that a page can say how far it
        is
    :raises NotAllowed: if the actor may not bring in sheets at this site
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    with suppress(NoLongerMine):
        with apart():
            run = begin(sheet, State.TAKING_BACK)
        sheet.rows_done = 0
        after: UUID | None = None
        while True:
            with apart(), transaction.atomic():
                still_mine(sheet, run, State.TAKING_BACK)
                some = unsay_welcomes(
                    by=by, site=sheet.site, sheet_id=sheet.id, after=after, now=now
                )
                sheet.rows_done += len(some)
                if some:
                    after = some[-1]
                else:
                    sheet.state, sheet.done_at = State.TAKEN_BACK, now
                sheet.save(update_fields=["done_at", "rows_done", "state"])
                if not some:
                    return
