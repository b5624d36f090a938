"""What is said loudly on every page, until it has been seen to; and what of erasing is."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from hearth.design.words import day
from hearth.erasing.queries import what_cannot_wait
from hearth.foundation.actors import Actor


@dataclass(frozen=True)
class Loud:
    """Something that cannot wait, on every page of whoever must know, until it has been seen."""

    words: str
    href: str
    """The page on which it is seen to. That page says it itself."""
    link: str
    since: str = ""
    """What was done to it since."""


def loud_erasing(worker: Actor, now: datetime.datetime) -> list[Loud]:
    """
    Return what waits to be decided, for those who decide: at once, and a week before its last day.

    Two questions at most.
    """
    today = timezone.localdate(now)
    waits, href = what_cannot_wait(worker, today=today), reverse("erasing:erasings")
    said = []
    if waits.due:
        first = waits.due[0]
        has = "has an answer" if first >= today else "should have had an answer"
        words = f"Somebody asked to be erased, and {has} by {day(first)}"
        if len(waits.due) > 1:
            words = f"{len(waits.due)} people asked to be erased. The first {has} by {day(first)}"
        said.append(Loud(words, href, "Decide, or ask who does"))
    if waits.again:
        words = "Something that was kept is to be looked at again"
        if waits.again > 1:
            words = f"{waits.again} things that were kept are to be looked at again"
        said.append(Loud(words, href, "Look, and decide again"))
    if waits.new:
        words = "Somebody asked to be erased, and nobody who decides has looked yet"
        if waits.new > 1:
            words = f"{waits.new} people asked to be erased, and nobody who decides has looked yet"
        said.append(Loud(words, href, "Look at it"))
    return said
