"""What somebody who asked that their record be erased reads of it on their own page."""

import datetime
from dataclasses import dataclass

from hearth.erasing.models import Decision, HolderDecision, WhyKeep
from hearth.foundation.statements import ask


@dataclass(frozen=True)
class ToldThem:
    """What one organisation decided on what it holds about the person who acts."""

    asked_at: datetime.datetime
    holder: str
    decision: str
    decision_words: str
    why_words: str
    """Why it is kept, by the law; empty unless it is."""
    words: str
    """And in words that were written for them."""
    look_again_on: datetime.date | None
    decided_at: datetime.datetime | None


def told_them() -> tuple[ToldThem, ...]:
    """Return what was decided for the person who acts on their own pages; nothing to a worker."""
    rows = ask(
        "SELECT asked_at, decision_id, holder, decision, why_keep, words_sealed, look_again_on,"
        " decided_at FROM erasing_told_them()"
    ).fetchall()
    return tuple(
        ToldThem(
            asked_at, holder, decision, str(Decision(decision).label),
            str(WhyKeep(why).label) if why else "",
            HolderDecision(id=key, words_sealed=sealed).words, look_again_on, decided_at,
        )
        for asked_at, key, holder, decision, why, sealed, look_again_on, decided_at in rows
    )  # fmt: skip
