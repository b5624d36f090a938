"""How a diary says no, and how it keeps words."""

from functools import partial

from hearth.foundation.errors import PartRefused
from hearth.people.actions.written import written

MOST_LETTERS = 2000


class DiaryRefused(PartRefused):
    """It cannot be booked, or gone, like that."""


checked = partial(written, refused=DiaryRefused, most=MOST_LETTERS)


class TakenThen(DiaryRefused):
    """The worker is booked then, or is not in. It can be booked all the same, once that is seen."""
