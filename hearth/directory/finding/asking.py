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
from decimal import Decimal
from math import log
from uuid import UUID

from hearth.directory.finding import spoken
from hearth.directory.finding.concepts import (
    IN_COMMON,
    WALK_IN,
    WORRIED,
    Concept,
    how_well,
    somebody_listens,
)
from hearth.directory.finding.facts import NOTHING, Fact
from hearth.directory.finding.lexicon import Lexicon
from hearth.directory.finding.numbers import numbers_in, says_when
from hearth.directory.finding.parts import Part, part_at
from hearth.directory.finding.prices import most_in
from hearth.directory.finding.slips import put_right
from hearth.directory.finding.things import DOING, Thing, thing_in
from hearth.directory.finding.whereabouts import Near, near_of, near_place, unknown_place
from hearth.directory.finding.within import Asks, Within, within
from hearth.directory.finding.words import (
    EMPTY,
    FEELS,
    FEELS_NOTHING,
    OTHERS,
    keys_of,
    plain,
    stem,
)
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

_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?")


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
    most: Decimal | None = None
    """What it may cost, in pounds."""
    unplaced: str = ""
    """Where they asked about, if nobody here knows where that is."""
    age: int | None = None
    about_another: bool = False
    """They are worried about somebody else."""
    terms: tuple[UUID, ...] = ()
    """What was needed, a term for each thing asked for."""
    things: tuple[Thing, ...] = ()
    """The very things that were named, if nothing else is needed: only they are what was asked."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words put right, as typed and as read."""
    not_understood: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        asks = (self.concepts, self.near, self.days, self.parts, self.facts, self.age)
        return not any(asks) and self.most is None


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
    most, rest = most_in(words[:LONGEST])
    said = numbers_in(plain(rest))
    asked = Asked(words=words[:LONGEST].strip(), age=said.age, miles=said.miles, most=most)
    tokens, corrected = put_right(said.text.split(), lexicon)
    reading = _Reading(tokens, lexicon, now)
    reading.read()
    left = {*reading.not_understood, *reading.unplaced.split()}
    typed = {read: as_typed for as_typed, read in corrected if read in left}
    corrected = tuple(pair for pair in corrected if pair[1] not in typed)
    reading.put_needs_first()
    reading.lead_somewhere()
    reading.of_age(asked.age)
    facts, parts, stretch = reading.facts, frozenset(reading.parts), reading.within
    if tokens and not (reading.has_read or asked.age or near or most is not None):
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
        unplaced=" ".join(typed.get(each, each) for each in reading.unplaced.split()),
        about_another=reading.about_another,
        terms=tuple(dict.fromkeys(reading.terms)),
        things=reading.only_things(),
        corrected=corrected,
        not_understood=tuple(typed.get(each, each) for each in reading.not_understood),
    )


