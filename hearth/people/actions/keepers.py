"""Whether a worker can be given something to do for somebody, and by when."""

import datetime
from uuid import UUID

from hearth.accounts.queries import who_may_at
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.errors import PartRefused
from hearth.people.models import Layer, Person
from hearth.people.queries import why_not_theirs

FURTHEST = datetime.timedelta(days=366)
"""How far ahead what is to be done may be. A year is our own choice: one in 2062, by a slip of
the finger, would never come due, and nobody would miss it."""


def require_near(
    day: datetime.date | None, *, refused: type[PartRefused], about: str, today: datetime.date,
    was: datetime.date | None = None,
) -> datetime.date:  # fmt: skip
    """
    Return a day that is today or to come, and within a year.

    :param refused: how the app that asks says no
    :param about: the name of the part that says the day
    :param was: the day that stands already: it may stay, however far ahead it is
    :raises PartRefused: if not
    """
    if day is None or day < today:
        raise refused("Choose today, or a day to come", about=about)
    if day > today + FURTHEST and day != was:
        raise refused(
            f"{day.year} is more than a year away. Choose a day within a year", about=about
        )
    return day


def require_keeper(
    by: Actor, person: Person, worker_id: UUID, *, refused: type[PartRefused], about: str,
    today: datetime.date, layer: Layer = Layer.SUPPORT,
) -> None:  # fmt: skip
    """
    Insist that a worker is of the actor's team, and may read what they are to do: of a colleague,
    once they open the record for a reason.

    :param refused: how the app that asks says no
    :param about: the name of the part that says who
    :param layer: of which it is
    :raises PartRefused: if not: it would stand on nobody's list
    """
    mine = by.places_where(Permission.CHANGE_PEOPLE)
    worker = who_may_at(Permission.CHANGE_PEOPLE, mine, today=today).filter(id=worker_id).first()
    if worker is None:
        raise refused("Choose somebody of your team", about=about)
    if worker.id == by.id:
        return
    if why := why_not_theirs(worker, person, layer, today=today, once_opened=True):
        raise refused(why, about=about)
