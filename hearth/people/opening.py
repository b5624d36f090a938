"""Whose record a worker has opened for a pressing reason, for as long as the hour lasts."""

import datetime
from uuid import UUID

from hearth.foundation.acting import open_up, reveal
from hearth.foundation.actors import Actor
from hearth.people.models import Opening

AN_HOUR = datetime.timedelta(hours=1)
"""How long a record stays open to who opened it without a right to it."""


def hold_open(actor: Actor, *, now: datetime.datetime) -> frozenset[UUID]:
    """Let this transaction read what the actor has opened, and return whose records those are."""
    held = Opening.objects.filter(opened_by=actor.id, opened_at__lte=now, ends_at__gt=now)
    people = frozenset(held.values_list("person_id", flat=True))
    if people:
        reveal(people)
        open_up(people)
    return people
