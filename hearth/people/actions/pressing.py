"""Opening a record without a right to it, for a reason that cannot wait, and looking at that."""

import datetime
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, NotAllowed, Permission, require, require_somewhere
from hearth.foundation.errors import Refused
from hearth.people.actions.twice import is_said_again, somebody_did
from hearth.people.actions.written import tidied
from hearth.people.models import Opening, Person
from hearth.people.opening import AN_HOUR, hold_open
from hearth.places.models import Site

LEAST = 20
"""Letters of a reason. It will be read by somebody who was not there."""


class OpeningRefused(Refused):
    """It cannot be opened like that."""


@transaction.atomic
def open_for_a_reason(
    *, by: Actor, person: Person, site: Site, reason: str, now: datetime.datetime
) -> Opening:
    """
    Open somebody's record for an hour, for a reason that cannot wait.

    Whoever reviews openings at the sites that know the person, and for the whole partnership, is
    told at once. Nobody opens their own. Said twice within the hour, it is one opening.

    :param site: where the actor stands
    :raises NotAllowed: if the actor welcomes nobody at the site, or it is their own record
    :raises OpeningRefused: if the reason says too little
    """
    require(by, Permission.FIND_ANYONE, at=site)
    if person.worker_id == by.id:
        raise NotAllowed(f"{by.label} may not open their own record")
    reason = reason.strip()
    if len(reason) < LEAST:
        raise OpeningRefused(
            "Write the reason in a sentence: what is happening, and what you need to know"
        )
    Person.objects.select_for_update(of=("self",)).filter(id=person.id).first()
    for held in Opening.objects.filter(
        person=person, opened_by=by.id, opened_at__lte=now, ends_at__gt=now
    ):
        if held.reason == reason:
            return held
    opening = Opening(
        person=person, known_at=[site.id], opened_by_id=by.id, opened_at=now, ends_at=now + AN_HOUR
    )
    opening.reason = reason
    opening.save(force_insert=True)
    audit.note(by=by, verb="opened for a reason the record of", subject=person, place=site)
    audit.opened(by=by, person_id=person.id, page="opening", place=site)
    outbox.tell("people.opened_for_a_reason", about_id=opening.id)
    hold_open(by, now=now)
    return opening


@transaction.atomic
def review_opening(*, by: Actor, opening_id: UUID, note: str, now: datetime.datetime) -> None:
    """
    Write down that an opening was looked at, and what came of it.

    Done twice, it changes nothing more.

    :raises NotAllowed: if the actor reviews none, or it was they who opened the record, or the
        record is their own
    :raises OpeningRefused: if nothing is written, or somebody else looked at it meanwhile, or the
        actor did and wrote something else
    :raises Opening.DoesNotExist: if there is none, or it is out of bounds
    """
    require_somewhere(by, Permission.REVIEW_OPENINGS)
    if by.id in Opening.objects.values_list("opened_by", "worker_id").get(id=opening_id):
        raise NotAllowed(f"{by.label} may not review what is their own")
    if not note.strip():
        raise OpeningRefused("Write what you found, in a sentence")
    opening = Opening.objects.select_for_update().get(id=opening_id)
    if opening.seen_at:
        who, kept = opening.seen_by_id, opening.seen_note
        if is_said_again(by=by, who=who, kept=kept, words=note):
            return
        said = somebody_did("looked at this", who=who, kept=kept)
        raise OpeningRefused(f"{said}. What you wrote is still below: tell them what you found")
    opening.seen_at, opening.seen_by_id = now, by.id
    opening.seen_note = tidied(note)
    opening.save(update_fields=["seen_at", "seen_by", "seen_note_sealed"])
    audit.note(by=by, verb="reviewed an opening of the record of", subject=opening.person)
