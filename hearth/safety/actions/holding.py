"""What every act about a worry or a concern begins with: the row held, the rule asked."""

import datetime
from typing import TypeVar
from uuid import UUID

from hearth.foundation.actors import Actor, NotAllowed
from hearth.safety.models import (
    CheckKind,
    ConcernEntry,
    EntryKind,
    SafetyConcern,
    Worry,
    WorryCheck,
)

Row = TypeVar("Row", Worry, SafetyConcern)


def held(model: type[Row], row_id: UUID, *, by: Actor) -> Row:
    """
    Return a worry or a concern, held until we are done, for whoever owns it or answers for it.

    :raises NotAllowed: if that is not the actor
    """
    kept = model.objects.kept_by(by).select_for_update(of=("self",)).select_related("site")
    found: Row | None = kept.filter(id=row_id).first()
    if found is None:
        raise NotAllowed(f"{by.label} does not look after {row_id}")
    return found


def held_one(what: Worry | SafetyConcern, *, by: Actor) -> Worry | SafetyConcern:
    """Return either of the two, held: see `held`."""
    if isinstance(what, Worry):
        return held(Worry, what.id, by=by)
    return held(SafetyConcern, what.id, by=by)


def keep_word(
    row: Worry | SafetyConcern, kind: str, *, by: Actor, now: datetime.datetime, whom: str = "",
    said: str = "",
) -> None:  # fmt: skip
    """
    Write down beside a worry or a concern what was done to it, never to be written over.

    :param kind: a name that both CheckKind and EntryKind have, or the one that fits the row
    """
    kept: WorryCheck | ConcernEntry
    if isinstance(row, Worry):
        kept = WorryCheck(worry=row, kind=CheckKind(kind), done_at=now, noted_by_id=by.id)
    else:
        kept = ConcernEntry(concern=row, kind=EntryKind(kind), done_at=now, noted_by_id=by.id)
    kept.whom, kept.said = whom, said
    kept.save(force_insert=True)
