"""Who has looked at a worry or a concern; and that whoever looks after it hears of it at once."""

import datetime

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor
from hearth.people.actions import note_opened
from hearth.safety.models import SafetyConcern, Worry
from hearth.safety.queries.owners import Owner

YOURS = "safety.yours"
"""What the outbox tells when somebody has a worry or a concern to look after, about that."""


def note_looked(*, by: Actor, what: Worry | SafetyConcern, now: datetime.datetime) -> None:
    """
    Write down that the actor opened a worry or a concern, and that its owner has seen it.

    Only a worry that was not told in confidence stands among who has looked at the person's
    record, and as their support: it can be kept in confidence later, and a line is never unsaid.
    Of anything else the line itself would say that it is there.
    """
    audit.note(by=by, verb="opened", subject=what, place=what.site)
    if what.owner_id == by.id and what.owner_saw_at is None:
        yours = type(what)._default_manager.filter(id=what.id, owner=by.id, owner_saw_at=None)
        yours.update(owner_saw_at=now)
    if isinstance(what, Worry) and what.person_id and not what.confidential:
        note_opened(by=by, person_id=what.person_id, part="support", site=what.site)


def seen_by(owner: Owner, *, by: Actor, now: datetime.datetime) -> datetime.datetime | None:
    """Return when an owner first saw it: now, if they wrote it down, or took it on, themselves."""
    return now if owner.id == by.id else None


def tell_owner(row: Worry | SafetyConcern) -> None:
    """Tell upwards that somebody has this to look after, unless they have seen it."""
    if row.owner_saw_at is None:
        outbox.tell(YOURS, about_id=row.id)
