"""
How the database takes a stored name apart into words, and a word into what it may be misspelt as.

The letters stand here for themselves, whatever becomes of names/folding.py, by which we take apart
what is typed. A test holds the two together: a change there needs one here, and a migration that
makes these functions anew.
"""

# ruff: noqa: RUF001 (letters that look alike are what this is about)

APOSTROPHES = "'’‘ʼʻ`´′"

ONE_FOR_ONE = {
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", strict=True)),
    **dict(zip("łŁøØđĐðÐıŋŊəƏħĦŧŦ", "llooddddinnaahhtt", strict=True)),
    **dict(zip("абвгґдезиіклмнопрстуфыэ", "abvggdeziiklmnoprstufye", strict=True)),
    **dict(zip("АБВГҐДЕЗИІКЛМНОПРСТУФЫЭ", "abvggdeziiklmnoprstufye", strict=True)),
    **dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)),
    **dict(zip("ΑΒΓΔΕΖΗΙΚΛΜΝΞΟΠΡΣΤΥΦΩ", "avgdeziiklmnxoprstyfo", strict=True)),
}

SEVERAL_FOR_ONE = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th",
    "ж": "zh", "Ж": "zh", "х": "kh", "Х": "kh", "ц": "ts", "Ц": "ts", "ч": "ch", "Ч": "ch",
    "ш": "sh", "Ш": "sh", "щ": "shch", "Щ": "shch", "ю": "yu", "Ю": "yu", "я": "ya", "Я": "ya",
    "є": "ye", "Є": "ye", "ь": "", "Ь": "", "ъ": "", "Ъ": "",
    "θ": "th", "Θ": "th", "χ": "ch", "Χ": "ch", "ψ": "ps", "Ψ": "ps",
}  # fmt: skip

MARKS = r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"

BETWEEN_WORDS = (
    r"[\u0001-\u0020\u0021-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf"
    r"\u2000-\u200f\u2016-\u206f\u3000\ufeff]+"
)

HYPHEN = r"[\u002d\u2010-\u2015]+"

GLUED = (
    r"(?<![^ ])(o|d|mc|mac|st|fitz|de|la|le|du|da|di|del|dos|van|von|der|den|ter|el|al|bin|ibn"
    r"|abu|abd|abdul|ben|ap|ab) (?=[^ ])"
)

MOST_WORDS = 8
LONGEST_WORD = 40


def _replaced(text: str, letters: dict[str, str]) -> str:
    for letter, becomes in letters.items():
        text = f"replace({text}, '{letter}', '{becomes}')"
    return text


_ONE = "".join(ONE_FOR_ONE), "".join(ONE_FOR_ONE.values())
_QUOTES = APOSTROPHES.replace("'", "''")
_UNMARKED = (
    f"regexp_replace(normalize(translate(name, '{_QUOTES}', ''), NFKD), '{MARKS}', '', 'g')"
)
_PLAIN = f"translate({_replaced(_UNMARKED, SEVERAL_FOR_ONE)}, '{_ONE[0]}', '{_ONE[1]}')"

NAME_WORDS = f"""
    IF name ~ '^[A-Za-z]*$' THEN
        RETURN CASE WHEN name = '' THEN '{{}}'::text[]
               ELSE ARRAY["left"(translate(name, '{_ONE[0][:26]}', '{_ONE[1][:26]}'), {LONGEST_WORD})] END;
    END IF;
    IF name ~ '^[\\u0020-\\u007e]*$' THEN
        plain := translate(translate(name, '''`', ''), '{_ONE[0][:26]}', '{_ONE[1][:26]}');
    ELSE
        plain := {_PLAIN};
    END IF;
    plain := btrim(regexp_replace(plain, '{BETWEEN_WORDS}', ' ', 'g'), ' ');
    apart := regexp_replace(plain, '{HYPHEN}', ' ', 'g');
    glued := regexp_replace(btrim(regexp_replace(apart, ' +', ' ', 'g'), ' '),
                            '{GLUED}', '\\1', 'g');
    IF glued = plain THEN
        found := string_to_array(plain, ' ');
    ELSE
        found := string_to_array(
            apart || ' ' || regexp_replace(plain, '{HYPHEN}', '', 'g') || ' ' || glued, ' ');
    END IF;
    RETURN ARRAY(
        SELECT u.word FROM (SELECT "left"(w, {LONGEST_WORD}) AS word, n
                              FROM unnest(found) WITH ORDINALITY AS v (w, n) WHERE w <> '') u
         GROUP BY u.word ORDER BY min(u.n) LIMIT {MOST_WORDS});
"""  # noqa: S608
"""The same as names.name_words, for names as they are stored. A test holds the two together."""

SOUND_STEPS = [
    ("(.)\\1+", "\\1"), ("^(kn|gn)", "n"), ("^wr", "r"), ("^x", "s"), ("ph", "f"), ("gh(?=.)", "g"),
    ("gh$", ""), ("sch|sh", "s"), ("tch|ch|ck|q", "k"), ("x", "ks"), ("c(?=[eiy])", "s"), ("c", "k"),
    ("g(?=[eiy])|dge", "j"), ("v", "f"), ("z", "s"), ("(?<=.)[hw]", ""),
    ("^[aeiouy]+", "a"), ("(?<=.)[aeiouy]+", ""), ("(.)\\1+", "\\1"),
]  # fmt: skip
"""What a name sounds like in British mouths, roughly: Stephen and Steven, Catherine and Kathryn,
Mohammed and Muhammad. Our own rules. The letter j is given to dg only before e, so that Edgar stays."""


def _sound() -> str:
    text = "word"
    for pattern, becomes in SOUND_STEPS:
        text = f"regexp_replace({text}, '{pattern}', '{becomes}', 'g')"
    return text


SPELLING_KEYS = f"""
    SELECT CASE WHEN length(word) < 3 THEN '{{}}'::text[] ELSE ARRAY(
        SELECT "left"(word, 6)
        UNION
        SELECT overlay("left"(word, 6) PLACING '' FROM n FOR 1)
          FROM generate_series(1, least(length(word), 6)) AS n
        UNION
        SELECT '~' || sound FROM (SELECT {_sound()} AS sound) s WHERE length(sound) > 1
    ) END
"""  # noqa: S608
"""The first six letters of a word, the same with each one left out, and its sound: two words that
share one of these are likely to be one slip of the keys apart."""