class _Reading:
    """Words being read from left to right, the longest that is known at each place."""

    def __init__(self, tokens: list[str], lexicon: Lexicon, now: datetime.datetime) -> None:
        self.tokens, self.lexicon, self.now = tokens, lexicon, now
        self.concepts: list[Concept] = []
        self.terms: list[UUID] = []
        self.near: Near | None = None
        self.here = self.about_another = False
        self.unplaced = ""
        self.days: set[int] = set()
        self.parts: set[Part] = set()
        self.within: Within | None = None
        self.facts = NOTHING
        self.things: dict[str, Thing] = {}
        self.needs: set[str] = set()
        """Names of what is needed besides the things that are named."""
        self.not_understood: list[str] = []

    def read(self) -> None:
        at = 0
        while at < len(self.tokens):
            at += self._read_one(at)

    def put_needs_first(self) -> None:
        """Let who somebody is only put in order what helps with the need they named, if any."""
        if any(not each.extra and not each.is_who for each in self.concepts):
            self.concepts = [each.behind() if each.is_who else each for each in self.concepts]

    def lead_somewhere(self) -> None:
        """Let who is worried about another find where to take them as well, if they say when."""
        if self.about_another and (self.days or self.parts):
            by_slug = {term.slug: term for term in self.lexicon.terms.values() if term.key}
            terms = [by_slug[slug] for slug in WALK_IN if slug in by_slug]
            keys = [(term.key, self._telling(term.offers) * IN_COMMON) for term in terms]
            self.concepts += [Concept("", tuple(keys))] if terms else []

    def only_things(self) -> tuple[Thing, ...]:
        """Return the very things that are named, unless they are wanted for some other need."""
        good_for = {thing.good_for for thing in self.things.values()}
        return tuple(self.things.values()) if self.needs <= good_for else ()

    def of_age(self, age: int | None) -> None:
        """Put first what is for people of an age, if it is one that things are for."""
        if age is not None and age < spoken.GROWN_UP:  # "my lad is 15" asks for no men's shed
            self.concepts = [each for each in self.concepts if each.says not in spoken.GROWN_UPS]
        slug = next((slug for slug, ages in spoken.MEANT_FOR.items() if age in ages), "")
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
        if taken := self._postcode(at) or self._nowhere_known(at):
            return taken
        for length in range(min(self.lexicon.longest + ROOM, len(self.tokens) - at), 0, -1):
            phrase = tuple(self.tokens[at : at + length])
            if (
                self._place(at, phrase)
                or self._time(at, phrase)
                or self._fact(phrase)
                or self._here(phrase)
                or self._harmless(at, phrase)
                or self._terms(phrase)
            ):
                return length
        self._word(at, self.tokens[at])
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

    def _nowhere_known(self, at: int) -> int:
        """Pass over a place that we do not know, after "near": the rest is answered without it."""
        after = unknown_place(self.tokens[at + 1 :], self.lexicon)
        if self.tokens[at] != "near" or not after:
            return 0
        self.unplaced = self.unplaced or " ".join(after)
        return 1 + len(after)

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
        if not (at > 0 and self.tokens[at - 1] in spoken.BEFORE_A_PLACE):
            is_a_word = len(phrase) == 1 and stem(phrase[0]) in self.lexicon.words
            if self._means(phrase) or (is_a_word and not place.named_here):
                return False
        self.near = self.near or near_place(place)
        return True

    def _time(self, at: int, phrase: tuple[str, ...]) -> bool:
        words = " ".join(phrase)
        if words in spoken.DAYS and at > 0 and self.tokens[at - 1] in spoken.NOT_WHEN:
            return True
        if words in {"right now", "open now"} or (words == "now" and self._is_said_of_opening()):
            self._at(Asks.NOW, {part_at(self.now)[1]})
        elif words in spoken.SAID_OF_A_DAY:
            self._at(*spoken.SAID_OF_A_DAY[words])
        elif words in spoken.DAYS and (words not in spoken.WORDS_TOO or self._is_a_day(at)):
            self.days |= spoken.DAYS[words]
            self.within = None
        elif words in spoken.PARTS:
            self.parts |= spoken.PARTS[words]
        else:
            return False
        return True

    def _is_a_day(self, at: int) -> bool:
        """Test if a word that may be another is a day here: not in "sat at home crying"."""
        before = [word for word in self.tokens[:at] if word not in spoken.BETWEEN_DAYS]
        after = [word for word in self.tokens[at + 1 :] if word not in spoken.BETWEEN_DAYS]
        just_before = self.tokens[at - 1] if at else ""
        return (
            just_before in spoken.BEFORE_A_DAY
            or says_when(before[-1:])
            or says_when(after)
            or (not after and just_before not in spoken.NOT_BEFORE_A_DAY)
        )

    def _is_said_of_opening(self) -> bool:
        """Test if "now" is when something is to be there: not in "she wont go out now"."""
        return len(self.tokens) > 1 and not spoken.NEGATIONS & set(self.tokens)

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
        fact = spoken.FACTS.get(" ".join(phrase))
        if fact is None:
            return False
        self.facts |= fact
        return True

    def _here(self, phrase: tuple[str, ...]) -> bool:
        self.here = self.here or phrase in spoken.HERE
        return phrase in spoken.HERE

    def _speaks_of_another(self) -> bool:
        return bool(OTHERS & set(self.tokens))

    def _harmless(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Pass over what would mean self-harm, but for what is cut: "I want to cut my hair"."""
        around = {*self.tokens[max(0, at - 1) : at], *self.tokens[at + len(phrase) :][:3]}
        return (
            "cut" in map(stem, phrase)
            and bool(around & FEELS_NOTHING)
            and not FEELS & set(self.tokens)
            and any(self.lexicon.terms[each].slug in spoken.GRAVE for each in self._means(phrase))
        )

    def _terms(self, phrase: tuple[str, ...]) -> bool:
        ids = self._means(phrase)
        if not ids:
            return False
        self.terms.append(ids[0])
        terms = [self.lexicon.terms[each] for each in ids]
        thing = thing_in(phrase, terms, self.lexicon)
        if thing:
            self.things[thing.says] = thing
            terms = [term for term in terms if term.slug in DOING]
        keys = [
            (term.key, self._telling(term.offers) * how_well(term, terms, phrase))
            for term in terms
            if term.key
        ]
        if any(term.slug == WORRIED for term in terms):
            self.about_another |= terms[0].slug == WORRIED or self._speaks_of_another()
        said = {
            word: known
            for word in phrase
            if word not in EMPTY and (known := self.lexicon.words.get(stem(word)))
        }
        if any(term.is_crisis for term in terms):
            said = {}  # who says "suicide" wants help now, not whatever has the word in it
        if len(said) == len(phrase) == 1:  # an entry that says the very word may lack the term
            keys += [(number, self._telling(offers)) for number, offers in said.values()]
        is_who = all(term.facet == Facet.WHO for term in terms) or phrase in spoken.RELATIONS
        if not (thing or is_who) and not spoken.ORDINARY.issuperset(phrase):
            self.needs.add(terms[0].name)
        if any(each.says == terms[0].name for each in self.concepts):
            return True
        self.concepts.append(Concept(terms[0].name, tuple(keys), is_who=is_who))
        for word, (number, offers) in said.items():
            key = (number, 0.5 * self._telling(offers))
            self.concepts.append(Concept(word, (key,), extra=True))
        return True

    def _word(self, at: int, word: str) -> None:
        if word in EMPTY or word in spoken.BEFORE_A_PLACE:
            return
        known = self.lexicon.words.get(stem(word))
        if known:
            number, offers = known
            is_everywhere = offers * EVERYWHERE > self.lexicon.offers > SMALL_DIRECTORY
            key = (number, self._telling(offers))
            self.concepts.append(Concept(word, (key,), extra=is_everywhere))
        elif not word.isdigit() and len(word) > 1 and word not in spoken.ORDINARY:
            if self.terms and at and self.tokens[at - 1] == "in" and not self.unplaced:
                self.unplaced = word  # "debt advice in Xyzzy"
            else:
                self.not_understood.append(word)

    def _telling(self, offers: int) -> float:
        """Return how much it says that something answers to this: from 1 up to 2 for the rarest."""
        every = max(self.lexicon.offers, 2)
        return 1 + log(every / max(offers, 1)) / log(every)
