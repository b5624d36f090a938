"""Names brought down to plain small letters: José is found by jose, and O'Neill by oneill."""

# ruff: noqa: RUF001 (letters that look alike are what this is about)

import re
import unicodedata

APOSTROPHES = "'’‘ʼʻ`´′"
"""Taken out, so that the parts of O'Neill stay together."""

HYPHENS = "-‐‑‒–—"
"""Both ways are kept: Anne-Marie is anne, marie and annemarie."""

ONE_FOR_ONE = {
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", strict=True)),
    **dict(zip("łŁøØđĐðÐıŋŊəƏħĦŧŦ", "llooddddinnaahhtt", strict=True)),
    # Ukrainian, Polish's neighbours, and Greek: as their names are most often written here.
    **dict(zip("абвгґдезиіклмнопрстуфыэ", "abvggdeziiklmnoprstufye", strict=True)),
    **dict(zip("АБВГҐДЕЗИІКЛМНОПРСТУФЫЭ", "abvggdeziiklmnoprstufye", strict=True)),
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    **dict(zip("ΑΒΓΔΕΖΗΙΚΛΜΝΞΟΠΡΣΤΥΦΩ", "avgdeziiklmnxoprstyfo", strict=True)),
}
"""Letters that no decomposition takes apart, and capitals: said here, because what the database
calls a capital depends on the locale of whoever made it."""

SEVERAL_FOR_ONE = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th",
    "ж": "zh", "Ж": "zh", "х": "kh", "Х": "kh", "ц": "ts", "Ц": "ts", "ч": "ch", "Ч": "ch",
    "ш": "sh", "Ш": "sh", "щ": "shch", "Щ": "shch", "ю": "yu", "Ю": "yu", "я": "ya", "Я": "ya",
    "є": "ye", "Є": "ye", "ь": "", "Ь": "", "ъ": "", "Ъ": "",
    "θ": "th", "Θ": "th", "χ": "ch", "Χ": "ch", "ψ": "ps", "Ψ": "ps",
}  # fmt: skip

_ONE_FOR_ONE = {ord(one): other for one, other in ONE_FOR_ONE.items()}

MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
"""Accents, once a letter has been decomposed. The same pattern means the same to PostgreSQL."""

BETWEEN_WORDS = (
    r"[\u0001-\u0020\u0021-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf"
    r"\u2000-\u200f\u2016-\u206f\u3000\ufeff]+"
)
"""Anything that is neither a letter, a digit nor a hyphen."""

HYPHEN = r"[\u002d\u2010-\u2015]+"

GLUED = (
    r"(?<![^ ])(o|d|mc|mac|st|fitz|de|la|le|du|da|di|del|dos|van|von|der|den|ter|el|al|bin|ibn"
    r"|abu|abd|abdul|ben|ap|ab) (?=[^ ])"
)
"""Small words that many people write together with the next: Mc Donald, van der Berg, El Sayed."""

MOST_WORDS = 8
LONGEST_WORD = 40
"""Letters. More of a word finds nobody better."""


def fold(name: str) -> str:
    """Return a name in plain small letters with its hyphens, one space between its words."""
    plain = "".join(letter for letter in name if letter not in APOSTROPHES and letter != "\0")
    if not plain.isascii():
        plain = re.sub(MARKS, "", unicodedata.normalize("NFKD", plain))
        for letter, letters in SEVERAL_FOR_ONE.items():
            plain = plain.replace(letter, letters)
    plain = plain.translate(_ONE_FOR_ONE)
    return re.sub(BETWEEN_WORDS, " ", plain).strip(" ")


def name_words(name: str) -> list[str]:
    """
    Return the words somebody could type to find a name, each once, in the order they come.

    Names with hyphens and small words are there apart and together. This
    function will return at most MOST_WORDS words of at most LONGEST_WORD letters.
    """
    folded = fold(name)
    apart = re.sub(HYPHEN, " ", folded)
    together = re.sub(HYPHEN, "", folded)
    glued = re.sub(GLUED, r"\1", re.sub(" +", " ", apart).strip(" "))
    words = f"{apart} {together} {glued}".split(" ")
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in words if word))[:MOST_WORDS]
