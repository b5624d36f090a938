"""Words as they are compared: small letters, no marks, single spaces."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`]")
_NOT_WORDS = re.compile(r"[^a-z0-9&]+")


def plain(text: str) -> str:
    """Return text in small letters without accents or marks: "Can't sleep?" is "cant sleep"."""
    without = _APOSTROPHES.sub("", text)
    folded = unicodedata.normalize("NFKD", without).encode("ascii", "ignore").decode().lower()
    return " ".join(_NOT_WORDS.sub(" ", folded).split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return what a plain word and its endings share: "debts" and "debt" are "debt"."""
    found: str = snowballstemmer.stemmer("english").stemWord(word)
    return found
