"""Each minute: what nobody has read goes to more of those who can."""

import datetime

from django.db import transaction

from hearth.foundation import outbox
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.letterbox.models import AT_ONCE, Letter
from hearth.letterbox.queries.boxes import box_of

LOUDER, BEYOND = "letterbox.worst_day_louder", "letterbox.worst_day_beyond"
LATE = "letterbox.late"
"""What the outbox tells: a worst day that nobody has read yet goes to all who read at the hub, and
after as many minutes again beyond it; a message goes to whoever runs it."""


@transaction.atomic
def tell_late(*, by: Actor, now: datetime.datetime) -> int:
    """
    Tell upwards, once each, what nobody has in hand past the time that the person was told.

    :returns: how many were told
    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.KEEP_LETTERS)
    told = 0
    late = Letter.objects.late(now).select_for_update(of=("self",), skip_locked=True)
    for row in late.filter(late_told_at=None).select_related("site").order_by("look_by", "id"):
        what = _next(row, now=now)
        if what is None:
            continue
        outbox.tell(what, about_id=row.id)
        row.louder_at = row.louder_at or (now if what == LOUDER else None)
        row.late_told_at = None if what == LOUDER else now
        row.save(update_fields=["louder_at", "late_told_at"])
        told += 1
    return told


def _next(row: Letter, *, now: datetime.datetime) -> str | None:
    """Return what is to be told of a letter that nobody has in hand; None if it is told already."""
    if row.kind not in AT_ONCE:
        return LATE
    if row.louder_at is None:
        return LOUDER
    again = datetime.timedelta(minutes=box_of(row.site).louder_after)
    return BEYOND if row.louder_at + again <= now else None
