"""Whether a worker can be given something to do for somebody."""

import datetime
from uuid import UUID

from hearth.foundation.actors import Actor
from hearth.people.models import Layer, Person
from hearth.people.queries import why_not_theirs
from hearth.support.actions.writing import SupportRefused
from hearth.support.queries.workers import workers_alongside


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
