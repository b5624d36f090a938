"""How a diary says no, and how it keeps words."""

from hearth.foundation.errors import Refused
from hearth.people.actions.story import tidied

MOST_LETTERS = 2000


class DiaryRefused(Refused):
    """
    It cannot be booked, or gone, like that.

    :param about: the name of the part that is wrong, if it is one part of several
    """

    def __init__(self, words: str, *, about: str = "") -> None:
        super().__init__(words)
        self.about = about


class TakenThen(DiaryRefused):
    """The worker is booked then, or is not in. It can be booked all the same, once that is seen."""


def checked(words: str, *, about: str, needed: str = "") -> str:
    """
    Return words as they are kept.

    :param needed: what to say if there are none
    :raises DiaryRefused: if they are too long, or missing
    """
    words = tidied(words)
    if len(words) > MOST_LETTERS:
        raise DiaryRefused(f"Write it in at most {MOST_LETTERS:,} letters", about=about)
    if needed and not words:
        raise DiaryRefused(needed, about=about)
    return words
