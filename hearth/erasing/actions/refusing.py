"""What erasing says no with, and what each of its acts begins with."""

import datetime
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from uuid import UUID

from hearth.erasing.queries.deciders import who_decides_for
from hearth.erasing.queries.holding import ids_of_all
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
def all_of(person_id: UUID, *, by: Actor) -> Iterator[tuple[list[Person], OnATimer]]:
    """
    Let Hearth itself reach all that is written about somebody, for as long as this lasts.

    It is of every record that is theirs: of this one, first, and of all that are linked with it.

    :raises Person.DoesNotExist: if there is no such record
    :raises NotAllowed: if it is the actor's own: nobody decides on their own record
    """
    timer = OnATimer()
    with acting_instead(timer, of=by):
        ids = ids_of_all(person_id, timer)
        with standing.reaching(*ids):
            rows = Person.objects.select_for_update(of=("self",)).filter(id__in=ids).order_by("id")
            records = sorted(rows, key=lambda record: record.id != person_id)
            if not records or records[0].id != person_id:
                raise Person.DoesNotExist
            if any(record.worker_id == by.id for record in records):
                raise NotAllowed(f"{by.label} would decide on their own record")
            yield records, timer


def sign_ins(records: Collection[Person]) -> set[UUID]:
    """Return whose own records these are, of those who work here too."""
    return {record.worker_id for record in records if record.worker_id}


def require_decides_for(
    by: Actor, holder_id: UUID, *, today: datetime.date, besides: Collection[UUID] = ()
) -> None:
    """
    Insist that the actor decides for an organisation.

    Its own worker does, if it has one who may; where it has none, whoever else may.

    :param besides: who cannot decide on this: whoever asked it, and whose record it is
    :raises NotAllowed: if they may not decide at all
    :raises ErasingRefused: if another of that organisation's own does
    """
    require_everywhere(by, Permission.DECIDE_ERASING)
    own, _ = who_decides_for(holder_id, today=today, besides=besides)
    if own and by.id not in {worker.id for worker in own}:
        names = " or ".join(worker.name for worker in own)
        raise ErasingRefused(f"That organisation decides this for itself. Ask {names}")
