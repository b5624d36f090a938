"""
Understanding what somebody typed, as a connector would who listens.

Pure knowledge, over a lexicon: what is needed, when, near where, for whom. Nothing typed is wrong;
what means nothing to us is said back, and put aside for connectors to learn from.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log
from uuid import UUID

from hearth.directory.finding.facts import NOTHING, Fact
from hearth.directory.finding.lexicon import KnownPlace, KnownTerm, Lexicon
from hearth.directory.finding.numbers import numbers_in, says_when
from hearth.directory.finding.parts import Part, part_at
from hearth.directory.finding.slips import put_right
from hearth.directory.finding.spoken import (
    BEFORE_A_DAY,
    BETWEEN_DAYS,
    DAYS,
    FACTS,
    NOT_BEFORE_A_DAY,
    ORDINARY,
    PARTS,
    SAID_OF_A_DAY,
    WORDS_TOO,
)
from hearth.directory.finding.within import Asks, Within, within
from hearth.directory.finding.words import EMPTY, SMALL, keys_of, plain, stem
from hearth.directory.models import Facet
from hearth.places import geo

LONGEST = 200
"""Letters that are read; nobody asks for help in more."""

EVERYWHERE = 12
"""A word that more than one of so many offers says finds nothing by itself,"""
SMALL_DIRECTORY = 60
"""unless there are no more offers than this."""
ROOM = 3
"""How many small words more than a phrase has may stand within it."""

GROWN_UP = 18
GROWN_UPS = {"Men", "Women", "Older people"}
"""Names of terms that a child is none of."""
RELATIONS = {
    (each,)
    for each in (
        "mum",
        "mums",
        "mam",
        "mams",
        "dad",
        "dads",
        "nan",
        "nans",
        "gran",
        "grandad",
        "teen",
        "teens",
        "teenager",
        "teenagers",
        "kid",
        "kids",
        "neighbour",
        "neighbours",
        "lad",
        "lads",
    )
}
"""Who it is about, not what they need: "grief group for my nan"."""
NOT_WHEN = {"till", "until", "by", "since", "last", "before", "after"}
"""Before a day, it is not the day on which something is asked for: "no food till friday"."""
NEGATIONS = {"not", "no", "never", "cant", "wont", "dont", "doesnt", "hasnt", "havent", "isnt"}
HERE = {("near", "me"), ("nearby",), ("near", "here"), ("close", "to", "me"), ("round", "here")}
MEANT_FOR = {
    "children": range(11),
    "young-people": range(11, 26),
    "older-people": range(60, 120),
}
"""The ages of people whom a term for them means, as it describes them."""
BEFORE_A_PLACE = {"in", "near", "around", "at", "round", "to", "from", "by", "of"}
_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?")


@dataclass(frozen=True)
class Near:
    """Where somebody asks about. It is used for this one answer, and kept nowhere."""

    name: str
    latitude: float
    longitude: float
    neighbourhood: str = ""
    """Its ward or town, to learn from; never nearer."""


@dataclass(frozen=True)
class Concept:
    """One thing that is asked for, by any of several keys."""

    says: str
    """As a page repeats it: a term's name, or the word itself."""
    keys: tuple[tuple[int, float], ...]
    """FindWord and how well it answers."""
    extra: bool = False
    """It only puts what says the very word first, and finds nothing by itself."""
    is_who: bool = False
    """It says who somebody is, and not what they need."""

    def behind(self) -> Concept:
        """Return the same, only to put in order what is found by something else."""
        return replace(self, keys=tuple((key, said * 0.8) for key, said in self.keys), extra=True)


@dataclass(frozen=True)
class Asked:
    """What was understood."""

    words: str = ""
    concepts: tuple[Concept, ...] = ()
    near: Near | None = None
    wants_near: bool = False
    """They said "near me", and we do not know where that is."""
    miles: float | None = None
    days: frozenset[int] = frozenset()
    parts: frozenset[Part] = frozenset()
    within: Within | None = None
    """When it must really be there, if it was said of this very day: "now", "tonight"."""
    facts: Fact = NOTHING
    age: int | None = None
    terms: tuple[UUID, ...] = ()
    """What was needed, a term for each thing asked for."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words put right, as typed and as read."""
    not_understood: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.concepts or self.near or self.days or self.parts or self.facts or self.age)


