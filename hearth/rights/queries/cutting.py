"""What is left of a line where words were taken out: its own words, in their order."""

import re
from itertools import pairwise

CUT = "[taken out]"
"""What stands where words were taken out, for whoever reads the copy or has it read to them."""
MARK = re.compile(rf"{re.escape(CUT)}|[\[(]\s*(?:…|\.{{3,}})\s*[\])]|…|\.{{3,}}")
"""How somebody says that words are taken out here, as they type it."""
TOKEN = re.compile(rf"{MARK.pattern}|\w+(?:[’'-]\w+)*|[^\w\s]")
TOO_NEAR = re.compile(rf"(?<=\w)(?={re.escape(CUT)})|(?<={re.escape(CUT)})(?=\w)")


def left_of(says: str, given: str) -> str | None:
    """
    Return what is given of a line, with CUT wherever words of it are not.

    :param given: the line as it was typed anew, with … where words are taken out
    :returns: None, unless it is the line word for word but for what stands at each …
    """
    whole, pieces = _tokens(says), MARK.split(given)
    parts = [_tokens(piece) for piece in pieces]
    places = _places(whole, parts)
    if places is None:
        return None
    left = pieces[0]
    for (before, after), part, piece in zip(pairwise(places), parts, pieces[1:], strict=False):
        gone = whole[before + len(part) : after]
        left += ("…" if gone == ["…"] else CUT) + piece
    return TOO_NEAR.sub(" ", left)


def _tokens(words: str) -> list[str]:
    return ["…" if MARK.fullmatch(token) else token for token in TOKEN.findall(words)]


def _places(whole: list[str], parts: list[list[str]]) -> list[int] | None:
    """
    Return where in a line each part stands, or None. The first begins it and the last ends it; at
    least one word is gone between two.
    """
    *most, last = parts
    places: list[int] = []
    free = 0
    for part in most:
        tried = range(free, len(whole)) if places else range(1)
        found = next((at for at in tried if whole[at : at + len(part)] == part), None)
        if found is None:
            return None
        places.append(found)
        free = found + len(part) + 1
    end = len(whole) - len(last)
    if whole[max(end, 0) :] != last or (end < free if most else end):
        return None
    return [*places, end]
