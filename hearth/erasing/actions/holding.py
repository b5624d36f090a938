"""Putting what an organisation holds on hold for the law, and lifting that."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.erasing.actions.refusing import (
    ErasingRefused,
    all_of,
    checked,
    require_decides_for,
    sign_ins,
)
from hearth.erasing.actions.reopening import reopen_after_hold
from hearth.erasing.models import LegalHold
from hearth.erasing.queries.holding import holders_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission


@transaction.atomic
def set_hold(
    *, by: Actor, person_id: UUID, holder_id: UUID, reason: str, now: datetime.datetime
) -> LegalHold:
    """
    Put what an organisation holds about somebody on hold: nothing of it goes until it is lifted.

    It holds what stands in every record that is linked with theirs too.

    :raises Person.DoesNotExist: if there is no such record
    :raises NotAllowed: unless the actor may ask at a site that knows them, and it is not their own
    :raises ErasingRefused: if the reason is missing, it holds nothing, or a hold stands already
    """
    reason = checked(reason, about="reason", needed="Write why it must be kept")
    with all_of(person_id, by=by) as (records, _):
        person = records[0]
        if set(by.places_where(Permission.ASK_ERASING)).isdisjoint(person.known_at):
            raise NotAllowed(f"{by.label} may not put {person_id} on hold")
        if holder_id not in holders_of(records):
            raise ErasingRefused("Choose an organisation that holds something", about="holder")
        if LegalHold.objects.filter(person=person, holder=holder_id, lifted_at=None).exists():
            raise ErasingRefused("It is on hold already", about="holder")
    row = LegalHold(
        person=person, holder_id=holder_id, known_at=person.known_at, set_by_id=by.id, set_at=now
    )
    row.reason = reason
    row.save(force_insert=True)
    audit.note(by=by, verb="put on hold for the law", subject=row)
    return row


@transaction.atomic
def lift_hold(*, by: Actor, hold_id: UUID, why: str, now: datetime.datetime) -> LegalHold:
    """
    Lift a hold. What was kept because of it waits to be decided again, by those who decide.

    :raises LegalHold.DoesNotExist: if there is none, or none that the actor sees
    :raises NotAllowed: unless the actor decides
    :raises ErasingRefused: if the reason is missing, it is lifted already, or others decide
    """
    row = LegalHold.objects.select_for_update(of=("self",)).get(id=hold_id)
    today = timezone.localdate(now)
    if row.lifted_at:
        raise ErasingRefused("It was lifted already")
    why = checked(why, about="why", needed="Write why it can go again")
    with all_of(row.person_id, by=by) as (records, timer):
        require_decides_for(by, row.holder_id, today=today, besides=sign_ins(records))
        row.lifted_why, row.lifted_by_id, row.lifted_at = why, by.id, now
        row.save()
        reopen_after_hold(by=timer, records=records, holder_id=row.holder_id, today=today)
    audit.note(by=by, verb="lifted a hold for the law", subject=row)
    return row
