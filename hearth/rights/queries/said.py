"""What somebody asked, and what was decided of a line, as it is typed."""

import datetime
from dataclasses import dataclass

from hearth.rights.models import AskedBy, AskedHow


@dataclass(frozen=True)
class Asked:
    """What somebody asked, as it was said."""

    asks: str
    asked_on: datetime.date
    asked_by: str = AskedBy.PERSON.value
    asked_how: str = AskedHow.SAID.value
    asker: str = ""
    words: str = ""
    part: str = ""


@dataclass(frozen=True)
class HarmAsked:
    """Who was asked whether any of it would do serious harm, when, and what they said."""

    professional: str
    asked_on: datetime.date | None
    answer: str
    """A value of HarmSaid."""
    said: str = ""
    """Their own words, if any were kept."""


@dataclass(frozen=True)
class Decision:
    """What becomes of a line, and why."""

    decided: str
    given: str = ""
    why: str = ""
    reason: str = ""
    professional: str = ""
    asked_professional_on: datetime.date | None = None
    listed: bool = True
