"""Keeping nothing of a sheet for longer than it is needed."""

import datetime

from django.db import transaction
from django.db.models import Q

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require, require_everywhere
from hearth.sheets.actions.keeping import SAYS, let_go
from hearth.sheets.actions.turns import held
from hearth.sheets.models import Sheet, SheetRow, State
from hearth.sheets.queries import NOT_YET

KEPT_FOR = datetime.timedelta(days=30)
"""How long a sheet waits for somebody to go on with it, and wrong rows to be put right."""


@transaction.atomic
def set_aside(*, by: Actor, sheet: Sheet) -> Sheet:
    """
    Set a sheet aside before it is brought in: what it says is let go. Again, it changes nothing.

    :raises NotAllowed: if the actor may not bring in sheets at this site
    :raises SheetRefused: if it has been confirmed already
    """
    require(by, Permission.IMPORT_SHEET, at=sheet.site)
    too_late = "This sheet has been confirmed already. It can be taken back instead."
    sheet = held(sheet, *NOT_YET, State.UNREADABLE, State.SET_ASIDE, or_else=too_late)
    if sheet.state != State.SET_ASIDE:
        let_go(sheet)
        sheet.state = State.SET_ASIDE
        sheet.save(update_fields=[*SAYS, "state"])
        audit.note(by=by, verb="set a sheet aside", subject=sheet, place=sheet.site)
    return sheet


@transaction.atomic
def let_go_of_old(*, by: Actor, now: datetime.datetime) -> int:
    """
    Let go of what nobody went on with for 30 days: sheets never confirmed, rows never put right.

    A nightly job, run as an actor who sees every site. Returns how many sheets it was.

    :raises NotAllowed: if the actor may not bring in sheets at every site
    """
    require_everywhere(by, Permission.IMPORT_SHEET)
    before = now - KEPT_FOR
    waiting = Sheet.objects.filter(state__in=NOT_YET, recorded_at__lt=before)
    waiting = waiting.filter(Q(moved_at__isnull=True) | Q(moved_at__lt=before))
    let_go_of = list(waiting.select_related("site"))
    for sheet in let_go_of:
        set_aside(by=by, sheet=sheet)
    done = Sheet.objects.filter(state__in=[State.BROUGHT_IN, State.TAKEN_BACK], done_at__lt=before)
    old = done.exclude(shape_sealed=b"") | done.filter(read_rows__is_wrong=True)
    ids = list(old.values_list("id", flat=True).distinct())
    SheetRow.objects.filter(sheet_id__in=ids).delete()
    Sheet.objects.filter(id__in=ids).update(**dict.fromkeys(SAYS, b""))
    return len(let_go_of) + len(ids)
