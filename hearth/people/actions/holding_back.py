"""Keeping lines off the list of who has looked until a day, for somebody's safety."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission, require_somewhere
from hearth.foundation.errors import Refused
from hearth.people.models import HeldBack, Person
from hearth.people.queries.looked import (
    LineToHold,
    lines_among,
    lines_held_back,
    lines_to_hold_back,
)

LONGEST = datetime.timedelta(days=366)
"""How long a line is held back at most before somebody decides anew. A year is our own choice."""


_NEVER = datetime.date.min


class HoldingRefused(Refused):
    """It cannot be held back like that."""


@transaction.atomic
def hold_back_lines(
    *,
    by: Actor,
    person_id: UUID,
    line_ids: Collection[UUID],
    reason: str,
    until_on: datetime.date | None,
    today: datetime.date,
) -> int:
    """
    Keep some lines of who has looked from the person until a day, because of a safety concern.

    What is held back already can be held back for longer, for reasons of its own; who did so before
    and why is kept. Nobody holds back a look of their own. Returns how many are held back now that
    were not, or not for as long.

    :raises NotAllowed: if the actor holds nothing back at a site that knows the person, or one of
        the lines is no line of theirs, or the actor's own
    :raises HoldingRefused: if the reason or the day is missing, or the day is too far
    """
    require_somewhere(by, Permission.HOLD_BACK)
    if not line_ids:
        raise HoldingRefused("Choose what is held back")
    if not reason.strip():
        raise HoldingRefused("Write why, so that whoever looks at it later can understand it")
    if until_on is None or until_on < today:
        raise HoldingRefused("Choose the last day: today, or a day to come")
    if until_on > today + LONGEST:
        raise HoldingRefused("Choose a day within a year. It can be held back again then")
    found = lines_among(person_id, line_ids)
    lines = {line.id: line for line in found if line.worker_id != by.id}
    if not set(line_ids) <= set(lines):
        raise NotAllowed(f"{by.label} may not hold those lines back")
    new = [line_id for line_id in line_ids if (lines[line_id].held_until or _NEVER) < until_on]
    for line_id in new:
        held = HeldBack(person_id=person_id, line_id=line_id, reviewer_id=by.id, until_on=until_on)
        held.reason = reason.strip()
        held.save(force_insert=True)
    if new:
        audit.note(by=by, verb="held back who looked at", subject=Person(id=person_id))
    return len(new)


@transaction.atomic
def show_lines_again(
    *, by: Actor, person_id: UUID, today: datetime.date, line_id: UUID | None = None
) -> int:
    """
    Show the person from now on what was held back. Returns how many lines that are.

    :param line_id: this line alone; of an hour opened for a reason, that hour. None means all
    :raises NotAllowed: if the actor holds nothing back
    """
    require_somewhere(by, Permission.HOLD_BACK)
    if not lines_to_hold_back(person_id).lines:
        raise NotAllowed(f"{by.label} holds nothing back of {person_id}")
    lines = lines_held_back(person_id)
    if line_id:
        lines = _with_its_hour(lines, line_id)
    held = HeldBack.objects.filter(
        person=person_id, line_id__in=[line.id for line in lines], until_on__gte=today
    )
    if held.update(until_on=today - datetime.timedelta(days=1)):
        audit.note(by=by, verb="showed again who looked at", subject=Person(id=person_id))
        return len(lines)
    return 0


def _with_its_hour(lines: tuple[LineToHold, ...], line_id: UUID) -> tuple[LineToHold, ...]:
    hours = {line.opening_id for line in lines if line.id == line_id} - {None}
    return tuple(line for line in lines if line.id == line_id or line.opening_id in hours)
