"""Who has a line in hand: somebody who hands over there still, and may read what it says."""

import datetime
from collections.abc import Iterable
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import workers_with_roles
from hearth.foundation.actors import Permission
from hearth.handover.models import BoardLine, LineCame
from hearth.people.models.layers import is_shared_with
from hearth.places.opening import LONDON

TO_TAKE_IT = datetime.timedelta(hours=1)
"""For how long what was handed over may wait to be taken. An hour is our own choice: whoever was to
come on may be ill, and nobody would know that it is nobody's."""


def in_hand(lines: Iterable[BoardLine], *, now: datetime.datetime) -> set[UUID]:
    """
    Return which of these lines somebody has, by their ids. The others are nobody's.

    Whoever does not work there any more, or may not read it now, has it no more; nor has whoever
    did not take in time what was handed to them. Two questions.
    """
    today = now.astimezone(LONDON).date()
    owned = [
        line for line in lines if line.owner_id and not waits_too_long(line.came, line.came_at, now)
    ]
    owners = workers_with_roles({line.owner_id for line in owned if line.owner_id}, today=today)
    return {
        line.id
        for line in owned
        if line.owner_id in owners and may_have(owners[line.owner_id], line, today=today)
    }


def waits_too_long(came: str, at: datetime.datetime, now: datetime.datetime) -> bool:
    """Test if a line was handed over, and whoever was to take it did not in time."""
    return came == LineCame.GIVEN and at <= now - TO_TAKE_IT


def may_have(worker: User, line: BoardLine, *, today: datetime.date) -> bool:
    """Test if a line can be a worker's: they hand over there, and it is open to them."""
    if line.site_id not in worker.places_where(Permission.HAND_OVER):
        return False
    return line.person_id is None or is_shared_with(line, worker.audiences, today=today)
