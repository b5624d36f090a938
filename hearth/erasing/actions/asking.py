"""Asking that what is held about somebody be erased: the first of two."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from hearth.erasing.actions.refusing import ErasingRefused, all_of, checked
from hearth.erasing.models import AskedFor, Erasure, HolderDecision, Kind, WhyErase
from hearth.erasing.queries.holding import holders_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.people.models import Person
from hearth.places.opening.deadlines import months_on, working_day_from


@dataclass(frozen=True)
class Asked:
    """What is asked: why, by whom, in which words, of which holders and kinds (all if none)."""

    why: str
    asked_for: str
    words: str
    holders: Collection[UUID] = ()
    kinds: Collection[str] = ()


@transaction.atomic
def ask_erasing(*, by: Actor, person_id: UUID, asked: Asked, now: datetime.datetime) -> Erasure:
    """
    Ask that what is held about somebody be erased. Nothing goes yet: others decide.

    It is asked of every record that is linked with theirs. Where it is not the holder that asks
    they have an answer within a month.

    :raises Person.DoesNotExist: if there is no such record
    :raises NotAllowed: unless the actor may ask it where they are known, and it is not their own
    :raises ErasingRefused: if something is missing, or it was asked already
    """
    words = checked(asked.words, about="words", needed="Write what was asked, and by whom")
    if asked.why not in WhyErase.values:
        raise ErasingRefused("Choose why", about="why")
    if asked.asked_for not in AskedFor.values:
        raise ErasingRefused("Choose who wants it", about="asked_for")
    if not set(asked.kinds) <= set(Kind.values):
        raise ErasingRefused("Choose what of it", about="kinds")
    with all_of(person_id, by=by) as (records, _):
        mine = set(by.places_where(Permission.ASK_ERASING))
        if mine.isdisjoint(records[0].known_at):
            raise NotAllowed(f"{by.label} may not ask to erase {person_id}")
        ids = [record.id for record in records]
        waiting = Erasure.objects.filter(settled_at=None)
        if waiting.filter(Q(person__in=ids) | Q(linked__overlap=ids)).exists():
            raise ErasingRefused("It was asked already, and waits to be decided")
        holding = holders_of(records)
    of = [holder for holder in holding if not asked.holders or holder in asked.holders]
    if not of:
        raise ErasingRefused("Choose an organisation that holds something", about="holders")
    return write_asked(by, records, asked, words, of, now)


def write_asked(
    by: Actor, records: list[Person], asked: Asked, words: str, of: list[UUID],
    now: datetime.datetime,
) -> Erasure:  # fmt: skip
    """Write down that somebody asked it, of every record of theirs. All kinds are everything."""
    person, *linked = records
    kinds = set(asked.kinds)
    row = Erasure(
        person=person, whose=person.id, known_at=person.known_at, why=asked.why,
        linked=[record.id for record in linked], asked_for=asked.asked_for,
        kinds=[] if kinds == set(Kind.values) else sorted(kinds), asked_by_id=by.id, asked_at=now,
        due_on=None if asked.asked_for == AskedFor.HOLDER else answered_by(now),
    )  # fmt: skip
    row.called, row.words = person.known_as, words
    row.save(force_insert=True)
    HolderDecision.objects.bulk_create(
        HolderDecision(erasure=row, holder_id=holder, known_at=person.known_at) for holder in of
    )
    audit.note(by=by, verb="asked to erase", subject=row)
    return row


def answered_by(asked_at: datetime.datetime) -> datetime.date:
    """Return by when somebody who asked it has an answer: a month (UK GDPR, article 12(3))."""
    return working_day_from(months_on(timezone.localdate(asked_at), 1))
