"""Handing a worry or a safety concern to somebody else by name."""

import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.safety.actions.refusing import SafetyRefused, checked, chosen_owner
from hearth.safety.models import (
    CheckKind,
    ConcernEntry,
    EntryKind,
    SafetyConcern,
    Worry,
    WorryCheck,
)


@transaction.atomic
def hand_over(
    *, by: Actor, what: Worry | SafetyConcern, to: UUID, why: str, now: datetime.datetime
) -> str:
    """
    Hand a worry or a concern to somebody else, and return their name. It is theirs at once.

    Whoever takes on what somebody left behind hands it to themselves. Done twice, it changes
    nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if it is settled, or they do not work there, or it is about them
    """
    rows = type(what).objects.kept_by(by)
    row: Worry | SafetyConcern | None = (
        rows.select_for_update(of=("self",)).select_related("site").filter(id=what.id)
    ).first()
    if row is None:
        raise NotAllowed(f"{by.label} does not look after {what.id}")
    if (row.settled_at if isinstance(row, Worry) else row.finished_at) is not None:
        raise SafetyRefused("Take it up again first, then hand it over")
    owner = chosen_owner(to, site=row.site, but_not=row.worker_id, today=timezone.localdate(now))
    if owner.id == row.owner_id:
        return owner.name
    kept: WorryCheck | ConcernEntry
    if isinstance(row, Worry):
        kept = WorryCheck(worry=row, kind=CheckKind.HANDED_OVER, done_at=now, noted_by_id=by.id)
    else:
        kept = ConcernEntry(concern=row, kind=EntryKind.HANDED_OVER, done_at=now, noted_by_id=by.id)
    kept.whom, kept.said = owner.name, checked(why, about="why")
    kept.save(force_insert=True)
    audit.note(by=by, verb="handed over", subject=row, place=row.site)
    with connection.cursor() as cursor:
        cursor.execute("SELECT safety_hand_over(%s, %s)", [row.id, owner.id])
        [handed] = cursor.fetchone() or [False]
    if not handed:
        raise NotAllowed(f"{by.label} does not look after {what.id}")
    return owner.name
