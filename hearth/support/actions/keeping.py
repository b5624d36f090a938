"""Whether a worker can be given something to do for somebody, and by when."""

import datetime
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person
from hearth.people.queries import why_not_theirs
from hearth.support.actions.writing import SupportRefused
from hearth.support.queries.workers import workers_alongside

FURTHEST = datetime.timedelta(days=366)
"""How far ahead a hello or a promise may be. A year is our own choice: one in 2062, by a slip of
the finger, would never come due, and nobody would miss it."""


def require_near(
    day: datetime.date, *, about: str, today: datetime.date, was: datetime.date | None = None
) -> None:
    """
    Insist that a day is today or to come, and within a year.

    :param about: the name of the part that says the day
    :param was: the day that stands already: it may stay, however far ahead it is
    :raises SupportRefused: if not
    """
    if day < today:
        raise SupportRefused("Choose today, or a day to come", about=about)
    if day > today + FURTHEST and day != was:
        raise SupportRefused(
            f"{day.year} is more than a year away. Choose a day within a year", about=about
        )


def require_keeper(
    by: Actor, person: Person, worker_id: UUID, *, about: str, today: datetime.date
) -> None:
    """
    Insist that a worker is of the actor's team, and may read what they are to do: of a colleague,
    once they open the record for a reason.

    :param about: the name of the part that says who
    :raises SupportRefused: if not: it would stand on nobody's list
    """
    worker = workers_alongside(by, today=today).filter(id=worker_id).first()
    if worker is None:
        raise SupportRefused("Choose somebody of your team", about=about)
    if worker.id == by.id:
        return
    if why := why_not_theirs(worker, person, Layer.SUPPORT, today=today, once_opened=True):
        raise SupportRefused(why, about=about)
