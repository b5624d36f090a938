"""
Finding people by an imperfect name, quickly, among those the searcher may see.

Two letters are enough. What was typed becomes keys, each of which the database
looks up in one index that is already in the order in which people were last
here; so the work does not grow with the people. Only when that finds few are
slips of the keys looked for, in the words of all names.

A greeter finds people by the name they like to be called. What a team was told
(full and other names, date of birth) finds them for that team alone.
"""

import datetime
import itertools
import string
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils import timezone

from hearth.foundation.actors import Actor, Permission
from hearth.foundation.statements import ask
from hearth.people import names
from hearth.people.models import flags_of
from hearth.people.standing import LATELY

LIMIT = 10
ENOUGH = 3
"""People found who are enough not to look for slips of the keys."""

FEWEST_LETTERS = 2
LONG_WORD = 6
"""Letters of a word in which two slips of the keys are likely."""

MOST_LOOKED_UP = 240
"""Keys, each letter that any letter stands for counted."""

MOST_MEANT = 6
"""Words that one mistyped word may have been meant for."""

TWO, FOUR, WORD, PAIR, BORN, LONG, NEAR, FAR, BOTH = range(1, 10)
"""
The indexes, as migrations/_findable.py numbers them. Of two words, PAIR has two letters of each,
NEAR four of the first and one of the second, FAR one and four, BOTH four of each.
"""
ANY_LETTER = "?"
"""In a key: the database looks it up with each letter here, and with none."""

EXACT, BEGINS, SHORT, FAR_SHORT, MISTYPED = 0, 1, 2, 10, 20
"""Tiers: what is below 10 is ordered by when people were last here, before anything above."""

MATCHING = """
SELECT person_id, known_as, pronouns, needs, word, tier, seen_on, seen_here, full_name, other_names,
    born_on FROM people_matching(
    %s::uuid[], %s::boolean[], %s::int[], %s::text[], %s::text[], %s::int[], %s::uuid, %s::date,
    %s::int, %s::int)
"""
MEANT = "SELECT typed, meant, sounds FROM people_meant(%s::text[])"


@dataclass(frozen=True)
class Found:
    """Somebody who may be the one meant, best first."""

    person_id: UUID
    known_as: str
    pronouns: str
    need_flags: tuple[tuple[str, str], ...]
    """Icon and words of each need, as Person.need_flags has them."""
    last_seen_on: datetime.date | None
    """The last day of a welcome, at the sites that were searched."""
    last_seen_here_on: datetime.date | None
    also_called: str = ""
    """The name that was matched, where it is not the one they like and the actor may know it."""
    why: str = ""
    """Why they are here, in words, where it is not plain to see: "also called Elizabeth Smith"."""


@dataclass(frozen=True)
class _Key:
    kind: int
    key: str
    tier: int
    likes: str | None = None

    @property
    def looks_up(self) -> int:
        """How many the database looks up for it."""
        return 1 + len(string.ascii_lowercase) if ANY_LETTER in self.key else 1


@dataclass(frozen=True)
class _Form:
    """One thing a typed word may mean: a beginning, or a whole word; and how good a guess it is."""

    word: str
    tier: int
    whole: bool

    @property
    def is_long(self) -> bool:
        """Whether its first four letters are known."""
        return self.whole or len(self.word) >= 4

    @property
    def two(self) -> str:
        """The first two letters; a word of one letter may begin any other."""
        begins = self.word + ANY_LETTER if len(self.word) == 1 and not self.whole else self.word
        return f"{begins[:2]:2}"

    @property
    def like(self) -> str:
        return f"% {self.word} %" if self.whole else f"% {self.word}%"


def find_people(
    *,
    actor: Actor,
    words: str,
    sites: Sequence[UUID],
    here: UUID | None = None,
    limit: int = LIMIT,
    today: datetime.date | None = None,
) -> list[Found]:
    """
    Return the people at these sites whom the words may mean, those seen here lately first.

    Where the actor only greets, that is whom the site welcomed in the last 26
    weeks and may list; where they see people, everybody the site knows. Nobody
    who has died. Sites where they do neither are left out. One question is
    asked, or three where that finds few, however many people there are.

    :param here: the site where the searcher stands, whose people come first
    :param today: the day in England, unless another is given
    """
    today = today or timezone.localdate()
    sees = set(actor.places_where(Permission.SEE_PEOPLE))
    greets = set(actor.places_where(Permission.GREET_PEOPLE))
    searched = [site for site in dict.fromkeys(sites) if site in sees | greets]
    typed = names.read(words, today=today)
    if not searched or not (typed.born or _is_enough(typed)):
        return []
    look = _Look(searched, sees, here, today - LATELY, limit)
    found = look.up(_keys(typed))
    if len(found) < min(ENOUGH, limit) and not typed.born:
        told = {one.person_id for one in found}
        more = look.up(_keys_for_slips(typed))
        found += [one for one in more if one.person_id not in told]
    return found[:limit]


