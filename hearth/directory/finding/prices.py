"""What somebody can pay at most, as they say it: "under £3", "a fiver or less". Pure knowledge."""

import re
from decimal import Decimal

IN_WORDS = {
    "nothing": 0,
    "a quid": 1,
    "a pound": 1,
    "a couple of quid": 2,
    "a fiver": 5,
    "a tenner": 10,
}
_POUNDS = (
    r"(?:£ ?(?P<{0}>\d{{1,3}}(?:\.\d\d)?)(?! ?k\b|[\d,])"
    r"|(?P<{0}_quid>\d{{1,3}}) ?(?:pounds?|quid)\b"
    r"|(?P<{0}_pence>\d{{1,3}}) ?(?:p|pence)\b"
    rf"|(?P<{{0}}_said>{'|'.join(IN_WORDS)})\b)"
)
_MOST = re.compile(
    r"\b(?:for )?(?:under|below|less than|cheaper than|no more than|not more than|up to|at most"
    r"|max(?:imum)?(?: of)?) " + _POUNDS.format("before")
    + "|" + _POUNDS.format("after") + r" (?:or|and) (?:less|under|below|cheaper)\b"
    + "|" + _POUNDS.format("then") + r" (?:max(?:imum)?|at most|tops)\b"
)  # fmt: skip


_THEIR_OWN = re.compile(r"\b(?:have|got|has|on|owe|earn) *$")
"""Before an amount, it is what somebody has: "I have less than £20 to last till Friday"."""


def most_in(words: str) -> tuple[Decimal | None, str]:
    """Return what it may cost at most in pounds, if that is said, and the words without it."""
    found = _MOST.search(words.lower())
    if not found or _THEIR_OWN.search(words[: found.start()].lower()):
        return None, words
    said = {name.partition("_")[2]: value for name, value in found.groupdict().items() if value}
    ((unit, amount),) = said.items()
    pounds = Decimal(IN_WORDS[amount] if unit == "said" else amount)
    rest = f"{words[: found.start()]} {words[found.end() :]}"
    return pounds / 100 if unit == "pence" else pounds, rest
