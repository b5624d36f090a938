"""Handing a worry or a safety concern to somebody else by name."""

import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.safety.actions.holding import held_one, keep_word
from hearth.safety.actions.looking import seen_by, tell_owner
from hearth.safety.actions.refusing import SafetyRefused, checked, chosen_owner
from hearth.safety.models import SafetyConcern, Worry


@transaction.atomic
def hand_over(
    *, by: Actor, what: Worry | SafetyConcern, to: UUID, why: str, now: datetime.datetime
) -> str:
    """
    Hand a worry or a concern to somebody else, and return their name. It is theirs at once, and
    they hear of it.

    Whoever takes on what somebody left behind hands it to themselves. Done twice, it changes
    nothing more.

    :raises NotAllowed: if the actor neither owns it nor answers for it
    :raises SafetyRefused: if it is settled, or they do not work there, or it is about them
    """
    row = held_one(what, by=by)
    if (row.settled_at if isinstance(row, Worry) else row.finished_at) is not None:
        raise SafetyRefused("Take it up again first, then hand it over")
    but_not = (row.worker_id, *row.not_for)
    owner = chosen_owner(to, site=row.site, but_not=but_not, today=timezone.localdate(now))
    if owner.id == row.owner_id:
        return owner.name
    why = checked(why, about="why")
    keep_word(row, "HANDED_OVER", by=by, now=now, whom=owner.name, said=why)
    audit.note(by=by, verb="handed over", subject=row, place=row.site)
    with connection.cursor() as cursor:
        cursor.execute("SELECT safety_hand_over(%s, %s)", [row.id, owner.id])
        [handed] = cursor.fetchone() or [False]
    if not handed:
        raise NotAllowed(f"{by.label} does not look after {what.id}")
    row.owner_saw_at = seen_by(owner, by=by, now=now)
    tell_owner(row)
    return owner.name
