"""What was done to a visit or headcount, told in words, newest first."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from hearth.design.words import clock, day, listed
from hearth.frontdoor.asked import ASKED
from hearth.frontdoor.models import (
    Brought,
    Correction,
    Headcount,
    HowCame,
    HowToday,
    Otherwise,
    Source,
    Visit,
)
from hearth.frontdoor.queries.showing import HIDDEN, NO_ONE, shown, shown_person

CHOICES = {"how_today": HowToday, "how_came": HowCame, "otherwise": Otherwise}
MOMENTS = ("arrived_at", "left_at")


@dataclass(frozen=True)
class Told:
    """One thing that was done, by whom and when."""

    at: datetime.datetime
    who: str
    what: str


def history_of(arrival: Visit | Headcount) -> list[Told]:
    """
    Return what was done to an arrival that the actor has been shown to see. One query.

    A correction holds what was there before it. What was there afterwards is
    what the next correction found, or what is there now.
    """
    corrections = (
        Correction.objects.filter(arrival_id=arrival.pk)
        .select_related("corrected_by", "person_was")
        .order_by("-recorded_at", "-id")
    )
    says = {name: getattr(arrival, name) for name in ASKED if hasattr(arrival, name)}
    says["happened"] = arrival.taken_back_at is None
    if isinstance(arrival, Visit):
        says["person"] = shown(arrival).said
    told, undone = [], arrival.taken_back_at
    for correction in corrections:
        was = json.loads(correction.was)
        if correction.person_changed:
            was["person"] = "somebody new" if was.pop("let_go", False) else _whose(correction)
        if was.get("happened") or "taken_back_at" in was:
            undone = None  # this says who did that
        told.append(Told(correction.recorded_at, correction.corrected_by.name, _did(was, says)))
        says |= was
    if undone:
        told.append(Told(undone, "", "Undone"))
    told.append(Told(arrival.recorded_at, arrival.welcomed_by.name, _beginning(arrival)))
    return sorted(told, key=lambda line: line.at, reverse=True)


def _whose(correction: Correction) -> str:
    """Return whose visit it was before, if the actor still sees them."""
    if correction.person_was_id is None:
        return NO_ONE.said
    return shown_person(correction.person_was).said if correction.person_was else HIDDEN.said


def _did(was: dict[str, Any], says: dict[str, Any]) -> str:
    """Return what was done in one act, given what was there before it and what after it."""
    if "taken_back_at" in was:
        return "Undone"
    if "still_here_at" in was:
        left = f", though they had left at {_words('left_at', was['left_at'])}"
        return f"Found still here{left if was['left_at'] else ''}"
    if "confirmed_gone_at" in was:
        return "Put back as in" if was["confirmed_gone_at"] else "Made sure that they had gone"
    if was.keys() == {"left_at"} and was["left_at"] and not says["left_at"]:
        return f"Put back as in, though they had left at {_words('left_at', was['left_at'])}"
    if was == {"child_alone": False}:
        return "Wrote down that this is a child who came in alone"
    if any(was.values()) or "happened" in was:
        return f"Changed {listed([_change(name, was[name], says[name]) for name in was])}"
    return f"Wrote down {listed([f'{ASKED[name]}: {_words(name, says[name])}' for name in was])}"


def _change(name: str, before: Any, after: Any) -> str:
    """Return "when they came in, from 10am to 9:50am"."""
    if name == "happened":
        return "that nobody came in" if before else "that they did come in after all"
    return f"{ASKED[name]}, from {_words(name, before)} to {_words(name, after)}"


def _words(name: str, value: Any) -> str:
    """Return what was written down, as a page says it."""
    if name in MOMENTS and value:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else value
        return f"{clock(moment)} on {day(moment)}"
    if name == "brought" and value:
        return f"“{listed([Brought(code).label for code in value])}”"
    if name in CHOICES and value:
        return f"“{CHOICES[name](value).label}”"
    if name == "child_alone":
        return "yes" if value else "no"
    if name in ("person", "how_many"):
        return str(value)
    return f"“{value}”" if value else "nothing"


def _beginning(arrival: Visit | Headcount) -> str:
    if arrival.source in (Source.PAPER, Source.FILE):
        return f"Written down {Source(arrival.source).label.lower()}"
    return "Welcomed" if isinstance(arrival, Visit) else "Counted"
