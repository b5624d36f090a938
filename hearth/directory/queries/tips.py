"""What people outside told us, pairs that may be one, and claims: what waits for a connector."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearth.directory.models import (
    Claim,
    SameAs,
    ServiceStatus,
    Tip,
    TipKind,
    TipState,
)
from hearth.directory.queries.entries import EntryPage, entry_page, fact_words, in_words
from hearth.foundation.actors import Actor, Permission, require_somewhere

PAGE = 50


@dataclass(frozen=True)
class FactOfTip:
    """A fact that a provider corrected: as it was shown to them, as it should be, as it is now."""

    fact: str
    called: str
    was: str
    says: str
    now: str
    settled: bool | None
    """Taken, left, or None while it waits."""
    by_hand: bool
    """In their own words: a connector writes it into the entry."""


def tips(*, actor: Actor, done: bool = False, page: int = 1) -> tuple[list[Tip], int]:
    """
    Return a page of the tips that wait, oldest first, or of those decided, the latest first.

    :returns: the tips, and how many there are in all
    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    found = Tip.objects.select_related("service__provider", "decided_by")
    if done:
        found = found.exclude(state=TipState.WAITING).order_by("-decided_at", "id")
    else:
        found = found.filter(state=TipState.WAITING).order_by("recorded_at", "id")
    first = (min(max(page, 1), 10_000) - 1) * PAGE
    return list(found[first : first + PAGE]), found.count()


def get_tip(tip_id: UUID, *, actor: Actor) -> Tip:
    """
    Return a tip.

    :raises NotAllowed: if the actor keeps no directory
    :raises Tip.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Tip.objects.select_related("service__provider", "service__offer", "decided_by").get(
        id=tip_id
    )


def facts_of_tip(tip: Tip) -> list[FactOfTip]:
    """Return the facts that a provider corrected, beside what stands there now."""
    found = []
    for fact, said in tip.corrections.items():
        if not isinstance(said, dict):
            continue
        by_hand = fact in ("times", "more")
        now = "" if by_hand or not tip.service else _shown(fact, getattr(tip.service, fact, ""))
        found.append(
            FactOfTip(
                fact,
                CALLED.get(fact) or fact_words(fact),
                _shown(fact, said.get("was")),
                _shown(fact, said.get("says")),
                now,
                said.get("taken"),
                by_hand,
            )
        )
    return found


CALLED = {"times": "When it is on", "more": "What else they say"}


def _shown(fact: str, value: Any) -> str:
    if fact == "status" and value in ServiceStatus.values:
        return ServiceStatus(value).label
    if fact == "is_free" and value is None:
        return "not said"
    return in_words(value)


def said_first(tip: Tip) -> str:
    """Return what a tip is about, in a few words, for a list."""
    if tip.service:
        return tip.service.name
    return "Something new" if tip.kind == TipKind.MISSING else "The directory"


def pairs(*, actor: Actor, decided: bool = False, page: int = 1) -> tuple[list[SameAs], int]:
    """
    Return a page of the pairs that may be one entry, oldest first, or of those decided.

    :raises NotAllowed: if the actor keeps no directory
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    found = SameAs.objects.filter(is_same__isnull=not decided)
    related = found.select_related("one__provider", "other__provider", "decided_by")
    order = "-decided_at" if decided else "recorded_at"
    first = (min(max(page, 1), 10_000) - 1) * PAGE
    return list(related.order_by(order, "id")[first : first + PAGE]), found.count()


@dataclass(frozen=True)
class SideBySide:
    """Two entries that may be one, and what differs."""

    pair: SameAs
    one: EntryPage
    other: EntryPage


def side_by_side(pair_id: UUID, *, actor: Actor, today: Any) -> SideBySide:
    """
    Return two entries that may be one.

    :raises NotAllowed: if the actor keeps no directory
    :raises SameAs.DoesNotExist: if there is no such pair
    """
    pair = get_pair(pair_id, actor=actor)
    one = entry_page(pair.one_id, actor=actor, today=today)
    return SideBySide(pair, one, entry_page(pair.other_id, actor=actor, today=today))


def get_pair(pair_id: UUID, *, actor: Actor) -> SameAs:
    """
    Return a pair of entries that may be one.

    :raises NotAllowed: if the actor keeps no directory
    :raises SameAs.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return SameAs.objects.select_related("decided_by").get(id=pair_id)


def get_claim(claim_id: UUID, *, actor: Actor) -> Claim:
    """
    Return it, for somebody who keeps the directory.

    :raises NotAllowed: if the actor keeps none
    :raises Claim.DoesNotExist: if there is none
    """
    require_somewhere(actor, Permission.KEEP_DIRECTORY)
    return Claim.objects.get(id=claim_id)
