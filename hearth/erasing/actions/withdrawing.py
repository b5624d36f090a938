"""Taking back what was asked, before it is decided; and that somebody who decides has seen it."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.erasing.actions.refusing import ErasingRefused, all_of, checked
from hearth.erasing.models import Erasure
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission


@transaction.atomic
def withdraw(*, by: Actor, erasure_id: UUID, why: str, now: datetime.datetime) -> Erasure:
    """
    Take back that something was to be erased. What has not gone by now stays.

    Whoever may ask it where the person is known can, and whoever decides.

    :raises Erasure.DoesNotExist: if there is none, or none that the actor sees
    :raises NotAllowed: unless the actor asks or decides, and it is not their own record
    :raises ErasingRefused: if the reason is missing, or all of it was decided already
    """
    row = Erasure.objects.get(id=erasure_id)
    asks = not set(by.places_where(Permission.ASK_ERASING)).isdisjoint(row.known_at)
    if not asks and not by.may_everywhere(Permission.DECIDE_ERASING):
        raise NotAllowed(f"{by.label} may not take back {erasure_id}")
    why = checked(why, about="why", needed="Write why it is not asked any more")
    if row.person_id is None or row.settled_at:
        raise ErasingRefused("This was decided already")
    with all_of(row.person_id, by=by):
        row = Erasure.objects.select_for_update(of=("self",)).get(id=erasure_id)
        if row.settled_at:
            raise ErasingRefused("This was decided already")
        row.withdrawn_why = why
        row.withdrawn_at, row.withdrawn_by_id, row.settled_at = now, by.id, now
        row.save()
    audit.note(by=by, verb="took back that it was to be erased", subject=row)
    return row


def note_seen(*, by: Actor, row: Erasure, now: datetime.datetime) -> None:
    """Write down that somebody who can decide has opened it: it is loud no longer."""
    if row.seen_at is None and row.settled_at is None and row.asked_by_id != by.id:
        Erasure.objects.filter(id=row.id, seen_at=None).update(seen_at=now)
