"""What a hub decides about its letterbox, and who is on duty."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require
from hearth.letterbox.actions.writing import LetterRefused
from hearth.letterbox.models import Letterbox, OnDuty
from hearth.letterbox.queries.boxes import ALWAYS, MAY_READ, BoxSaid, box_of
from hearth.places.models import Site

LONGEST_DUTY = datetime.timedelta(hours=16)
MOST_HOURS = 60 * 24
LOUDER = (2, 60)
"""The fewest and the most minutes in which somebody's worst day waits for those on duty."""


@transaction.atomic
def keep_box(*, by: Actor, site: Site, said: BoxSaid) -> None:
    """
    Decide who reads what is written to a hub from now on, and how soon.

    What was written before is read by those who were named then.

    :raises NotAllowed: if the actor does not run the hub
    :raises LetterRefused: if a role cannot read it, or a number is out of bounds
    """
    require(by, Permission.KEEP_LETTERS, at=site)
    if not set(said.roles) <= set(MAY_READ):
        raise LetterRefused("Choose who reads it", about="roles")
    if not 1 <= said.read_within <= MOST_HOURS:
        raise LetterRefused("Write between 1 minute and 24 hours", about="read_within")
    if not LOUDER[0] <= said.louder_after <= LOUDER[1]:
        raise LetterRefused("Write between 2 and 60 minutes", about="louder_after")
    roles = [role for role in MAY_READ if role in (*said.roles, ALWAYS)]
    row, _ = Letterbox.objects.update_or_create(
        site=site,
        defaults={
            "roles": roles, "read_within": said.read_within, "louder_after": said.louder_after,
            "takes_messages": said.takes_messages,
        },
    )  # fmt: skip
    audit.note(by=by, verb="changed", subject=row, place=site)


@transaction.atomic
def go_on_duty(
    *, by: Actor, site: Site, until_at: datetime.datetime, now: datetime.datetime
) -> OnDuty:
    """
    Say that the actor is on duty at a hub: somebody's worst day comes to them first.

    :raises NotAllowed: if the actor does not read what is written there
    :raises LetterRefused: if it is over already, or longer than 16 hours; or if the hub leaves
        their role out
    """
    require(by, Permission.READ_LETTERS, at=site)
    reads = set(by.audiences) & set(box_of(site).audiences(site))
    if not (reads or by.may(Permission.KEEP_LETTERS, at=site)):
        raise LetterRefused("Your role does not read what is written here. Ask the hub manager")
    if not now < until_at <= now + LONGEST_DUTY:
        raise LetterRefused("Choose a time within the next 16 hours", about="until")
    there = OnDuty.objects.select_for_update().filter(
        site=site, worker=by.id, from_at__lte=now, until_at__gt=now
    )
    row = there.first() or OnDuty(site=site, worker_id=by.id, from_at=now, put_down_by_id=by.id)
    row.until_at = until_at
    row.save()
    audit.note(by=by, verb="said who is on duty", subject=row, place=site)
    return row


@transaction.atomic
def end_duty(*, by: Actor, duty_id: UUID, now: datetime.datetime) -> None:
    """
    Say that somebody is on duty no more: the actor, or whoever forgot to say so.

    :raises NotAllowed: if the actor does not read what is written there
    """
    row = OnDuty.objects.select_for_update(of=("self",)).select_related("site").filter(id=duty_id)
    duty = row.first()
    if duty is None:
        raise NotAllowed(f"{by.label} may not end {duty_id}")
    require(by, Permission.READ_LETTERS, at=duty.site)
    if duty.until_at > now:
        _end(by, duty, now=now)


@transaction.atomic
def end_own_duty(*, by: Actor, site: Site, now: datetime.datetime) -> None:
    """Say that the actor is on duty at a hub no more, if they are: they handed its board over."""
    mine = (
        OnDuty.objects.select_for_update(of=("self",))
        .select_related("site")
        .filter(site=site, worker=by.id, from_at__lte=now, until_at__gt=now)
    )
    for duty in mine:
        _end(by, duty, now=now)


def _end(by: Actor, duty: OnDuty, *, now: datetime.datetime) -> None:
    duty.until_at = max(now, duty.from_at)
    duty.save(update_fields=["until_at"])
    audit.note(by=by, verb="ended", subject=duty, place=duty.site)
