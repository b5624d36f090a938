"""How far apart two words are, in slips of the keys."""

FAR = 9
"""A distance that is too far to be worth counting."""


def how_far(one: str, other: str, *, most: int = 2) -> int:
    """
    Return the number of slips between two words: a letter missing, added, wrong, or two swapped.

    The distance of Damerau and Levenshtein in its restricted form (no letter
    moves twice). This function will return FAR when it is more than `most`.
    """
    if abs(len(one) - len(other)) > most:
        return FAR
    found = _last_row(one, other)[-1]
    return found if found <= most else FAR


def how_far_as_typed(typed: str, word: str, *, most: int = 1) -> int:
    """
    Return the number of slips between what was typed so far and the beginning of a word.

    This function will return FAR when it is more than `most`.
    """
    row = _last_row(typed, word[: len(typed) + most])
    found = min(row[max(len(typed) - most, 0) :], default=FAR)
    return found if found <= most else FAR


def _last_row(one: str, other: str) -> list[int]:
    """Return the distances from the whole of one to each beginning of the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            least = min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, above = above, row
    return above
