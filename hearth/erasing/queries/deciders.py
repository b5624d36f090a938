"""Who decides on what an organisation holds."""

import datetime
from collections.abc import Collection
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_everywhere
from hearth.foundation.actors import Permission


def who_decides_for(
    holder_id: UUID, *, today: datetime.date, besides: Collection[UUID] = ()
) -> tuple[list[User], list[User]]:
    """
    Return an organisation's own workers who decide on what it holds, and everybody else who may.

    The others do only where it has none of its own.

    :param besides: who cannot decide on this: whoever asked it, and whose record it is
    """
    return split(who_may_everywhere(Permission.DECIDE_ERASING, today=today), holder_id, besides)


def split(
    workers: Collection[User], holder_id: UUID, besides: Collection[UUID]
) -> tuple[list[User], list[User]]:
    """Return those of them who work for the organisation, and the others; nobody of besides."""
    may = [worker for worker in workers if worker.id not in besides]
    own = [worker for worker in may if worker.works_for_id == holder_id]
    return own, [worker for worker in may if worker not in own]
