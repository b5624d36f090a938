"""What cannot wait about erasing, for those who decide."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from hearth.erasing.models import Decision, Erasure, HolderDecision
from hearth.foundation.actors import Actor, Permission
from hearth.people.queries.seeing import own_records

SOON = datetime.timedelta(days=7)
"""How long before its last day it is loud that something waits to be decided."""


@dataclass(frozen=True)
class Loudly:
    """How many are new, how many are to be looked at again, and by when the next are decided."""

    new: int = 0
    again: int = 0
    due: tuple[datetime.date, ...] = ()
    """The last days of those that are late, or have a week left, the first one first."""


def what_cannot_wait(actor: Actor, *, today: datetime.date) -> Loudly:
    """
    Return what is loud for somebody who decides; nothing for anybody else.

    One question, and one more if there is something.
    """
    if not actor.may_everywhere(Permission.DECIDE_ERASING):
        return Loudly()
    waits = HolderDecision.objects.filter(erasure=OuterRef("pk"), decision=Decision.WAITING)
    rows = list(
        Erasure.objects.filter(settled_at=None)
        .annotate(reopened=Exists(waits.filter(reopened_on__isnull=False)))
        .values_list("whose", "asked_by", "due_on", "seen_at", "reopened")
    )
    own = set(own_records()) if rows else set()
    new, again, due = 0, 0, []
    for whose, asked_by, due_on, seen_at, reopened in rows:
        if whose in own:
            continue
        if reopened:
            again += 1
        elif due_on and due_on <= today + SOON:
            due.append(due_on)
        elif seen_at is None and asked_by != actor.id:
            new += 1
    return Loudly(new, again, tuple(sorted(due)))
