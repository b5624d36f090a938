"""Whose turn it is with a sheet: one act at a time, and one worker at a long one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

from django.db import connection
from django.utils import timezone

from hearth.foundation.errors import Refused
from hearth.foundation.identifiers import uuid7
from hearth.places.models import Site
from hearth.sheets.models import Sheet, State

AT_ONCE = 1000
"""Rows in one transaction of a long act."""

Apart = Callable[[], AbstractContextManager[None]]
"""Opens a transaction for a part of a long act, so that a page can say how far it is."""


class SheetRefused(Refused):
    """What was asked about a sheet cannot be done."""


class SheetChanged(SheetRefused):
    """What was read of a sheet is no longer true, and it must be read again first."""


class NoLongerMine(Exception):
    """Somebody else has taken the sheet in hand, or set it aside, since this run began."""


def held(sheet: Sheet, *states: State, or_else: str) -> Sheet:
    """
    Return the sheet as it is now, and let nobody else change it until the act is done.

    :param states: in which it may be
    :raises SheetRefused: if it is in another, with the words given
    """
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("site__run_by")
    now: Sheet = rows.get(pk=sheet.pk)
    if now.state not in states:
        raise SheetRefused(or_else)
    return now


def one_at_a_time(site: Site) -> None:
    """Let only one sheet of a site be confirmed or taken back at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"sheets {site.id}"]
        )


def begin(sheet: Sheet, state: State) -> UUID:
    """
    Take a long act in hand: whoever had it in hand before goes no further.

    :raises NoLongerMine: if the sheet is not in this state any more
    """
    run = uuid7()
    rows = Sheet.objects.filter(pk=sheet.pk, state=state)
    if not rows.update(run=run, moved_at=timezone.now()):
        raise NoLongerMine
    sheet.refresh_from_db(fields=None, from_queryset=Sheet.objects.select_related("site__run_by"))
    return run


def still_mine(sheet: Sheet, run: UUID, state: State) -> None:
    """
    Hold the sheet for one part of a long act, and say that it goes forward.

    :raises NoLongerMine: if it is not this run's any more
    """
    rows = Sheet.objects.filter(pk=sheet.pk, state=state, run=run)
    if not rows.update(moved_at=timezone.now()):
        raise NoLongerMine
