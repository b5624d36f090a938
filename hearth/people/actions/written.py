"""Words as they are kept: what somebody typed, with nothing of it lost or changed."""

from hearth.foundation.errors import PartRefused

MOST_LETTERS = 10_000


def tidied(words: str) -> str:
    """Return what was typed with its own line breaks, and no space around it."""
    return words.replace("\r\n", "\n").strip()


def written(
    words: str, *, refused: type[PartRefused], about: str, needed: str = "",
    most: int = MOST_LETTERS,
) -> str:  # fmt: skip
    """
    Return words as they are kept. Each app has its own, by the name of checked.

    :param refused: how that app says no
    :param about: the name of the part in which they stand
    :param needed: what to say if there are none
    :raises PartRefused: if they are too long, or missing
    """
    words = tidied(words)
    if len(words) > most:
        raise refused(f"That is more than {most:,} letters. Write the rest in another", about=about)
    if needed and not words:
        raise refused(needed, about=about)
    return words
