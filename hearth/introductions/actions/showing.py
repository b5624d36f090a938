"""What the other side is told: shown to the person as it will leave, and agreed by them."""

import datetime
import json
from dataclasses import dataclass

from hearth.foundation.actors import Actor
from hearth.introductions.actions.writing import IntroductionRefused, tell_story
from hearth.introductions.models import Introduction, LineKind, SharedWithThem
from hearth.people.models import Agreed


@dataclass(frozen=True)
class Shown:
    """What was shown to the person before it goes: how each is called, and what it says."""

    lines: tuple[tuple[str, str], ...]
    agreed_how: str


def keep_shared(
    by: Actor, row: Introduction, shown: Shown, *, now: datetime.datetime, today: datetime.date
) -> None:
    """:raises IntroductionRefused: if they were shown nothing, or how they agreed is missing"""
    if shown.agreed_how not in Agreed.values:
        raise IntroductionRefused("Say how they agreed to what is shared", about="agreed_how")
    if not shown.lines:
        raise IntroductionRefused("Choose what is shared", about="shared")
    kept = SharedWithThem(
        introduction=row, person_id=row.person_id, held_by_id=row.held_by_id,
        agreed_how=shown.agreed_how, agreed_on=today, asked_by_id=by.id,
    )  # fmt: skip
    kept.words = json.dumps(shown.lines)
    kept.save(force_insert=True)
    tell_story(by, row, LineKind.SHARED, now=now)
