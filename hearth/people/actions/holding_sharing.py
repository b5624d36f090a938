"""Keeping what was shared without agreement from the person until a day, and telling them after."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.people.actions.sharing import HeldBackFromThem, keep_from_them
from hearth.people.models import Person, Sharing

HELD_BACK = ("held_back_until", "held_back_by", "held_back_why_sealed")


@transaction.atomic
def hold_back_sharing(
    *, by: Actor, sharing: Sharing, held_back: HeldBackFromThem, today: datetime.date
) -> None:
    """
    Keep a sharing without agreement from the person until a day, or until another than before.

    :raises NotAllowed: if the actor holds nothing back at a site that knows the person, or it was
        shared with their agreement
    :raises SharingRefused: if the reason or the day is missing, or the day is past or too far
    """
    _require(by, sharing)
    keep_from_them(sharing, held_back, by=by, today=today)
    sharing.save(update_fields=HELD_BACK)
    audit.note(by=by, verb="held back a sharing of", subject=Person(id=sharing.person_id))


@transaction.atomic
def show_sharing(*, by: Actor, sharing: Sharing, today: datetime.date) -> bool:
    """
    Let the person read of a sharing from now on, and return whether it was held back until then.

    :raises NotAllowed: if the actor holds nothing back at a site that knows the person
    """
    _require(by, sharing)
    held = Sharing.objects.filter(id=sharing.id, held_back_until__gte=today)
    shown = bool(held.update(held_back_until=today - datetime.timedelta(days=1)))
    if shown:
        audit.note(by=by, verb="let see again a sharing of", subject=Person(id=sharing.person_id))
    return shown


def _require(by: Actor, sharing: Sharing) -> None:
    at = by.places_where(Permission.HOLD_BACK)
    if not sharing.basis or sharing.worker_id == by.id or not set(sharing.known_at) & set(at):
        raise NotAllowed(f"{by.label} may not hold back {sharing}")
