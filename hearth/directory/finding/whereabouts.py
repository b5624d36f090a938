"""Where somebody asks about, as far as it is known here."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.directory.finding.lexicon import KnownPlace, Lexicon
from hearth.directory.finding.numbers import says_when
from hearth.directory.finding.slips import put_right
from hearth.directory.finding.spoken import FACTS
from hearth.directory.finding.words import keys_of, plain
from hearth.places import geo


@dataclass(frozen=True)
class Near:
    """Where somebody asks about. It is used for this one answer, and kept nowhere."""

    name: str
    latitude: float
    longitude: float
    neighbourhood: str = ""
    """Its ward or town, to learn from; never nearer."""


def find_place(words: str, *, lexicon: Lexicon) -> Near | None:
    """Return where a postcode, the first half of one, or the name of a place here is."""
    spot = geo.find(words)
    if spot:
        return near_of(words.strip().upper(), spot)
    tokens = plain(words).split()
    if len(tokens) == 1 and (outward := geo.find_outward(tokens[0])):
        return near_of(tokens[0].upper(), outward)
    place = lexicon.places.get(tuple(tokens))
    if place is None and tokens:
        right, _ = put_right(tokens, lexicon)
        place = lexicon.places.get(tuple(right))
    return near_place(place) if place else None


def near_of(name: str, spot: geo.Spot) -> Near:
    """Return a spot as somewhere that is asked about."""
    return Near(name, spot.latitude, spot.longitude, spot.ward or spot.local_authority or "")


def near_place(place: KnownPlace) -> Near:
    return Near(place.name, place.latitude, place.longitude, place.name)


NAME = 3
"""How many words the name of a place may have that nobody knows."""
NO_NAME = {"me", "us", "here", "by", "home", "my", "our", "the", "a", "where", "to", "you"}
"""What no name of a place begins with."""


def unknown_place(tokens: list[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the words that come first, as far as they are no place, time or need that we know."""
    name: list[str] = []
    while len(name) < min(NAME, len(tokens)) and not _is_known(tokens[len(name) :], lexicon):
        name.append(tokens[len(name)])
    return () if not name or name[0] in NO_NAME else tuple(name)


def _is_known(tokens: list[str], lexicon: Lexicon) -> bool:
    """Test if words begin with what we know: a postcode too, which has a number."""
    phrases = [tuple(tokens[:length]) for length in range(1, lexicon.longest + 1)]
    return (
        any(map(str.isdigit, tokens[0]))
        or says_when(tokens)
        or any(
            phrase in lexicon.places
            or " ".join(phrase) in FACTS
            or any(key in lexicon.phrases for key in keys_of(phrase))
            for phrase in phrases
        )
    )
