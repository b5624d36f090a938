"""Whether a line names somebody else: by a name that we know, or by what they are to the person."""

import re
from collections.abc import Callable, Iterable

COMMON = frozenset(
    """
    about after all and any are aunt auntie brother but carer child children cousin dad daughter
    day doctor down family father for friend from gran grandma grandad group has have her here him
    his home house hub husband job lady lives mam man mate miss mother mum nan nephew new next
    niece not now number nurse off old one our out over partner people place plot road round school
    shop sister sir social some son somebody someone street support that the their them then there
    they this through too two uncle upstairs very was who wife with woman work worker young your
    mrs mister
    """.split()  # noqa: SIM905
)
"""Words of an entry that are no name, or say of anybody what they are: that is looked for apart."""
ALSO_WORDS = frozenset(
    """
    april art august bill bob chance charity christian daisy dawn dean drew earnest eve faith frank
    gene grace grant guy heather holly hope iris ivy jack jade jasmine jewel joy june lee lily lucky
    mark may melody mercy miles nick olive page pat patience pearl penny peter poppy rain ray reed
    rich rob robin rose ruby rusty sage sandy serenity sky sue summer sunny terry tony trinity van
    victor violet wade ward will wren
    """.split()  # noqa: SIM905
)
"""Names that are words besides: they are looked for with a capital letter alone."""
KIN = (
    "mum", "mums", "mam", "mother", "mother-in-law", "dad", "dads", "father", "father-in-law",
    "parents", "stepmum", "stepdad", "step-mum", "step-dad", "sister", "sisters", "brother",
    "brothers", "sibling", "siblings", "twin", "son", "sons", "daughter", "daughters", "child",
    "children", "kid", "kids", "baby", "husband", "wife", "girlfriend", "boyfriend", "fiancé",
    "fiancée", "ex-husband", "ex-wife", "ex-partner", "nan", "nana", "gran", "granny", "grandma",
    "grandad", "granddad", "grandmother", "grandfather", "grandparents", "grandson",
    "granddaughter", "aunt", "auntie", "uncle", "cousin", "cousins", "niece", "nephew", "neighbour",
    "neighbours", "neighbor", "neighbors", "friend", "friends", "flatmate", "flatmates",
    "housemate", "housemates", "landlord", "landlady", "classmate", "workmate",
)  # fmt: skip
ONLY_WITH_WHOSE = ("partner", "mate", "mates", "ex", "carer", "boss", "family", "girl", "boy")
IN_NAMES = ("neighbour", "neighbours", "friends", "child", "children", "kids", "parents")
"""What groups are called by, too."""
WHOSE = ("my", "her", "his", "their", "your", "our")
KIN_SAID = re.compile(
    rf"(?:(?P<before>[\w’']+)\s+)?\b(?P<kin>{'|'.join(sorted(KIN, key=len, reverse=True))})\b"
    rf"|\b(?:{'|'.join(WHOSE)})\s+(?:{'|'.join(ONLY_WITH_WHOSE)})\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
IN_EACH = frozenset(max(WORD.findall(said), key=len) for said in (*KIN, *ONLY_WITH_WHOSE))
"""A word that stands in whatever KIN_SAID finds. Most lines have none, and need no slow search."""


def who_names(names: Iterable[str]) -> Callable[..., bool]:
    """
    Return what tests if a line names somebody, or says what somebody is to the person.

    It takes the line, and how a place or a group that it is about is called: "A friend on the
    phone" is nobody's friend.

    :param names: those of their circle, as they were typed: "Mr Oyelaran from the next plot"
    """
    known = _any_of(names)

    def names_somebody(says: str, called: str = "") -> bool:
        without = says.replace(called, "") if called else says
        return any(pattern.search(says) for pattern in known) or says_kin(without)

    return names_somebody


def says_kin(says: str) -> bool:
    """
    Test if words speak of a sister, a neighbour, a friend.

    "Acomb Good Neighbours" does not: with capitals it is how a place or a group is called.
    """
    if IN_EACH.isdisjoint(WORD.findall(says.lower())):
        return False
    return any(not _is_of_a_name(found) for found in KIN_SAID.finditer(says))


def _is_of_a_name(found: re.Match[str]) -> bool:
    kin, before = found["kin"], found["before"] or ""
    if not kin or kin.lower() not in IN_NAMES or before.lower() in WHOSE:
        return False
    return kin[0].isupper() and before[:1].isupper()


def _any_of(names: Iterable[str]) -> list[re.Pattern[str]]:
    """Return what finds a whole name as it was typed, or a word of one that is like a name."""
    anyhow, capital = set(), set()
    for name in names:
        words = re.findall(r"[^\W\d_][\w’'-]*", name)
        if len(words) == 1 and _is_word_besides(words[0]):
            capital.add(words[0].capitalize())
            continue
        if name.strip():
            anyhow.add(name.strip())
        has_capitals = any(word[0].isupper() for word in words)
        for word in words:
            if len(word) < 3 or word.lower() in COMMON or (has_capitals and word[0].islower()):
                continue
            if word.lower() in ALSO_WORDS:
                capital.add(word.capitalize())
            else:
                anyhow.add(word)
    return [
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(words)))})(?!\w)", flags)
        for words, flags in ((anyhow, re.IGNORECASE), (capital, re.NOFLAG))
        if words
    ]


def _is_word_besides(word: str) -> bool:
    """Test if an entry of one word is one of every day too: "Al" is not, "Mum" and "Will" are."""
    return word.lower() in ALSO_WORDS | COMMON
