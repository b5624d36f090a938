"""How somebody said they were, because they wanted it kept."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.frontdoor.models import HowToday
from hearth.letterbox.models import HowIAm
from hearth.people.models import Sight

MOST = 100


@dataclass(frozen=True)
class HowShown:
    """How somebody said they were."""

    id: UUID
    how_words: str
    words: str
    said_at: datetime.datetime


def how_they_were(person_id: UUID, *, sight: Sight) -> tuple[HowShown, ...]:
    """Return how somebody said they were, for those with whom they share their support."""
    return _shown(person_id, HowIAm.objects.open_to(sight))


def how_i_was(actor: Actor) -> tuple[HowShown, ...]:
    """Return how the person who acts said they were, the latest first."""
    return _shown(actor.themselves, HowIAm.objects.all()) if actor.themselves else ()


def _shown(person_id: UUID, found: Any) -> tuple[HowShown, ...]:
    rows = found.filter(person=person_id).order_by("-said_at", "-id")[:MOST]
    return tuple(
        HowShown(row.id, str(HowToday(row.how).label), row.words, row.said_at) for row in rows
    )