def people_like(
    *,
    actor: Actor,
    site: UUID,
    known_as: str,
    given_name: str = "",
    family_name: str = "",
    born_on: datetime.date | None = None,
    besides: UUID | None = None,
    limit: int = 3,
    today: datetime.date | None = None,
) -> list[Found]:
    """
    Return people at a site who may be the one now being written down. It is a hint, never a no.

    The whole name is looked for first, then the first name alone; with a birth
    date, whoever has it and one of the names comes before both.
    """
    full = f"{given_name} {family_name}".strip()
    asked = [known_as] if known_as.strip() else []
    if full:
        asked.append(full)
    if born_on:
        asked = [f"{name} {born_on:%d/%m/%Y}" for name in asked[-1:]] + asked
    found: dict[UUID, Found] = {}
    for words in asked:
        for one in find_people(
            actor=actor, words=words, sites=[site], here=site, limit=limit + 1, today=today
        ):
            if one.person_id != besides and len(found) < limit:
                found.setdefault(one.person_id, one)
    return list(found.values())


def _is_enough(typed: names.Typed) -> bool:
    """Test if there are two letters of something, or one sign of a script that needs no more."""
    return any(
        len(word) >= FEWEST_LETTERS or not word.isascii()
        for reading in typed.readings
        for word in reading
    )


@dataclass(frozen=True)
class _Look:
    sites: list[UUID]
    sees: Collection[UUID]
    here: UUID | None
    lately: datetime.date
    limit: int

    def up(self, keys: list[_Key]) -> list[Found]:
        """Ask the database for some keys, and return who was found."""
        if not keys:
            return []
        teams = [site in self.sees for site in self.sites]
        answers = ask(
            MATCHING,
            [
                self.sites, teams, [key.kind for key in keys], [key.key for key in keys],
                [key.likes for key in keys], [key.tier for key in keys],
                self.here, self.lately, self.limit + 2, self.limit,
            ],
        )  # fmt: skip
        return [_found(*row) for row in answers.fetchall()]


def _found(
    person_id: UUID,
    known_as: str,
    pronouns: str,
    needs: list[str],
    word: str,
    tier: int,
    seen_on: datetime.date | None,
    seen_here: datetime.date | None,
    full_name: str | None,
    other_names: list[str] | None,
    born_on: datetime.date | None,
) -> Found:
    """Return a row of the answer with why it is there, where the name they like does not say it."""
    also = (full_name or "").strip()
    if word and also:
        told = [also, *(other_names or [])]
        also = next((name for name in told if word in names.name_words(name)), "")
    elif word:
        also = next((name for name in other_names or [] if word in names.name_words(name)), "")
    why = ""
    if born_on:
        why = f"born {born_on.day} {born_on:%B %Y}"
    elif also:
        why = f"also called {also}"
    elif tier >= MISTYPED:
        why = "a name like that"
    elif tier >= SHORT:
        why = "another form of that name"
    return Found(person_id, known_as, pronouns, flags_of(needs), seen_on, seen_here, also, why)


def _keys(typed: names.Typed) -> list[_Key]:
    """Return the keys for what was typed as it stands, and for other forms of its words."""
    keys: list[_Key] = []
    if typed.born:
        likes = "|".join(f"% {word}%" for word in typed.words) or None
        return [_Key(BORN, day.isoformat(), EXACT, likes) for day in typed.born]
    for reading in typed.readings:
        keys += _keys_of([_forms(word) for word in reading])
    return _each_once(keys)


def _forms(word: str) -> list[_Form]:
    near, far = names.other_forms(word)
    return [
        _Form(word, BEGINS, whole=False),
        *(_Form(other, SHORT, whole=True) for other in sorted(near) if not other.startswith(word)),
        *(
            _Form(other, FAR_SHORT, whole=True)
            for other in sorted(far)
            if not other.startswith(word)
        ),
    ]


def _keys_of(forms: list[list[_Form]]) -> list[_Key]:
    """Return the keys for words, of which each may mean several things."""
    if len(forms) == 1:
        return [key for form in forms[0] for key in _keys_of_one(form)]
    keys: list[_Key] = []
    for first, others in _two_and_the_rest(forms):
        one, other = first
        for a in one:
            for b in other:
                if FAR_SHORT not in (a.tier, b.tier):  # two guesses at once are too many
                    tier = BEGINS if a.tier == b.tier == BEGINS else max(a.tier, b.tier)
                    likes = "|".join([a.like, b.like, *others])
                    keys += [_Key(kind, key, tier, likes) for kind, key in _pairs(a, b)]
    return keys[:MOST_LOOKED_UP]


