"""
Everyday short forms: Liz and Elizabeth, Mo and Mohammed, Alex both ways.

The list is our own compilation, in short_forms.txt beside this file: a line is
a group, full names before the colon, what people make of them after it.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

from hearth.people.names.folding import fold
from hearth.people.names.spelling import FAR, how_far

LIST = Path(__file__).with_name("short_forms.txt")


@cache
def _forms() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return, for each name, its own other forms, and those that only share a name with it."""
    near: dict[str, set[str]] = defaultdict(set)
    far: dict[str, set[str]] = defaultdict(set)
    for full, short in groups():
        for name in full:
            near[name] |= short | {one for one in full if how_far(name, one) < FAR}
            far[name] |= full
        for name in short:
            near[name] |= full
            far[name] |= short
    return {
        name: (frozenset(near[name] - {name}), frozenset(far[name] - near[name] - {name}))
        for name in near
    }


def groups() -> list[tuple[set[str], set[str]]]:
    """Return every group of the list, as (full names, short forms), folded."""
    read = []
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            full, _, short = line.partition(":")
            read.append(
                ({fold(name) for name in full.split()}, {fold(name) for name in short.split()})
            )
    return read


def other_forms(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """
    Return a folded name's other forms: its own, and those that only share a full name with it.

    Liz's own is Elizabeth; Beth shares it, and Catherine and Kathryn share theirs. Mac and Mc are
    forms of each other.
    """
    near, far = _forms().get(word, (frozenset(), frozenset()))
    return near | _mac(word), far


def _mac(word: str) -> set[str]:
    if word.startswith("mac") and len(word) > 5:
        return {"mc" + word[3:]}
    if word.startswith("mc") and len(word) > 4:
        return {"mac" + word[2:]}
    return set()
