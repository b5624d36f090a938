"""
How hard a text is to read, and what would make it easier: hints, never rules.

Reading age is the Flesch-Kincaid grade and five: 0.39 * words per sentence + 11.8 * syllables per
word - 15.59. Source: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
formulas for Navy enlisted personnel", Research Branch Report 8-75, US Navy, 1975. A grade is a
school year; a child in the first is six, so five is added for the age at which it begins.

It counts English syllables by a rule, so it says nothing of other languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hearth.directory.advice import markup

WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['\u2019][A-Za-z]+)*")
SENTENCE = re.compile(r"(?<=[.!?:])[\"'\u201d\u2019)]*\s+(?=[A-Z0-9“\"'(])")
LONG_SENTENCE = 20
"""Words. GOV.UK's "Writing for GOV.UK" asks for fewer than 25; Easy Read for about 15."""
LONGEST_EASY_SENTENCE = 15
TARGET_AGE = 11

VOWELS = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]+")
SILENT_E = re.compile(r"[^aeiouyl]es?$|[aeiouy]les?$|[^aeioutdy]ed$")
SPLIT = re.compile(r"i[ao](?!us)|[aeiouy]ing|eo|ua[^r]|uou|[aeiouy]is[mt]|ie[tn]")
JOINED = re.compile(r"[cstg]i(?=[aou])|geo(?=u)|people|gua|qua|eopl")
AGAIN = re.compile(r"[a-z]?(?:bl|pl|tl|dl|gl|cl|kl|fl|sl|zl)es?$|[^aeiou]m$(?<=sm)")
ODD = {
    "area": 3, "being": 2, "business": 2, "doing": 2, "every": 2, "everyone": 3, "everybody": 4,
    "everything": 3, "evening": 2, "going": 2, "hour": 1, "hours": 1, "our": 1, "idea": 3,
    "ideas": 3, "people": 2, "quiet": 2, "science": 2, "seeing": 2, "someone": 2, "something": 2,
    "somewhere": 2, "sometimes": 2, "somebody": 3, "wednesday": 2, "different": 2, "family": 3,
    "interest": 2, "several": 2, "nhs": 3, "gp": 2, "gps": 2, "tv": 2, "ok": 2, "id": 2, "pip": 1,
    "the": 1, "he": 1, "she": 1, "me": 1, "we": 1, "be": 1, "medicine": 2, "recipe": 3,
}  # fmt: skip
"""Words that the rule counts wrongly, and that advice says often."""


def syllables(word: str) -> int:
    """Return how many syllables an English word has, by a rule that is right for most."""
    word = word.lower().replace("\u2019", "'")
    word = re.sub(r"'(s|ll|re|ve|d|t|m)$", "", word)
    if word in ODD:
        return ODD[word]
    count = len(VOWELS.findall(word))
    count += len(SPLIT.findall(word)) - len(JOINED.findall(word))
    if SILENT_E.search(word) and not AGAIN.search(word):
        count -= 1
    return max(1, count)


def sentences_of(text: str) -> list[list[str]]:
    """Return a text's sentences as their words. Each line of a list is one, and each heading."""
    found = [
        WORD.findall(sentence) for part in markup.plain(text) for sentence in SENTENCE.split(part)
    ]
    return [words for words in found if words]


