"""Which lines are a fact or a choice of the person alone, in words that Hearth offers: nobody else
can be named in them, so nobody needs to read them first."""

import re
from collections.abc import Collection

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)  # fmt: skip
DAY = rf"(?:[A-Z][a-z]+day )?\d{{1,2}} (?:{MONTHS}) \d{{4}}"
FACTS = {
    "Pronouns": r"[^\W\d]{1,8}(?: ?/ ?[^\W\d]{1,8}){1,3}",
    "May be found by part of your name": "Yes|No",
    "Messages": "You asked us to send none",
    "Reports": "You asked us to leave you out of them",
    "Kept, and not used": f"You asked us to, on {DAY}",
    "Date of birth": DAY,
    "Where you live": r"No fixed place to stay|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    "NHS number": r"[\d ]+",
    "Your own pages": f"You have them|Until {DAY}",
    "A card by which you are found": f"Made on {DAY}",
    "My stay-well plan": f"Looked at on {DAY}, to be looked at again on {DAY}",
}
"""By what a line is, all that it can say without being read."""
CHOSEN = ("What you need", "Known at")
"""What says names of hubs and choices that Hearth offers, and nothing besides."""
ANSWERED = ", as you answered"
"""How what was chosen about somebody's background ends."""
OF_A_VISIT = frozenset(
    ("When", "Where", "What brought you in", "How you were", "How you came",
     "Where you would have gone", "Talking", "When you left")
)  # fmt: skip
"""What is noted of a visit without a word of anybody's own. One that was undone is read: it may
have been somebody else's."""


def is_plain_fact(what: str, says: str) -> bool:
    """Test if a line of the person's record says only what nobody else can be named in."""
    if what in CHOSEN or what.endswith(ANSWERED):
        return True
    return what in FACTS and re.fullmatch(FACTS[what], says) is not None


def is_plain_visit(asked: Collection[str]) -> bool:
    """Test if of a visit only what was chosen is written down."""
    return OF_A_VISIT.issuperset(asked)
