"""Keeping what was shared without agreement from the person until a day, and telling them after."""

import datetime

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.people.actions.editing import refuse_if_stale
from hearth.people.actions.sharing import HeldBackFromThem, keep_from_them, note_hold
from hearth.people.models import Person, Sharing
from hearth.people.queries.held import hold_of, is_held

HELD_BACK = ("held_back_until", "held_back_by", "held_back_why_sealed")


@transaction.atomic
def hold_back_sharing(
    *, by: Actor, sharing: Sharing, held_back: HeldBackFromThem, stamp: str, today: datetime.date
) -> None:
    """
    Keep a sharing without agreement from the person until a day, or until another than before.

    Who held it back before, why and until when is kept. Said twice, it is said once.

    :param stamp: of how it was held back when the page was drawn
    :raises NotAllowed: if the actor holds nothing back at a site that knows the person, or it was
        shared with their agreement
    :raises EditedMeanwhile: if somebody else has held it back, or shown it, since
    :raises SharingRefused: if the reason or the day is missing, or the day is past or too far
    """
    sharing = _held_still(by, sharing)
    before = hold_of(sharing)
    keep_from_them(sharing, held_back, by=by, today=today)
    if hold_of(sharing) == before:
        return
    refuse_if_stale(before, stamp)
    sharing.save(update_fields=HELD_BACK)
    note_hold(sharing)
    audit.note(by=by, verb="held back a sharing of", subject=Person(id=sharing.person_id))


@transaction.atomic
def show_sharing(*, by: Actor, sharing: Sharing, stamp: str, today: datetime.date) -> bool:
    """
    Let the person read of a sharing from now on, and return whether it was held back until then.

    :param stamp: of how it was held back when the page was drawn
    :raises NotAllowed: if the actor holds nothing back at a site that knows the person
    :raises EditedMeanwhile: if somebody else has held it back for other reasons since
    """
    sharing = _held_still(by, sharing)
    if not is_held(sharing, today):
        return False
    refuse_if_stale(hold_of(sharing), stamp)
    sharing.held_back_until = today - datetime.timedelta(days=1)
    sharing.save(update_fields=["held_back_until"])
    audit.note(by=by, verb="let see again a sharing of", subject=Person(id=sharing.person_id))
    return True


def _held_still(by: Actor, sharing: Sharing) -> Sharing:
    """Return the sharing's row afresh, held so that no other request changes it meanwhile."""
    at = by.places_where(Permission.HOLD_BACK)
    if not sharing.basis or sharing.worker_id == by.id or not set(sharing.known_at) & set(at):
        raise NotAllowed(f"{by.label} may not hold back {sharing}")
    return Sharing.objects.select_for_update().get(id=sharing.id)
