"""Words as they are compared: small letters, no marks, single spaces."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

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


_ORDINARY = tomllib.loads((files("hearth.directory") / "data" / "ordinary.toml").read_text("utf-8"))
EMPTY = frozenset(_ORDINARY["empty"].split())
"""Words that say nothing by themselves of what somebody looks for."""
SMALL = frozenset(_ORDINARY["small"].split())
"""Words that may stand within a phrase or not."""
THINGS = frozenset(stem(word) for word in _ORDINARY["things"].split())
"""Stems of what people ask for by its own name."""
OTHERS = frozenset(_ORDINARY["others"].split())
"""Somebody else than the one who asks."""
FEELS_NOTHING = frozenset(_ORDINARY["feels_nothing"].split())
FEELS = frozenset(_ORDINARY["feels"].split())
"""What is cut and does not feel it, and what does."""
MISSPELT: dict[str, str] = _ORDINARY["misspelt"]
"""What is meant by words whose endings make them look like others."""


def telling(words: Iterable[str]) -> tuple[str, ...]:
    """Return a phrase without the small words; all of it if less than two are left."""
    every = tuple(words)
    left = tuple(word for word in every if word not in SMALL)
    return left if len(left) > 1 else every


def keys_of(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """
    Return what a phrase is known by, the surest first: its very words, and their stems.

    "Killed himself" and "killing himself" share their stems, and are not the same.
    """
    every = tuple(words)
    left = telling(every)
    stems = tuple(map(stem, every)), tuple(map(stem, left))
    return ("=", *left), *dict.fromkeys(stems)
