"""What every act of support begins with: the person's row held, the layer open, the sight."""

import datetime
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.foundation.errors import Refused
from hearth.people.actions.editing import hold, holder
from hearth.people.actions.story import require_layer, tidied
from hearth.people.models import Layer, Person

MOST_LETTERS = 10_000


class SupportRefused(Refused):
    """
    It cannot be written like that.

    :param about: the name of the part that is wrong, if it is one part of several
    """

    def __init__(self, words: str, *, about: str = "") -> None:
        super().__init__(words)
        self.about = about


def begin(by: Actor, person: Person, *, now: datetime.datetime) -> Person:
    """
    Return the person's row, held, for somebody to whom their support is open.

    :raises NotAllowed: if it is not
    """
    person = hold(person)
    require_layer(by, person, Layer.SUPPORT, now=now)
    return person


def whose(by: Actor, person: Person) -> dict[str, Person | UUID]:
    """Return what every row about a person says first: whose it is, and who answers for it."""
    return {"person": person, "held_by_id": holder(by, person)}


def checked(words: str, *, about: str, needed: str = "") -> str:
    """
    Return words as they are kept.

    :param needed: what to say if there are none
    :raises SupportRefused: if they are too long, or missing
    """
    words = tidied(words)
    if len(words) > MOST_LETTERS:
        raise SupportRefused(
            f"That is more than {MOST_LETTERS:,} letters. Write the rest in another", about=about
        )
    if needed and not words:
        raise SupportRefused(needed, about=about)
    return words
