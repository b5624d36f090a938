"""Capital letters for a name that somebody looked for, and typed in small letters."""

import re

PARTICLES = {
    "al", "ap", "bin", "bint", "binti", "da", "de", "del", "della", "den", "der", "di", "do",
    "dos", "du", "el", "ibn", "la", "le", "mc", "ter", "van", "von", "y",
}  # fmt: skip
"""Words within a name that are mostly written small. First or last, they are names: Van, Anh Le."""

# The first letter of a word, and after a hyphen; after an apostrophe only where more of the name
# comes: O'Neil, D'Arcy, but Jo's.
BEGINS = re.compile(r"(?:^|-|['\u2019](?=\w{2}))(\w)")


def with_capitals(typed: str) -> str:
    """
    Return a name as it is mostly written, if it was typed in small letters alone.

    Whoever typed a capital anywhere meant what they typed.
    """
    if typed != typed.lower():
        return typed
    words = typed.split()
    within = range(1, len(words) - 1)
    return " ".join(
        word if place in within and word in PARTICLES else _capital(word)
        for place, word in enumerate(words)
    )


def _capital(word: str) -> str:
    if word.startswith("mc") and len(word) > 3:
        return f"Mc{_capital(word[2:])}"
    return BEGINS.sub(lambda found: found[0][:-1] + found[1].title(), word)