def reading_age(text: str) -> int | None:
    """Return at what age most people can read a text; None if it says too little to tell."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    if len(words) < 20:
        return None
    per_sentence = len(words) / len(sentences)
    per_word = sum(syllables(word) for word in words) / len(words)
    return max(5, round(0.39 * per_sentence + 11.8 * per_word - 15.59 + 5))


PLAINER = {
    "accommodation": "a place to stay", "accordingly": "so", "additional": "more",
    "additionally": "also", "advise": "tell", "alleviate": "ease", "alternatively": "or",
    "appointment": "time to meet", "approximately": "about", "appropriate": "right",
    "assistance": "help", "assist": "help", "attend": "come to, go to", "bereavement": "loss",
    "commence": "start", "complete": "fill in, finish", "concerning": "about",
    "consequently": "so", "consult": "ask", "currently": "now", "demonstrate": "show",
    "discontinue": "stop", "eligible": "can get", "eligibility": "who can get it",
    "enable": "let", "endeavour": "try", "ensure": "make sure", "entitled": "can get",
    "entitlement": "what you can get", "establish": "find out, set up", "facilitate": "help",
    "finance": "money", "financial": "money", "forthcoming": "coming", "furthermore": "also",
    "however": "but", "identify": "find", "immediately": "at once", "implement": "do",
    "inform": "tell", "initial": "first", "initially": "at first", "initiate": "start",
    "in order to": "to", "liaise": "work with", "maintain": "keep", "maximum": "most",
    "minimum": "least", "nevertheless": "but", "notify": "tell", "numerous": "many",
    "obtain": "get", "participate": "take part", "permit": "let", "previous": "last, before",
    "prior to": "before", "proceed": "go on", "provide": "give", "provision": "help, support",
    "purchase": "buy", "receive": "get", "regarding": "about", "require": "need",
    "requirement": "what is needed", "reside": "live", "signpost": "show the way to",
    "statutory": "by law", "sufficient": "enough", "terminate": "end", "therefore": "so",
    "utilise": "use", "via": "by, through", "whilst": "while", "with regard to": "about",
}  # fmt: skip
"""Hard words and plainer ones. Ours; much as in the Plain English Campaign's lists."""
HARD = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, PLAINER), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)
DONE_TO = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?"
    r"(?:\w{2,}ed|given|taken|made|done|seen|told|sent|kept|held|known|shown|found|paid|written)\b",
    re.IGNORECASE,
)
NOT_DONE_TO = re.compile(
    r"(?:worried|scared|tired|frightened|stressed|married|allowed|need|used|bored|ashamed)$", re.I
)


@dataclass(frozen=True)
class LongSentence:
    words: int
    begins: str


@dataclass(frozen=True)
class HardWord:
    word: str
    plainer: str
    times: int


@dataclass(frozen=True)
class Hints:
    """What would make a text easier to read."""

    age: int | None
    """The reading age; None if the text is too short, or in another language."""
    words: int
    long_sentences: Sequence[LongSentence]
    hard_words: Sequence[HardWord]
    done_to: Sequence[str]
    """Such as "was told": who did it is not said."""

    @property
    def is_easy(self) -> bool:
        return self.age is None or self.age <= TARGET_AGE

    @property
    def minutes(self) -> int:
        """How long it takes to read, slowly: 150 words a minute."""
        return max(1, round(self.words / 150))


def hints(text: str, *, english: bool = True, longest: int = LONG_SENTENCE) -> Hints:
    """Return what would make a text easier; for a language we cannot count, its length alone."""
    sentences = sentences_of(text)
    count = sum(len(sentence) for sentence in sentences)
    if not english:
        return Hints(None, count, (), (), ())
    return Hints(
        reading_age(text),
        count,
        tuple(
            LongSentence(len(words), " ".join(words[:8]))
            for words in sentences
            if len(words) > longest
        ),
        tuple(_hard_words(text)),
        tuple(_done_to(text)),
    )


def _hard_words(text: str) -> Iterator[HardWord]:
    times: dict[str, int] = {}
    for part in markup.plain(text):
        for found in HARD.findall(part):
            times[found.lower()] = times.get(found.lower(), 0) + 1
    for word, count in times.items():
        yield HardWord(word, PLAINER[word], count)


def _done_to(text: str) -> Iterator[str]:
    said = (found[0] for part in markup.plain(text) for found in DONE_TO.finditer(part))
    yield from dict.fromkeys(each.lower() for each in said if not NOT_DONE_TO.search(each))