def understand(
    words: str,
    *,
    lexicon: Lexicon,
    now: datetime.datetime,
    near: Near | None = None,
) -> Asked:
    """
    Return what these words ask for.

    :param now: on the clock of the place, for "tonight" and "tomorrow"
    :param near: where, if that was said apart; else it is looked for in the words
    """
    said = numbers_in(plain(words[:LONGEST]))
    asked = Asked(words=words[:LONGEST].strip(), age=said.age, miles=said.miles)
    tokens, corrected = put_right(said.text.split(), lexicon)
    reading = _Reading(tokens, lexicon, now)
    reading.read()
    typed = {read: as_typed for as_typed, read in corrected if read in reading.not_understood}
    corrected = tuple(pair for pair in corrected if pair[1] not in typed)
    reading.put_needs_first()
    reading.of_age(asked.age)
    facts, parts, stretch = reading.facts, frozenset(reading.parts), reading.within
    if tokens and not (reading.has_read or asked.age or near):
        reading.concepts += somebody_listens(lexicon)  # "please help me"
    if any(lexicon.terms[each].slug == "sleep" for each in reading.terms):
        parts -= {Part.NIGHT, Part.EVENING}  # "awake all night" asks for no night opening
        stretch = stretch.whole_day() if stretch else None
    return replace(
        asked,
        concepts=tuple(reading.concepts),
        near=near or reading.near,
        wants_near=reading.here and near is None and reading.near is None,
        days=frozenset(reading.days),
        parts=parts,
        within=stretch,
        facts=facts,
        terms=tuple(dict.fromkeys(reading.terms)),
        corrected=corrected,
        not_understood=tuple(typed.get(each, each) for each in reading.not_understood),
    )


LISTENING = {"be-heard": 1.0, "open-door": 1.0, "befriending": 0.7, "counselling": 0.7}
"""Where somebody listens, whatever it is; and how good an answer that is."""


def somebody_listens(lexicon: Lexicon) -> tuple[Concept, ...]:
    """Return what a connector would say who did not follow, but heard somebody ask for help."""
    keys = tuple(
        (term.key, LISTENING[term.slug])
        for term in lexicon.terms.values()
        if term.slug in LISTENING and term.key
    )
    name = next((term.name for term in lexicon.terms.values() if term.slug == "be-heard"), "")
    return (Concept(name, keys),) if keys else ()


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
    return _near_place(place) if place else None


def near_of(name: str, spot: geo.Spot) -> Near:
    """Return a spot as somewhere that is asked about."""
    return Near(name, spot.latitude, spot.longitude, spot.ward or spot.local_authority or "")


def _near_place(place: KnownPlace) -> Near:
    return Near(place.name, place.latitude, place.longitude, place.name)


def _answers(term: KnownTerm, terms: list[KnownTerm], phrase: tuple[str, ...]) -> float:
    """
    Return how well a term answers a phrase, of all the terms that it means.

    What the phrase names comes first; if it names none, what is tagged with the very need comes
    before a kind of help that many needs have in common. Help at once is never behind.
    """
    if term.is_crisis:
        return 1.0
    named = [each for each in terms if _names(phrase, each)]
    if named:
        return 1.0 if term in named else IN_COMMON
    return 1.0 if term.facet == terms[0].facet or terms[0].facet != Facet.NEED else IN_COMMON


def _names(phrase: tuple[str, ...], term: KnownTerm) -> bool:
    said = {stem(word) for word in plain(term.name).split() if word not in SMALL}
    return bool(said & {stem(word) for word in phrase})


IN_COMMON = 0.75


