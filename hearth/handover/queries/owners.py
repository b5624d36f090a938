"""Who has a line in hand: somebody who hands over there still, and may read what it says."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import workers_with_roles
from hearth.foundation.actors import Permission
from hearth.handover.models import BoardLine
from hearth.people.models.layers import is_shared_with


def in_hand(lines: Iterable[BoardLine], *, today: datetime.date) -> set[UUID]:
    """
    Return which of these lines somebody has, by their ids. The others are nobody's.

    Whoever does not work there any more, or may not read it now, has it no more. Two questions.
    """
    owned = [line for line in lines if line.owner_id]
    owners = workers_with_roles({line.owner_id for line in owned if line.owner_id}, today=today)
    return {
        line.id
        for line in owned
        if line.owner_id in owners and may_have(owners[line.owner_id], line, today=today)
    }


def may_have(worker: User, line: BoardLine, *, today: datetime.date) -> bool:
    """Test if a line can be a worker's: they hand over there, and it is open to them."""
    if line.site_id not in worker.places_where(Permission.HAND_OVER):
        return False
    return line.person_id is None or is_shared_with(line, worker.audiences, today=today)
