"""Whom a colleague or volunteer is asked to meet: what they agreed that is told, and no more."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.sealing import fetch_own_keys
from hearth.foundation.statements import ask
from hearth.introductions.models import LineKind, SharedWithThem, State
from hearth.places.models import Site


@dataclass(frozen=True)
class AskedOfMe:
    """Somebody whom the worker who acts is asked to meet."""

    id: UUID
    """Of the introduction."""
    lines: tuple[tuple[str, str], ...]
    """What they agreed to tell: how each is called, and what it says."""
    from_site: str
    owner: str
    answer_by: datetime.date | None
    state: str
    """As State says it; FITTED, once they said whether it fitted."""

    @property
    def name(self) -> str:
        return self.lines[0][1] if self.lines else f"Somebody from {self.from_site}"

    @property
    def waits(self) -> bool:
        return self.state in (State.WAITING, State.MET)

    @property
    def has_met(self) -> bool:
        return self.state in (State.MET, LineKind.FITTED)

    @property
    def state_words(self) -> str:
        if self.has_met:
            return "You have met: did it fit?" if self.waits else "You have said whether it fitted"
        return "Waits for your answer" if self.waits else "You have answered"


def asked_of_me() -> list[AskedOfMe]:
    """Return whom the worker who acts is asked to meet. Four questions."""
    rows = ask("SELECT * FROM introductions_asked_colleague()").fetchall()
    if not rows:
        return []
    sites = dict(Site.objects.filter(id__in={row[1] for row in rows}).values_list("id", "name"))
    names = workers_named({row[2] for row in rows})
    fetch_own_keys(row[-1] for row in rows)
    return [
        AskedOfMe(
            introduction, _lines(shared, words, whose), sites.get(site, ""), names.get(owner, ""),
            answer_by, state,
        )
        for introduction, site, owner, state, answer_by, shared, words, whose in rows
    ]  # fmt: skip


def whom_i_answer(introduction_id: UUID) -> UUID | None:
    """Return under whose own key the answer of the worker who acts is kept. No page says it."""
    found = ask(
        "SELECT whose FROM introductions_asked_colleague() WHERE introduction = %s::uuid",
        [introduction_id],
    ).fetchone()
    return found[0] if found else None


def how_many_asked() -> int:
    """Return how many wait for the answer of the worker who acts. One question."""
    counted = ask(
        "SELECT count(*) FROM introductions_asked_colleague() WHERE state = 'WAITING'"
    ).fetchone()
    return int(counted[0]) if counted else 0


def _lines(shared: UUID | None, words: bytes | None, whose: UUID) -> tuple[tuple[str, str], ...]:
    if shared is None or words is None:
        return ()
    return tuple(SharedWithThem(id=shared, person_id=whose, words_sealed=words).lines)
