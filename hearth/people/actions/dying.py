"""Writing down that somebody has died, and putting that right. Their record keeps what it says."""

import datetime

from django.db import transaction

from hearth.foundation import audit, outbox
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people import findable, standing
from hearth.people.actions.editing import hold, refuse_if_stale, require_change
from hearth.people.actions.meeting import PersonRefused
from hearth.people.models import Link, Person
from hearth.people.queries.links import linked_with
from hearth.people.queries.sections import DiedSection, died_of
from hearth.people.queries.seeing import may_change

DIED, DID_NOT_DIE = "people.died", "people.did_not_die"
"""What is told upwards, about the person's id."""


@transaction.atomic
def record_death(
    *,
    by: Actor,
    person: Person,
    died_on: datetime.date | None,
    source: str,
    now: datetime.datetime,
    today: datetime.date,
    stamp: str | None = None,
) -> None:
    """
    Write down that somebody has died, or put right when it was and who told us.

    At once they are on no list, are found by no greeter, and are sent
    nothing. Records that the actor sees to be the same person follow; a
    nightly job reaches those that the actor may not see.

    :param died_on: the day, if it is known
    :param stamp: the stamp of what the page showed, if there was one
    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if the day is to come, or nobody is named as the source
    :raises EditedMeanwhile: if somebody else wrote it down after the page was drawn
    """
    if died_on and died_on > today:
        raise PersonRefused("The date must be today or before", about="died_on")
    if not source.strip():
        raise PersonRefused("Write who told us, so that it can be checked", about="source")
    person = hold(person)
    require_change(by, person)
    before = died_of(person)
    if before == DiedSection(True, died_on, source.strip()):
        return
    if stamp is not None:
        refuse_if_stale(before, stamp)
    for record in [person, *_same(person, by)]:
        first_told = not record.has_died
        record.died_on = died_on
        record.died_source = source.strip()
        record.died_recorded_at = record.died_recorded_at or now
        record.save(
            update_fields=["died_on", "died_source_sealed", "died_recorded_at", "edited_at"]
        )
        standing.list_nowhere(record.id)
        findable.refresh([record.id])
        verb = "recorded the death of" if first_told else "put right the death of"
        audit.note(by=by, verb=verb, subject=record)
        if first_told:
            outbox.tell(DIED, about_id=record.id)


@transaction.atomic
def take_back_death(*, by: Actor, person: Person, today: datetime.date) -> None:
    """
    Write down that somebody has not died after all: they stand on every list they would be on.

    :raises NotAllowed: if the actor is not of a team that knows them
    :raises PersonRefused: if nobody had written that they died
    """
    person = hold(person)
    require_change(by, person)
    if not person.has_died:
        raise PersonRefused("This record does not say that they died")
    for record in [person, *(same for same in _same(person, by) if same.has_died)]:
        _undo(record, today)
        audit.note(by=by, verb="took back the death of", subject=record)
        outbox.tell(DID_NOT_DIE, about_id=record.id)


@transaction.atomic
def follow_deaths_through_links(*, by: Actor, now: datetime.datetime) -> int:
    """
    Let every record that is linked with one of somebody who died say so too.

    A nightly job, for links whose ends no one worker sees. The record itself
    does not say where the word came from: a link is never shown to whoever
    may not see both its ends. Returns how many records it changed.

    :raises NotAllowed: if the actor is not Hearth itself
    """
    require_everywhere(by, Permission.CHANGE_PEOPLE)
    changed = 0
    while records := _left_behind():
        for record, told in records:
            record.died_on, record.died_recorded_at = told.died_on, now
            record.died_source = "Written down at another site"
            record.save(
                update_fields=["died_on", "died_source_sealed", "died_recorded_at", "edited_at"]
            )
            standing.list_nowhere(record.id)
            findable.refresh([record.id])
            audit.note(by=None, verb="recorded the death of", subject=record)
            outbox.tell(DIED, about_id=record.id)
            changed += 1
    return changed


def _left_behind() -> list[tuple[Person, Person]]:
    """Return records linked with one that says they died, while they do not, each with that one."""
    held = Link.objects.filter(unlinked_at__isnull=True).select_related("one", "other")
    ahead = held.filter(one__died_recorded_at__isnull=False, other__died_recorded_at__isnull=True)
    behind = held.filter(one__died_recorded_at__isnull=True, other__died_recorded_at__isnull=False)
    pairs = [(link.other, link.one) for link in ahead] + [(link.one, link.other) for link in behind]
    return list({record.id: (record, told) for record, told in pairs}.values())


def _same(person: Person, by: Actor) -> list[Person]:
    """Return the other records of the same person that the actor may change, held."""
    others = linked_with([person.id], actor=by).get(person.id, [])
    return [hold(other) for other in others if may_change(by, other)]


def _undo(record: Person, today: datetime.date) -> None:
    record.died_on, record.died_source, record.died_recorded_at = None, "", None
    record.save(update_fields=["died_on", "died_source_sealed", "died_recorded_at", "edited_at"])
    standing.list_again(record.id, today=today)
    findable.refresh([record.id])