class _Reading:
    """Words being read from left to right, the longest that is known at each place."""

    def __init__(self, tokens: list[str], lexicon: Lexicon, now: datetime.datetime) -> None:
        self.tokens, self.lexicon, self.now = tokens, lexicon, now
        self.concepts: list[Concept] = []
        self.terms: list[UUID] = []
        self.near: Near | None = None
        self.here = False
        self.days: set[int] = set()
        self.parts: set[Part] = set()
        self.within: Within | None = None
        self.facts = NOTHING
        self.not_understood: list[str] = []

    def read(self) -> None:
        at = 0
        while at < len(self.tokens):
            at += self._read_one(at)

    def put_needs_first(self) -> None:
        """Let who somebody is only put in order what helps with the need they named, if any."""
        if any(not each.extra and not each.is_who for each in self.concepts):
            self.concepts = [each.behind() if each.is_who else each for each in self.concepts]

    def of_age(self, age: int | None) -> None:
        """Put first what is for people of an age, if it is one that things are for."""
        if age is not None and age < GROWN_UP:  # "my lad is 15" asks for no men's shed
            self.concepts = [each for each in self.concepts if each.says not in GROWN_UPS]
        slug = next((slug for slug, ages in MEANT_FOR.items() if age in ages), "")
        for term in self.lexicon.terms.values():
            if term.slug == slug and term.key:
                key = (term.key, self._telling(term.offers))
                self.concepts.append(Concept(term.name, (key,), extra=True))

    @property
    def has_read(self) -> bool:
        """Test if any of the words told us something, or was one that we do not know."""
        return bool(
            any(not each.extra for each in self.concepts)
            or self.near or self.here or self.days or self.parts or self.facts
            or self.not_understood
        )  # fmt: skip

    def _read_one(self, at: int) -> int:
        """Read what stands here, and return how many words it took."""
        if taken := self._postcode(at):
            return taken
        for length in range(min(self.lexicon.longest + ROOM, len(self.tokens) - at), 0, -1):
            phrase = tuple(self.tokens[at : at + length])
            if (
                self._place(at, phrase)
                or self._time(at, phrase)
                or self._fact(phrase)
                or self._here(phrase)
                or self._terms(phrase)
            ):
                return length
        self._word(self.tokens[at])
        return 1

    def _postcode(self, at: int) -> int:
        two = " ".join(self.tokens[at : at + 2])
        for taken, typed in ((2, two), (1, self.tokens[at])):
            if not any(each.isdigit() for each in typed) or len(typed.split()) < taken:
                continue
            postcode = geo.parse_postcode(typed)
            if postcode and (spot := geo.find(postcode)):
                self.near = near_of(postcode, spot)
                return taken
        if _OUTWARD.fullmatch(self.tokens[at]) and (spot := geo.find_outward(self.tokens[at])):
            self.near = near_of(self.tokens[at].upper(), spot)
            return 1
        return 0

    def _means(self, phrase: tuple[str, ...]) -> tuple[UUID, ...]:
        known = self.lexicon.phrases
        return next((known[key] for key in keys_of(phrase) if key in known), ())

    def _place(self, at: int, phrase: tuple[str, ...]) -> bool:
        """
        Take the words for a place, if that is likelier than another meaning of theirs.

        After "in" or "near" it always is. Else a name that entries here use is one unless people
        say it for a need; a ward's name that none of them uses only if it is no other word either.
        """
        place = self.lexicon.places.get(phrase)
        if place is None:
            return False
        if not (at > 0 and self.tokens[at - 1] in BEFORE_A_PLACE):
            is_a_word = len(phrase) == 1 and stem(phrase[0]) in self.lexicon.words
            if self._means(phrase) or (is_a_word and not place.named_here):
                return False
        self.near = self.near or _near_place(place)
        return True

    def _time(self, at: int, phrase: tuple[str, ...]) -> bool:
        words = " ".join(phrase)
        if words in DAYS and at > 0 and self.tokens[at - 1] in NOT_WHEN:
            return True
        if words in {"right now", "open now"} or (words == "now" and self._is_said_of_opening()):
            self._at(Asks.NOW, {part_at(self.now)[1]})
        elif words in SAID_OF_A_DAY:
            self._at(*SAID_OF_A_DAY[words])
        elif words in DAYS and (words not in WORDS_TOO or self._is_a_day(at)):
            self.days |= DAYS[words]
            self.within = None
        elif words in PARTS:
            self.parts |= PARTS[words]
        else:
            return False
        return True

    def _is_a_day(self, at: int) -> bool:
        """Test if a word that may be another is a day here: not in "sat at home crying"."""
        before = [word for word in self.tokens[:at] if word not in BETWEEN_DAYS]
        after = [word for word in self.tokens[at + 1 :] if word not in BETWEEN_DAYS]
        just_before = self.tokens[at - 1] if at else ""
        return (
            just_before in BEFORE_A_DAY
            or says_when(before[-1:])
            or says_when(after)
            or (not after and just_before not in NOT_BEFORE_A_DAY)
        )

    def _is_said_of_opening(self) -> bool:
        """Test if "now" is when something is to be there: not in "she wont go out now"."""
        return len(self.tokens) > 1 and not NEGATIONS & set(self.tokens)

    def _at(self, asks: Asks, parts: Iterable[Part]) -> None:
        """Take a day of the calendar. Where several are named, any such day of a week will do."""
        named = within(asks, self.now)
        weekday = named.day.weekday()
        if not self.days or (self.within and self.days == {weekday} and named.is_of_the_clock):
            self.within = named
        elif self.days != {weekday}:
            self.within = None
        self.days.add(weekday)
        self.parts |= set(parts)

    def _fact(self, phrase: tuple[str, ...]) -> bool:
        fact = FACTS.get(" ".join(phrase))
        if fact is None:
            return False
        self.facts |= fact
        return True

    def _here(self, phrase: tuple[str, ...]) -> bool:
        self.here = self.here or phrase in HERE
        return phrase in HERE

    def _terms(self, phrase: tuple[str, ...]) -> bool:
        ids = self._means(phrase)
        if not ids:
            return False
        self.terms.append(ids[0])
        terms = [self.lexicon.terms[each] for each in ids]
        keys = [
            (term.key, self._telling(term.offers) * _answers(term, terms, phrase))
            for term in terms
            if term.key
        ]
        said = {
            word: known
            for word in phrase
            if word not in EMPTY and (known := self.lexicon.words.get(stem(word)))
        }
        if any(term.is_crisis for term in terms):
            said = {}  # who says "suicide" wants help now, not whatever has the word in it
        if len(said) == len(phrase) == 1:  # an entry that says the very word may lack the term
            keys += [(number, self._telling(offers)) for number, offers in said.values()]
        if any(each.says == terms[0].name for each in self.concepts):
            return True
        is_who = all(term.facet == Facet.WHO for term in terms) or phrase in RELATIONS
        self.concepts.append(Concept(terms[0].name, tuple(keys), is_who=is_who))
        for word, (number, offers) in said.items():
            key = (number, 0.5 * self._telling(offers))
            self.concepts.append(Concept(word, (key,), extra=True))
        return True

    def _word(self, word: str) -> None:
        if word in EMPTY or word in BEFORE_A_PLACE:
            return
        known = self.lexicon.words.get(stem(word))
        if known:
            number, offers = known
            is_everywhere = offers * EVERYWHERE > self.lexicon.offers > SMALL_DIRECTORY
            key = (number, self._telling(offers))
            self.concepts.append(Concept(word, (key,), extra=is_everywhere))
        elif not word.isdigit() and len(word) > 1 and word not in ORDINARY:
            self.not_understood.append(word)

    def _telling(self, offers: int) -> float:
        """Return how much it says that something answers to this: from 1 up to 2 for the rarest."""
        every = max(self.lexicon.offers, 2)
        return 1 + log(every / max(offers, 1)) / log(every)
