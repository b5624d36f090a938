"""
Telling upwards: an app below writes what happened, for apps above to hear.

It is written with the act itself, so that nothing is told which did not happen. Apps above hear it
on a timer (see outgoing.jobs); what nobody listens for is kept unheard. No worker ever reads it.
"""

import datetime
from collections.abc import Collection
from uuid import UUID

from hearth.foundation.models import Told

AT_ONCE = 100
"""How many are heard in one go."""


def tell(what: str, *, about_id: UUID) -> None:
    """Write down, in the caller's transaction, that something happened. Ids only."""
    Told.objects.create(what=what, about_id=about_id)


def take_up(whats: Collection[str], *, now: datetime.datetime) -> list[Told]:
    """
    Return what was told of these kinds and nobody has heard, the oldest first, as heard now.

    Call it within the transaction that does what follows from it. Two who listen at the same time
    never take up the same.
    """
    waiting = Told.objects.filter(heard_at__isnull=True, what__in=whats).order_by("at", "id")
    told = list(waiting.select_for_update(skip_locked=True)[:AT_ONCE])
    Told.objects.filter(id__in=[each.id for each in told]).update(heard_at=now)
    return told
