"""
What words mean in this partnership: its terms and synonyms, its places, and the words in entries.

It is read at most once a minute in each process, and again at once where something was published.
"""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from statistics import mean
from uuid import UUID

from django.db.models import Avg, Count, Max, QuerySet

from hearth.directory.finding.words import EMPTY, keys_of, plain
from hearth.directory.models import (
    Facet,
    Findable,
    FindWord,
    Location,
    Service,
    ServiceAtLocation,
    Synonym,
    Term,
)
from hearth.foundation.schema import schema_in_hand
from hearth.places import geo
from hearth.places.models import Site

KEEP_FOR = 60.0
"""Seconds: a synonym that a connector adds is understood everywhere within a minute."""

EVERYTHING = "*"
"""The word that every offer is found by, for when nothing but a day or a place is asked for."""

PLACES_WITHIN_KM = 25.0
"""A ward is known by name if the partnership has something this near."""


@dataclass(frozen=True)
class KnownTerm:
    id: UUID
    slug: str
    name: str
    facet: str
    is_crisis: bool
    key: int
    """Its FindWord; 0 if nothing here is tagged with it."""
    offers: int


@dataclass(frozen=True)
class KnownPlace:
    name: str
    latitude: float
    longitude: float
    named_here: bool
    """Entries or sites here name it; a ward's name that none of them says counts for less."""


@dataclass(frozen=True)
class Lexicon:
    """All that is needed to understand a search."""

    terms: dict[UUID, KnownTerm]
    phrases: dict[tuple[str, ...], tuple[UUID, ...]]
    """Terms by what people say for them (see words.keys_of)."""
    words: dict[str, tuple[int, int]]
    """FindWord and how many offers it finds, by stem."""
    places: dict[tuple[str, ...], KnownPlace]
    """By the plain words of their names."""
    everything: int
    """FindWord of EVERYTHING; 0 if nothing is published."""
    offers: int
    """How many findables there are."""
    spellings: dict[str, int] = field(repr=False, default_factory=dict)
    """Every word that is known as it is written, with how common it is here."""

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(map(len, [*self.phrases, *self.places]), default=1)

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        """The known spellings, by how many letters they have."""
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.spellings:
            found[len(word)].append(word)
        return dict(found)


_kept: dict[str, tuple[float, Lexicon]] = {}


def lexicon() -> Lexicon:
    """Return the words of the partnership in hand."""
    schema = schema_in_hand()
    until, known = _kept.get(schema, (0.0, None))
    if known is None or time.monotonic() > until:
        known = _read()
        _kept[schema] = (time.monotonic() + KEEP_FOR, known)
    return known


def forget() -> None:
    """Read the words of the partnership in hand again next time."""
    forget_in(schema_in_hand())()


def forget_in(schema: str) -> Callable[[], None]:
    """Return the act of reading a partnership's words again next time, for when all is saved."""

    def forgets() -> None:
        _kept.pop(schema, None)

    return forgets


def _read() -> Lexicon:
    # A word that finds nothing any more may be the name of a place that is kept secret now.
    words = FindWord.objects.filter(offers__gt=0)
    found = list(words.values_list("id", "word", "written", "offers"))
    by_word = {word: (number, offers) for number, word, _, offers in found}
    terms = {
        term.id: KnownTerm(
            term.id, term.slug, term.name, term.facet, term.is_crisis,
            *by_word.get(f"{Facet(term.facet).lower()}/{term.slug}", (0, 0)),
        )
        for term in Term.objects.filter(taxonomy__slug="hub")
    }  # fmt: skip
    spellings: dict[str, int] = defaultdict(int)
    for _, word, written, offers in found:
        if word.startswith("=") and written:
            spellings[written] += offers
    said = _what_people_say(terms)
    for word, often in said.spellings.items():
        spellings[word] += often
    places = _places()
    for name in places:
        for word in name:
            spellings[word] += 3
    return Lexicon(
        terms=terms,
        phrases=said.phrases,
        words={word[1:]: numbers for word, numbers in by_word.items() if word.startswith("=")},
        places=places,
        everything=by_word.get(EVERYTHING, (0, 0))[0],
        offers=Findable.objects.count(),
        spellings={word: often for word, often in spellings.items() if len(word) > 2},
    )


SPOKEN_OF = [Facet.NEED, Facet.WHO, Facet.OFFER, Facet.LIKE, Facet.OTHER]
"""Of several terms that a phrase means, a need is what it is first."""


@dataclass(frozen=True)
class _Said:
    """What people say for terms, as it was worked out when the synonyms had this stamp."""

    stamp: object
    phrases: dict[tuple[str, ...], tuple[UUID, ...]]
    spellings: dict[str, int]


_said: dict[str, _Said] = {}


