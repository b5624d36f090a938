"""What erasing says no with, and what each of its acts begins with."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from hearth.accounts.queries import who_may_everywhere
from hearth.foundation.acting import acting_instead
from hearth.foundation.actors import Actor, NotAllowed, Permission, require_everywhere
from hearth.foundation.errors import PartRefused
from hearth.people import standing
from hearth.people.actions.written import written
from hearth.people.models import Person
from hearth.places.timer import OnATimer


class ErasingRefused(PartRefused):
    """It cannot be erased, kept or put on hold like that."""


checked = partial(written, refused=ErasingRefused)


@contextmanager
def all_of(person_id: UUID, *, by: Actor) -> Iterator[tuple[Person, OnATimer]]:
    """
    Let Hearth itself reach all that is written about somebody, for as long as this lasts.

    :raises Person.DoesNotExist: if there is no such record
    :raises NotAllowed: if it is the actor's own: nobody decides on their own record
    """
    timer = OnATimer()
    with acting_instead(timer, of=by), standing.reaching(person_id):
        person = Person.objects.select_for_update(of=("self",)).get(id=person_id)
        if person.worker_id == by.id:
            raise NotAllowed(f"{by.label} would decide on their own record")
        yield person, timer


def require_decides_for(by: Actor, holder_id: UUID, *, today: datetime.date) -> None:
    """
    Insist that the actor decides for an organisation.

    Its own worker does, if it has one who may; where it has none, whoever else may.

    :raises NotAllowed: if they may not decide at all
    :raises ErasingRefused: if another of that organisation's own does
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    deciders = who_may_everywhere(Permission.DECIDE_ERASING, today=today)
    own = [worker for worker in deciders if worker.works_for_id == holder_id]
    if own and by.id not in {worker.id for worker in own}:
        names = " or ".join(worker.name for worker in own)
        raise ErasingRefused(f"That organisation decides this for itself. Ask {names}")
