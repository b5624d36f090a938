"""Deciding on what an organisation holds: the second of two. What is erased goes at once."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.erasing.actions.forgetting import forget_everywhere, write_where_it_went
from hearth.erasing.actions.refusing import (
    ErasingRefused,
    all_of,
    checked,
    require_decides_for,
)
from hearth.erasing.ledger import write_after_commit
from hearth.erasing.models import Decision, Erasure, HolderDecision, LegalHold, WentTo, WhyKeep
from hearth.erasing.queries.holding import holders_of
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people.models import Person
from hearth.places.timer import OnATimer

KEPT_FOR_AT_MOST = datetime.timedelta(days=366)
"""How long before whoever keeps something has to look at it again. Our own choice."""


@dataclass(frozen=True)
class Decided:
    """What an organisation decides: erase it, or keep it, why, and when to look again."""

    erase: bool
    why_keep: str = ""
    words: str = ""
    look_again_on: datetime.date | None = None


@transaction.atomic
def decide(
    *, by: Actor, erasure_id: UUID, holder_id: UUID, decided: Decided, now: datetime.datetime
) -> Erasure:
    """
    Decide on what one organisation holds. If it is erased it goes now, and for good.

    What others keep stays. The record itself goes once nobody keeps anything.

    :raises Erasure.DoesNotExist: if there is none, or none that the actor sees
    :raises NotAllowed: unless the actor decides, and it is not their own record
    :raises ErasingRefused: if they asked it themselves, the organisation has others who decide, it
        is decided already, a reason is missing, or a hold stands
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    today = timezone.localdate(now)
    row = Erasure.objects.select_for_update(of=("self",)).get(id=erasure_id)
    require_decides_for(by, holder_id, today=today)
    mine = row.decisions.filter(holder=holder_id, decision=Decision.WAITING).first()
    if row.person_id is None or row.settled_at or mine is None:
        raise ErasingRefused("This was decided already")
    if row.asked_by_id == by.id:
        raise ErasingRefused("You asked this yourself. Two people agree: ask somebody else")
    _write(by, mine, decided, now=now, today=today)
    with all_of(row.person_id, by=by) as (person, timer):
        if decided.erase:
            _erase(row, person, holder_id, timer)
        done = _settle(row, person, now=now)
    if decided.erase:
        audit.note(by=by, verb="decided to erase", subject=row)
    else:
        audit.note(by=by, verb="decided to keep", subject=row)
    return done


def _write(
    by: Actor, row: HolderDecision, decided: Decided, *, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """:raises ErasingRefused: if it is kept without a reason, or without a day to look again"""
    row.decision = Decision.ERASE if decided.erase else Decision.KEEP
    row.decided_by_id, row.decided_at = by.id, now
    if not decided.erase:
        if decided.why_keep not in WhyKeep.values:
            raise ErasingRefused("Choose the reason that the law gives", about="why_keep")
        day = decided.look_again_on
        if day is None or not today < day <= today + KEPT_FOR_AT_MOST:
            raise ErasingRefused("Choose a day within a year", about="look_again_on")
        row.why_keep, row.look_again_on = decided.why_keep, day
        row.words = checked(decided.words, about="words", needed="Write why, for them to read")
    row.save()


def _erase(row: Erasure, person: Person, holder_id: UUID, timer: OnATimer) -> None:
    """
    Erase what one organisation holds; the record itself, if nobody else keeps anything.

    :raises ErasingRefused: if a hold stands
    """
    waiting_or_kept = row.decisions.exclude(decision=Decision.ERASE)
    erased = set(row.decisions.filter(decision=Decision.ERASE).values_list("holder_id", flat=True))
    holding = holders_of(person)
    row.whole = (
        not row.kinds and not waiting_or_kept.exists() and set(holding) <= erased
    )  # fmt: skip
    erase_here(row, person, None if row.whole else [holder_id], timer)


def erase_here(row: Erasure, person: Person, holders: list[UUID] | None, timer: OnATimer) -> None:
    """
    Erase what these organisations hold, or everything, and leave the stub. Hearth itself acts.

    :raises ErasingRefused: if a hold stands
    """
    held = LegalHold.objects.filter(person=person, lifted_at=None)
    if holders is not None:
        held = held.filter(holder__in=holders)
    if hold := held.select_related("holder").first():
        raise ErasingRefused(f"{hold.holder.name} put this on hold for the law. Lift that first")
    write_where_it_went(row, person, holders)
    incidents = forget_everywhere(by=timer, person=person, held_by=holders, kinds=row.kinds)
    WentTo.objects.bulk_create(
        WentTo(erasure=row, what="incidents.Incident", to_id=each.id, on=timezone.localdate())
        for each in incidents
    )
    write_after_commit(row.id, row.whose, holders, row.kinds)


def _settle(row: Erasure, person: Person, *, now: datetime.datetime) -> Erasure:
    if row.whole:
        stub: dict[str, Any] = {
            "person": None,
            "known_at": [],
            "called_sealed": b"",
            "words_sealed": b"",
        }
        Erasure.objects.filter(id=row.id).update(whole=True, settled_at=now, **stub)
    elif not row.decisions.filter(decision=Decision.WAITING).exists():
        decided = set(row.decisions.values_list("holder_id", flat=True))
        late = [] if row.kinds else [each for each in holders_of(person) if each not in decided]
        kept = row.decisions.filter(decision=Decision.KEEP).exists()
        if late and not kept:
            HolderDecision.objects.bulk_create(
                HolderDecision(erasure=row, holder_id=each, known_at=row.known_at) for each in late
            )
        else:
            Erasure.objects.filter(id=row.id).update(settled_at=now)
    row.refresh_from_db()
    return row
