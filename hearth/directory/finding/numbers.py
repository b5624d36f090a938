"""What numbers say in what somebody typed: an age, miles, an hour, or how much of something."""

import re
from dataclasses import dataclass

from hearth.directory.finding.spoken import DAYS, PARTS, SAID_OF_A_DAY

_MILES = re.compile(r"\b(?:within )?(\d{1,2}) miles?(?: of)?\b")
_SPENT = r"(?:years?|yrs) (?:sober|clean|dry|behind|late|ago|since|now|in|on|into|without|alone)"
_AMOUNT = (
    r"(?:days?|nights?|wks?|weeks?|fortnights?|mths?|months?|hours?|hrs?|mins?|minutes?|times?"
    r"|pounds?|quid|grand|k|p|pence|percent|per|miles?|steps?|stones?|lbs?|kgs?|foot|feet|ft|inch"
    rf"|meals?|payments?|people|of|(?:in|to|or|and) \d+|and a half|{_SPENT})"
)
"""What makes a number no age: "5 days without food", "1 of 3 carers", "2 years sober"."""
_AGE = re.compile(
    r"\b(?:aged? |im |i am |hes |shes |he is |she is |is |theyre )(\d{1,2})\b"
    rf"(?! {_AMOUNT}\b)"
    rf"|\b(?!\d+ {_SPENT}\b)(\d{{1,2}}) ?(?:years? old|year olds?|yrs? old|yo|yrs)\b"
)
_BABY = re.compile(r"\b\d{1,2} ?(?:days?|wks?|weeks?|mths?|months?) old\b")
_OVER = re.compile(r"\bover (?:the age of )?(50|55|60|65|70|75|80)s?\b")


@dataclass(frozen=True)
class Numbers:
    """What numbers said, and the words that are left."""

    text: str
    age: int | None = None
    miles: float | None = None


def numbers_in(text: str) -> Numbers:
    """Read ages and miles out of plain words."""
    age = miles = None
    if found := _MILES.search(text):
        miles = float(found[1])
        text = _MILES.sub(" ", text)
    text = _BABY.sub(" new baby ", text)
    if found := _AGE.search(text):
        age = int(found[1] or found[2])
        text = _AGE.sub(" ", text)
    if found := _OVER.search(text):
        age = int(found[1])
        text = _OVER.sub(" older people ", text)
    return Numbers(text, age, miles)


def says_when(words: list[str]) -> bool:
    """Test if words begin with a day, a part of one, or an hour."""
    first, then = (*words[:2], "", "")[:2]
    if first[:1].isdigit():
        return not re.fullmatch(_AMOUNT, then)
    return first in DAYS or first in PARTS or first in SAID_OF_A_DAY