def _what_people_say(terms: dict[UUID, KnownTerm]) -> _Said:
    """Return all phrases there are for terms: many thousands, so only anew when some changed."""
    meant = frozenset((term.id, term.facet, term.name) for term in terms.values())
    refused = frozenset(Synonym.objects.filter(not_here=True).values_list("phrase", "term_id"))
    stamp = (meant, refused, *Synonym.objects.aggregate(Count("pk"), Max("recorded_at")).values())
    schema = schema_in_hand()
    before = _said.get(schema)
    if before is None or before.stamp != stamp:
        no_more = {(_very_words(phrase), term_id) for phrase, term_id in refused}
        said = [
            (phrase, term_id)
            for phrase, term_id, by_hand in Synonym.objects.said().values_list(
                "phrase", "term_id", "by_hand"
            )
            if by_hand or (_very_words(phrase), term_id) not in no_more
        ]
        said += [(plain(term.name), term.id) for term in terms.values()]
        before = _said[schema] = _Said(stamp, _phrases(said, terms), _spellings(said))
    return before


def _very_words(phrase: str) -> tuple[str, ...]:
    """Return what a phrase says, whatever small words stand in it."""
    return keys_of(phrase.split())[0]


def _phrases(
    said: Iterable[tuple[str, UUID]], terms: dict[UUID, KnownTerm]
) -> dict[tuple[str, ...], tuple[UUID, ...]]:
    found: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for phrase, term_id in said:
        for key in keys_of(phrase.split()) if phrase and term_id in terms else ():
            if term_id not in found[key]:
                found[key].append(term_id)

    def first(term_id: UUID) -> tuple[int, str]:
        return SPOKEN_OF.index(Facet(terms[term_id].facet)), terms[term_id].slug

    return {key: tuple(sorted(ids, key=first)) for key, ids in found.items()}


def _spellings(said: Iterable[tuple[str, UUID]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for phrase, _ in said:
        for word in phrase.split():
            found[word] += 5  # people say it, so it is likelier to be meant than a rare word
    return dict(found)


_AND = re.compile(r",| and | & ")
"""Between the names in a name such as "Acomb, Holgate and Westfield"."""


def _places() -> dict[tuple[str, ...], KnownPlace]:
    """
    Return towns, their parts and neighbourhoods as entries and sites name them, and wards about.

    A place of which nothing public is known adds nothing: where a refuge is must not be guessed
    from where "near" it is.
    """
    told = ServiceAtLocation.objects.told().filter(service__in=Service.objects.public())
    here = Location.objects.filter(
        latitude__isnull=False, longitude__isnull=False, id__in=told.values("location")
    )
    named = _districts(here)
    for column in ("neighbourhood", "town"):
        rows = here.exclude(**{column: ""}).values_list(column)
        named += rows.annotate(Avg("latitude"), Avg("longitude"), Count("id"))[:5000].values_list(
            column, "latitude__avg", "longitude__avg"
        )
    for site in Site.objects.filter(latitude__isnull=False):
        assert site.latitude is not None
        assert site.longitude is not None
        names = site.neighbourhoods or [site.name]
        named += [(each, site.latitude, site.longitude) for each in names]
    spots = {
        geo.Spot(round(latitude, 1), round(longitude, 1), geo.Precision.OUTWARD_CODE)
        for _, latitude, longitude in named
    }
    found = {
        tuple(plain(area.ward).split()): KnownPlace(
            area.ward, area.latitude, area.longitude, named_here=False
        )
        for area in geo.areas()
        if area.ward and _is_near(area, spots)
    }
    wards = dict(found)
    for name, latitude, longitude in named:
        whole = tuple(plain(name).split())
        for part in dict.fromkeys([name, *_AND.split(name)]):
            words = tuple(plain(part).split())
            if not words or (len(words) == 1 and words[0] in EMPTY):
                continue
            ward = None if words == whole else wards.get(words)
            spot = (ward.latitude, ward.longitude) if ward else (latitude, longitude)
            if words == whole or words not in found or words in wards:
                found[words] = KnownPlace(part.strip(), *spot, named_here=True)
    return {words: place for words, place in found.items() if words}


_STREET = re.compile(
    r"[0-9()]|\b(?:avenue|close|court|crescent|drive|lane|parade|quay|road|row|square|street"
    r"|terrace|walk|wharf|way|yard)$"
)


def _districts(here: QuerySet[Location]) -> list[tuple[str, float, float]]:
    """Return the parts of towns that addresses end with: Tang Hall in "Beck Row, Tang Hall"."""
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for address, latitude, longitude in here.exclude(address="").values_list(
        "address", "latitude", "longitude"
    )[:5000]:
        *street, district = [each.strip() for each in re.split(r"[,\n]", address) if each.strip()]
        if street and latitude and longitude and not _STREET.search(district.lower()):
            found[district].append((latitude, longitude))
    return [
        (district, mean(spot[0] for spot in spots), mean(spot[1] for spot in spots))
        for district, spots in found.items()
    ]


def _is_near(area: geo.Area, spots: Iterable[geo.Spot]) -> bool:
    return any(geo.distance_km(area, spot) < PLACES_WITHIN_KM for spot in spots)
