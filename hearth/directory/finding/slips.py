"""Putting slips right: the known word that somebody meant."""

from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from hearth.directory.finding.lexicon import Lexicon
from hearth.directory.finding.spoken import GRAVE, ORDINARY
from hearth.directory.finding.words import EMPTY, MISSPELT, stem

SHORTEST = 4
"""Letters: of a shorter word nobody can tell what was meant."""


def put_right(typed: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """Return the words with slips put right, and which those were, as typed and as read."""
    right, corrected = [], []
    for word in typed:
        meant = MISSPELT.get(word, word)
        if not _is_known(meant, lexicon):
            meant = _meant(meant, lexicon)
        right += meant.split()
        if meant != word:
            corrected.append((word, meant))
    return right, tuple(corrected)


def _is_known(word: str, lexicon: Lexicon) -> bool:
    return (
        word in EMPTY
        or word in ORDINARY
        or word in lexicon.spellings
        or any(character.isdigit() for character in word)
        or stem(word) in lexicon.words
        or (stem(word),) in lexicon.phrases
    )


def _meant(word: str, lexicon: Lexicon) -> str:
    """
    Return the known word that a word with a slip in it is likeliest to mean, or itself.

    One slip in four letters, two from eight on, or in seven if they are the same letters (optimal
    string alignment: a letter too many, too few, another, or two the wrong way round). Two known
    words run together are taken apart.
    """
    if len(word) < SHORTEST:
        return word
    slips = 1 if len(word) < 7 else 2
    known = [
        each
        for length in range(len(word) - slips, len(word) + slips + 1)
        for each in lexicon.by_length.get(length, ())
    ]
    found = [
        each
        for each in process.extract(word, known, scorer=OSA.distance, score_cutoff=slips, limit=30)
        if (each[1] < 2 or len(word) > 7 or sorted(each[0]) == sorted(word))
        and not (len(word) < 6 and _is_another_word(word, each[0]))
    ]
    best = max(
        found,
        key=lambda each: (
            -each[1],
            each[0] not in EMPTY,
            each[0][0] == word[0],
            lexicon.spellings[each[0]],
        ),
        default=None,
    )
    if best and best[1] == 1:
        return best[0]
    return _taken_apart(word, lexicon) or (best[0] if best and best[0][0] == word[0] else word)


ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
BESIDE = frozenset(
    frozenset(pair)
    for row, below in zip(ROWS, [*ROWS[1:], ""], strict=True)
    for pair in [*pairwise(row), *zip(row, below, strict=False), *zip(row[1:], below, strict=False)]
) | set(map(frozenset, ["ae", "ai", "ao", "ei", "eu", "io", "iu", "ou", "ck", "cs", "sz"]))
"""Keys that a thumb hits instead of another, and letters that are heard as another."""


def _is_another_word(word: str, known: str) -> bool:
    """Test if words of a length differ in one letter by no likely slip: "load" means no "loan"."""
    differ = [pair for pair in zip(word, known, strict=False) if len(set(pair)) > 1]
    return len(word) == len(known) and len(differ) == 1 and frozenset(differ[0]) not in BESIDE


def _taken_apart(word: str, lexicon: Lexicon) -> str:
    halves = [(word[:cut], word[cut:]) for cut in range(3, len(word) - 2)]
    both = [
        pair
        for pair in halves
        if all(lexicon.spellings.get(half, 0) > 1 for half in pair)
        and (EMPTY & set(pair) or not any(_is_grave(half, lexicon) for half in pair))
    ]
    return " ".join(max(both, key=lambda pair: min(map(len, pair)))) if both else ""


def _is_grave(word: str, lexicon: Lexicon) -> bool:
    """Test if a word means by itself what must not be read into half of another: "haircut"."""
    meant = [lexicon.terms[each] for each in lexicon.phrases.get((stem(word),), ())]
    return any(term.is_crisis or term.slug in GRAVE for term in meant)
