"""What somebody answered about their background, and what was agreed of their plan, before."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.design.words import short_day
from hearth.people.models import Layer, LayerBefore, Person, Question, Sight
from hearth.people.queries.background import questions


@dataclass(frozen=True)
class AgreedOnce:
    """What it said until somebody changed it: the words of each part of it."""

    question: str
    """Of which answer; none of a plan."""
    words: tuple[str, ...]
    until: datetime.datetime
    changed_by: str


def agreed_before(person_id: UUID, layer: Layer, *, sight: Sight) -> tuple[AgreedOnce, ...]:
    """
    Return what was answered, or agreed of a plan, before: the newest first. Two questions.

    It is as far as the layer is open to whoever asks.
    """
    kept = LayerBefore.objects.open_to(sight).filter(person=person_id, layer=layer)
    rows = list(kept.order_by("-recorded_at", "-id"))
    names = workers_named({row.changed_by_id for row in rows}) if rows else {}
    return tuple(
        AgreedOnce(row.question, _words(row), row.recorded_at, names.get(row.changed_by_id, ""))
        for row in rows
    )


def all_agreed_before(person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield what it is, what it said and who answers for it, for the person to read."""
    rows = LayerBefore.objects.filter(person=person).select_related("held_by")
    for row in rows.order_by("recorded_at", "id"):
        what = Question(row.question).label if row.question else "My stay-well plan"
        yield f"{what}, until {row.recorded_at:%d %B %Y}", "; ".join(_words(row)), row.held_by.name


def _words(row: LayerBefore) -> tuple[str, ...]:
    said = json.loads(row.was)
    if row.question:
        offered = questions()[Question(row.question)].offered
        return tuple(words for code, words in offered if code in said["codes"])
    looked, again = (
        datetime.date.fromisoformat(said[day]) for day in ("looked_at_on", "look_again_on")
    )
    why = f": {said['why']}" if said["why"] else ""
    kept = "They agreed that it is" if said["on_hubs_device"] else "Not"
    return (
        f"Looked at {short_day(looked)}", f"Look again {short_day(again)}{why}",
        f"{kept} kept on the hub’s own device",
    )  # fmt: skip
