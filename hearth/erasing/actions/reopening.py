"""Looking again at what was kept: on its day, and once what it was kept for is over."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from hearth.design.words import day
from hearth.erasing.models import Decision, Erasure, HolderDecision, WhyKeep
from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission, require_everywhere
from hearth.people.models import Person


@transaction.atomic
def reopen_what_is_due(*, by: Actor, today: datetime.date) -> int:
    """
    Let what was kept until today wait to be decided again, and return how much that was.

    :raises NotAllowed: unless the actor sees and decides everything: Hearth itself, by night
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    due = HolderDecision.objects.filter(look_again_on__lte=today)
    return sum(_reopen(by, row, today) for row in _kept(due))


def reopen_after_hold(
    *, by: Actor, records: Collection[Person], holder_id: UUID, today: datetime.date
) -> None:
    """Let what an organisation kept because it was on hold wait to be decided again."""
    ids = [record.id for record in records]
    held = HolderDecision.objects.filter(holder=holder_id, why_keep=WhyKeep.LEGAL_HOLD)
    for row in _kept(held.filter(Q(erasure__person__in=ids) | Q(erasure__linked__overlap=ids))):
        _reopen(by, row, today)


def _kept(rows: QuerySet[HolderDecision]) -> list[HolderDecision]:
    kept = rows.filter(decision=Decision.KEEP, erasure__person__isnull=False)
    kept = kept.filter(erasure__withdrawn_at=None)
    return list(kept.select_related("erasure").select_for_update(of=("self",)).order_by("id"))


def _reopen(by: Actor, row: HolderDecision, today: datetime.date) -> bool:
    """Let one decision be taken again. Not while something else waits: that is decided first."""
    asked = row.erasure
    waiting = Erasure.objects.filter(person=asked.person_id, settled_at=None).exclude(id=asked.id)
    if waiting.exists():
        return False
    row.before = "\n".join(part for part in (row.before, _said(row)) if part)
    row.decision, row.why_keep, row.words = Decision.WAITING, "", ""
    row.decided_by, row.decided_at, row.look_again_on = None, None, None
    row.reopened_on = today
    row.save()
    Erasure.objects.filter(id=asked.id).update(settled_at=None, seen_at=None, due_on=None)
    audit.note(by=by, verb="opened again what was kept", subject=asked)
    return True


def _said(row: HolderDecision) -> str:
    """Return what was decided, in one line."""
    on = day(row.decided_at) if row.decided_at else ""
    return f"{on}: {Decision.KEEP.label}. {WhyKeep(row.why_keep).label}. {row.words}"
