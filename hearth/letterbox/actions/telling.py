"""Each minute: what nobody has read goes to more of those who can."""

import datetime

from django.db import transaction

from hearth.foundation import outbox
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.letterbox.models import Letter, LetterKind

LOUDER, LATE = "letterbox.worst_day_louder", "letterbox.late"
"""What the outbox tells: a worst day that nobody has read yet goes to all who read at the hub; a
message goes to whoever runs it."""


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
    for row in late.filter(louder_at=None, late_told_at=None).order_by("look_by", "id"):
        if row.kind == LetterKind.WORST_DAY:
            outbox.tell(LOUDER, about_id=row.id)
            row.louder_at = now
        else:
            outbox.tell(LATE, about_id=row.id)
            row.late_told_at = now
        row.save(update_fields=["louder_at", "late_told_at"])
        told += 1
    return told
