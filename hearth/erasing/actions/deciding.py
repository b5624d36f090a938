"""Deciding on what an organisation holds: the second of two. What is erased goes at once."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hearth.erasing.actions.forgetting import (
    forget_everywhere,
    leave_out_all,
    note_to_read,
    write_where_it_went,
)
from hearth.erasing.actions.refusing import (
    ErasingRefused,
    all_of,
    checked,
    require_decides_for,
    sign_ins,
)
from hearth.erasing.ledger import write_after_commit
from hearth.erasing.models import (
    Decision,
    DueToLook,
    Erasure,
    HolderDecision,
    Kind,
    LegalHold,
    WhyKeep,
)
from hearth.erasing.queries.holding import held_about, holders_of, written_about
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
    mine = row.decisions.filter(holder=holder_id, decision=Decision.WAITING).first()
    if row.person_id is None or row.settled_at or mine is None:
        raise ErasingRefused("This was decided already")
    if row.asked_by_id == by.id:
        raise ErasingRefused("You asked this yourself. Two people agree: ask somebody else")
    with all_of(row.person_id, by=by) as (records, timer):
        besides = {row.asked_by_id, *sign_ins(records)}
        require_decides_for(by, holder_id, today=today, besides=besides)
        _write(by, mine, decided, now=now, today=today)
        if decided.erase:
            _erase(row, records, mine, timer)
        done = _settle(row, records, now=now)
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


def asked_of(row: Erasure, records: list[Person]) -> list[Person]:
    """Return those records that it was asked of, of all that are the same person now."""
    return [record for record in records if record.id in (row.person_id, *row.linked)]


def _erase(row: Erasure, records: list[Person], mine: HolderDecision, timer: OnATimer) -> None:
    """
    Erase what one organisation holds; the record itself, if nobody keeps or holds anything else.

    :raises ErasingRefused: if a hold stands
    """
    going = asked_of(row, records)
    row.whole = _is_whole(row, going, mine)
    if row.whole:
        row.kinds = []
    erase_here(row, records, None if row.whole else [mine.holder_id], timer)
    if not row.whole:
        mine.left = _written_by(mine.holder_id, row, going)
        mine.save(update_fields=["left"])


def _is_whole(row: Erasure, going: list[Person], mine: HolderDecision) -> bool:
    """
    Test if the records themselves go: nobody keeps anything, nor has written since they erased it.
    """
    if row.decisions.exclude(decision=Decision.ERASE).exists():
        return False
    erased = {each.holder_id: each for each in row.decisions.all()}
    if any(
        _written_by(holder_id, row, going) > each.left
        for holder_id, each in erased.items()
        if each.id != mine.id
    ):
        return False
    kinds = row.kinds or Kind.values
    return all(each.holder_id in erased and each.kind in kinds for each in held_about(going))


def _written_by(holder_id: UUID, row: Erasure, going: list[Person]) -> int:
    """Return how many rows that were asked for an organisation holds, besides the records."""
    kinds = row.kinds or Kind.values
    return sum(
        each.rows
        for each in written_about(going)
        if each.holder_id == holder_id and each.kind in kinds
    )


def erase_here(
    row: Erasure, records: list[Person], holders: list[UUID] | None, timer: OnATimer
) -> None:
    """
    Erase what these organisations hold, or everything, and leave the stub. Hearth itself acts.

    :param records: all that are the same person: a hold on one of them is on what is held in all
    :raises ErasingRefused: if a hold stands
    """
    if hold := hold_on(records, holders):
        raise ErasingRefused(f"{hold.holder.name} put this on hold for the law. Lift that first")
    if holders is None:
        leave_out_all(records, asked_of(row, records))
    for record in reversed(asked_of(row, records)):
        write_where_it_went(row, record, holders)
        incidents = forget_everywhere(by=timer, person=record, held_by=holders, kinds=row.kinds)
        note_to_read(row, incidents, on=timezone.localdate())
    due = DueToLook.objects.filter(person__in=[record.id for record in asked_of(row, records)])
    due = due.filter(kind__in=row.kinds or Kind.values)
    (due if holders is None else due.filter(holder__in=holders)).delete()
    write_after_commit(row, holders)


def hold_on(records: list[Person], holders: list[UUID] | None) -> LegalHold | None:
    """Return a hold that stands on any of these records, of these holders or of all."""
    held = LegalHold.objects.filter(person__in=records, lifted_at=None)
    if holders is not None:
        held = held.filter(holder__in=holders)
    return held.select_related("holder").first()


def finish(row: Erasure, *, now: datetime.datetime) -> None:
    """Leave of what was asked the stub alone: nobody's name, and no word."""
    Erasure.objects.filter(id=row.id).update(
        whole=True, kinds=[], settled_at=now, person=None, known_at=[], called_sealed=b"",
        words_sealed=b"",
    )  # fmt: skip


def _settle(row: Erasure, records: list[Person], *, now: datetime.datetime) -> Erasure:
    if row.whole:
        finish(row, now=now)
    elif not row.decisions.filter(decision=Decision.WAITING).exists():
        decided = set(row.decisions.values_list("holder_id", flat=True))
        holding = [] if row.kinds else holders_of(asked_of(row, records))
        late = [each for each in holding if each not in decided]
        kept = row.decisions.filter(decision=Decision.KEEP).exists()
        if late and not kept:
            HolderDecision.objects.bulk_create(
                HolderDecision(erasure=row, holder_id=each, known_at=row.known_at) for each in late
            )
        else:
            Erasure.objects.filter(id=row.id).update(settled_at=now)
    row.refresh_from_db()
    return row
