"""Names on a sheet: which are the same, whom a site knows by each, and which look like a slip."""

import datetime
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from uuid import UUID

from hearth.design.words import short_day
from hearth.sheets.words import Wrong

LONGEST_NAME = 200

NEW, NOBODY = "new", "nobody"
"""What somebody can decide about a name that fits several people, besides which of them it is."""

Decided = Mapping[str, str]
"""What was decided about names: what is the same in a name, to a person's id, NEW or NOBODY."""

NO_NAMES = frozenset(
    {
        "anon", "anonymous", "namenotgiven", "namewithheld", "noname", "none", "notgiven",
        "notknown", "notrecorded", "unknown", "unnamed", "withheld",
    }
)  # fmt: skip
"""What people write on a sheet for somebody who gave no name."""


class Unclear(Wrong):
    """A name that a person must decide about: it fits several, or somebody who had died by then."""

    def __init__(self, words: str, *, name: str) -> None:
        super().__init__(words)
        self.name = name


@lru_cache(maxsize=20_000)  # a sheet says the same name many times
def same(name: str) -> str:
    """
    Return what is alike in every way of writing one name: José, JOSE and O'Brien, Obrien.

    Accents, spaces, signs and the size of letters go. Every vowel sign of a
    script that writes vowels as signs stays, for without them different names
    would be one. A name that is all signs, such as 😀, is the same as itself alone.
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if _tells_apart(sign)) or " ".join(apart.split())


def _tells_apart(sign: str) -> bool:
    if sign.isalnum():
        return True
    is_mark = unicodedata.category(sign).startswith("M")
    return is_mark and unicodedata.combining(sign) < 200  # from 200 up they are accents


def tidy(name: str) -> str:
    """Return a name with its spaces put right; no words where somebody wrote that there is none."""
    words = " ".join(name.split())
    is_none = same(words) in NO_NAMES or words.lower() in ("n/a", "n.a.")
    return "" if is_none or not any(_is_said(sign) for sign in words) else words


def _is_said(sign: str) -> bool:
    """Tell a letter, or a picture such as 😀, from the dots and dashes that fill an empty box."""
    return _tells_apart(sign) or unicodedata.category(sign) == "So"


@dataclass(frozen=True)
class Fit:
    """Somebody whom a site knows by a name, and the day they died, if they have."""

    person_id: UUID
    died_on: datetime.date | None = None


@dataclass(frozen=True)
class Known:
    """The names by which a site knows people: what is alike in a name, and whom it fits."""

    people: dict[str, list[Fit]] = field(default_factory=dict)
    spelt: list[str] = field(default_factory=list)
    """Each name once, as it is written down, but for names of those who chose not to be listed."""
    unlisted: frozenset[str] = frozenset()
    """Who chose not to be listed, by id: they are found by their whole name, and never offered."""

    @cached_property
    def ids(self) -> frozenset[str]:
        """Everybody whom the site knows, by their id."""
        return frozenset(str(fit.person_id) for fits in self.people.values() for fit in fits)

    def by(self, name: str) -> list[Fit]:
        if not name:
            return []
        found = self.people.get(same(name), [])
        if not found and name.count(",") == 1:  # Smith, Jo
            last, first = name.split(",")
            found = self.people.get(same(first + last), [])
        return found

    def who(self, name: str, day: datetime.date, decided: str = "") -> UUID | None:
        """
        Return who it was that came by this name; none for somebody new.

        :param decided: what somebody decided about this name: a person's id, or NEW
        :raises Unclear: if a person must decide
        """
        if decided == NEW:
            return None
        if decided in self.ids:
            return UUID(decided)
        fits = self.by(name)
        living = [fit for fit in fits if fit.died_on is None or day <= fit.died_on]
        if len(living) > 1:
            raise Unclear(
                f"{len(living)} people here are called {name}. Say which, write the full name, "
                "or leave the name out",
                name=name,
            )
        if living:
            return living[0].person_id
        if fits:
            died_on = max(fit.died_on for fit in fits if fit.died_on)
            raise Unclear(
                f"We have it written down that {name} died, on {short_day(died_on)}. "
                "Is the date right? If this is somebody else, say so, or leave the name out",
                name=name,
            )
        return None


class Near:
    """Names that are one slip apart: a letter too many, too few, another, or two swapped."""

    def __init__(self, names: Iterable[str]) -> None:
        self._without_one: dict[str, set[str]] = {}
        for name in names:
            for shorter in _without_one(same(name)):
                self._without_one.setdefault(shorter, set()).add(name)

    def to(self, name: str) -> list[str]:
        """Return the names that this one may be meant to be, in order."""
        key = same(name)
        if len(key) < 4:  # Jo, Joe and Jon are three people
            return []
        near = {
            other
            for shorter in _without_one(key)
            for other in self._without_one.get(shorter, ())
            if same(other) != key and len(same(other)) > 3
        }
        return sorted(near)


def _without_one(key: str) -> set[str]:
    return {key, *(key[:n] + key[n + 1 :] for n in range(len(key)))}
