"""Asking that what is held about somebody be erased: the first of two."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from hearth.erasing.actions.refusing import ErasingRefused, all_of, checked
from hearth.erasing.models import AskedFor, Erasure, HolderDecision, Kind, WhyErase
from hearth.erasing.queries.holding import holders_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed, Permission
from hearth.people.models import Person


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
    with all_of(person_id, by=by) as (person, _):
        mine = set(by.places_where(Permission.ASK_ERASING))
        if mine.isdisjoint(person.known_at):
            raise NotAllowed(f"{by.label} may not ask to erase {person_id}")
        if Erasure.objects.filter(person=person, settled_at=None).exists():
            raise ErasingRefused("It was asked already, and waits to be decided")
        holding = holders_of(person)
    of = [holder for holder in holding if not asked.holders or holder in asked.holders]
    if not of:
        raise ErasingRefused("Choose an organisation that holds something", about="holders")
    return _write(by, person, asked, words, of, now)


def _write(
    by: Actor, person: Person, asked: Asked, words: str, of: list[UUID], now: datetime.datetime
) -> Erasure:
    row = Erasure(
        person=person, whose=person.id, known_at=person.known_at, why=asked.why,
        asked_for=asked.asked_for, kinds=sorted(asked.kinds), asked_by_id=by.id, asked_at=now,
    )  # fmt: skip
    row.called, row.words = person.known_as, words
    row.save(force_insert=True)
    HolderDecision.objects.bulk_create(
        HolderDecision(erasure=row, holder_id=holder, known_at=person.known_at) for holder in of
    )
    audit.note(by=by, verb="asked to erase", subject=row)
    return row
