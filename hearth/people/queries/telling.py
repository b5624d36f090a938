"""How what somebody told is shown: how old it is, and what changed from one wording to another."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from hearth.design.words import plural

WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Stretch:
    """Some words that stand in both of two wordings, only in the older, or only in the newer."""

    kind: Literal["same", "gone", "new"]
    words: str


def compared(older: str, newer: str) -> tuple[Stretch, ...]:
    """
    Compare two wordings word by word.

    Joined, what is not new gives the older one again, and what is not gone the newer one.
    """
    return tuple(_stretches(WORDS.findall(older), WORDS.findall(newer)))


def _stretches(older: list[str], newer: list[str]) -> Iterator[Stretch]:
    gone = new = held = ""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, older, newer, autojunk=False).get_opcodes():
        if kind != "equal":  # a space between two changes belongs to both: they are read as one
            gone, new = gone + held + "".join(older[i1:i2]), new + held + "".join(newer[j1:j2])
            held = ""
        elif (gone or new) and not (same := "".join(older[i1:i2])).strip():
            held = same
        else:
            yield from _changed(gone, new)
            yield Stretch("same", held + "".join(older[i1:i2]))
            gone = new = held = ""
    yield from _changed(gone, new)
    if held:
        yield Stretch("same", held)


def _changed(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if new:
        yield Stretch("new", new)


def how_long_ago(day: datetime.date, today: datetime.date) -> str:
    """Return "today", "yesterday", "5 days ago", "3 weeks ago", "4 months ago" or "2 years ago"."""
    days = max((today - day).days, 0)
    if days < 2:
        return "yesterday" if days else "today"
    if days < 14:
        return f"{days} days ago"
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if months < 2:
        return f"{days // 7} weeks ago"
    if months < 24:
        return f"{months} months ago"
    return f"{plural(months // 12, 'year')} ago"