def _two_and_the_rest(
    forms: list[list[_Form]],
) -> Iterator[tuple[tuple[list[_Form], list[_Form]], list[str]]]:
    """Yield each two of several words, with what the rest must be like."""
    for i, one in enumerate(forms):
        for j, other in enumerate(forms[i + 1 :], i + 1):
            rest = [word[0].like for k, word in enumerate(forms) if k not in (i, j)]
            if len(forms) == 2 or len(one[0].word) > 1 < len(other[0].word):
                yield (one, other), rest


def _pairs(one: _Form, other: _Form) -> Iterator[tuple[int, str]]:
    """
    Yield the keys of two words, in either order, by as many letters as there are.

    Two letters of each are shared by too many among a million people: whoever
    is looked for would be found only after all of them.
    """
    if not (one.is_long or other.is_long):
        if len(one.word) > 1 or len(other.word) > 1:  # one letter of each is too little
            yield PAIR, one.two + other.two
            yield PAIR, other.two + one.two
        return
    if one.is_long and other.is_long:
        yield BOTH, f"{one.word[:4]:4}{other.word[:4]:4}"
        yield BOTH, f"{other.word[:4]:4}{one.word[:4]:4}"
        return
    long, short = (one, other) if one.is_long else (other, one)
    four, initial = f"{long.word[:4]:4}", short.word[0]
    yield NEAR, four + initial
    yield FAR, initial + four


def _keys_of_one(form: _Form) -> Iterator[_Key]:
    word = form.word
    if form.whole:
        yield _Key(WORD, word, form.tier)
        return
    exact = EXACT if form.tier == BEGINS else form.tier
    yield _Key(WORD, word, exact)
    if len(word) == FEWEST_LETTERS:
        yield _Key(TWO, word, form.tier)
    elif len(word) == 3:
        yield _Key(FOUR, word + ANY_LETTER, form.tier)
    elif len(word) == 4:
        yield _Key(FOUR, word, form.tier)
    elif len(word) > 4:
        yield _Key(LONG, word, form.tier)


def _keys_for_slips(typed: names.Typed) -> list[_Key]:
    """Return the keys for words that were likely meant, if a key or two slipped."""
    asked = {word for reading in typed.readings for word in reading if len(word) > FEWEST_LETTERS}
    if not asked:
        return []
    meant: dict[str, list[_Form]] = {}
    for word, other, sounds in ask(MEANT, [sorted(asked)]).fetchall():
        if (tier := _how_sure(word, other, sounds=sounds)) is not None:
            meant.setdefault(word, []).append(_Form(other, tier, whole=True))
    keys: list[_Key] = []
    for reading in typed.readings:
        forms = []
        for word in reading:
            likely = sorted(meant.get(word, []), key=lambda form: (form.tier, form.word))
            likely = likely[:MOST_MEANT]
            if len(reading) == 1 and likely:
                near, _ = names.other_forms(likely[0].word)
                likely += [_Form(form, MISTYPED + 5, whole=True) for form in sorted(near)]
            itself = [] if len(reading) == 1 else [_Form(word, BEGINS, whole=False)]
            if len(reading) > 1:
                near, _ = names.other_forms(word)
                itself += [_Form(form, SHORT, whole=True) for form in sorted(near)]
            forms.append(itself + likely)
        keys += [
            replace(key, tier=max(key.tier, MISTYPED)) for key in _keys_of(forms) if all(forms)
        ]
    return _each_once(keys)


def _how_sure(typed: str, word: str, *, sounds: bool) -> int | None:
    """Return the tier of a word that may have been meant; None if it is too far from it."""
    if typed == word:
        return None
    slips = names.how_far(typed, word, most=2 if len(typed) >= LONG_WORD else 1)
    if slips <= 2:
        return MISTYPED + slips
    if sounds:
        return MISTYPED + 3
    if len(typed) >= LONG_WORD - 1 and names.how_far_as_typed(typed, word) <= 1:
        return MISTYPED + 4
    return None


def _each_once(keys: list[_Key]) -> list[_Key]:
    """Return each key once, the surest of its kind, and no more than should be asked for."""
    best: dict[tuple[int, str, str | None], _Key] = {}
    for key in sorted(keys, key=lambda key: key.tier):
        best.setdefault((key.kind, key.key, key.likes), key)
    looked_up = itertools.accumulate(key.looks_up for key in best.values())
    return [
        key
        for key, so_far in zip(best.values(), looked_up, strict=True)
        if so_far <= MOST_LOOKED_UP
    ]
