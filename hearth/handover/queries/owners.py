"""Who has a line in hand: somebody on shift, who took it and may read what it says."""

import datetime
from collections.abc import Collection, Iterable
from enum import Enum
from typing import Protocol
from uuid import UUID

from hearth.accounts.models import User
from hearth.accounts.queries import workers_with_roles
from hearth.foundation.actors import Permission
from hearth.handover.models import BoardLine
from hearth.handover.queries.on_shift import OnShift, on_shift_at
from hearth.people.models.layers import is_shared_with
from hearth.places.opening import LONDON


class Why(Enum):
    """Why nobody has a line."""

    NOBODYS = "nobody took it"
    NOT_TAKEN = "it was given to somebody who has not taken it"
    OFF_SHIFT = "whoever had it is not on shift"
    LEFT = "whoever had it does not work there any more, or may not read it"


class Owned(Protocol):
    """What says of a line who has it: the line, or what it said once."""

    @property
    def site_id(self) -> UUID: ...
    @property
    def owner_id(self) -> UUID | None: ...
    @property
    def given_at(self) -> datetime.datetime | None: ...
    @property
    def taken_at(self) -> datetime.datetime | None: ...
    @property
    def due_at(self) -> datetime.datetime: ...


class Shared(Owned, Protocol):
    """The same, with to whom it is open."""

    @property
    def open_to(self) -> Collection[UUID]: ...
    @property
    def open_till(self) -> Collection[UUID]: ...
    @property
    def closes_on(self) -> datetime.date | None: ...
    @property
    def is_about_somebody(self) -> bool: ...


def in_hand(lines: Iterable[BoardLine], *, now: datetime.datetime) -> set[UUID]:
    """Return which of these lines somebody has, by their ids. The others are nobody's."""
    rows = list(lines)
    return {
        line.id for line, why in zip(rows, why_nobodys(rows, now=now), strict=True) if why is None
    }


def why_nobodys(lines: Collection[Shared], *, now: datetime.datetime) -> list[Why | None]:
    """
    Return of each line why nobody has it; None, if somebody does.

    Whoever does not work there any more, or may not read it now, has it no more; nor has whoever
    did not take in time what was given to them, or is not on shift. Six questions at most.
    """
    today = now.astimezone(LONDON).date()
    owners = workers_with_roles({line.owner_id for line in lines if line.owner_id}, today=today)

    def left(line: Shared) -> bool:
        owner = owners.get(line.owner_id) if line.owner_id else None
        return owner is None or not may_have(owner, line, today=today)

    return [
        Why.LEFT if line.owner_id and left(line) else why
        for line, why in zip(lines, why_then(lines, at=now), strict=True)
    ]


def why_then(lines: Collection[Owned], *, at: datetime.datetime) -> list[Why | None]:
    """
    Return of each line, as it stood at a moment, why nobody had it; None, if somebody did.

    Who works there now, and may read it, does not matter. Four questions at most.
    """
    sites = {line.site_id for line in lines if line.owner_id}
    shifts = on_shift_at(sites, at) if sites else None
    return [_why(line, shifts, at) if shifts else Why.NOBODYS for line in lines]


def _why(line: Owned, shifts: OnShift, at: datetime.datetime) -> Why | None:
    if line.owner_id is None:
        return Why.NOBODYS
    if line.taken_at is None:
        given_at = line.given_at or at
        by = shifts.to_be_taken_by(line.site_id, given_at=given_at, due_at=line.due_at)
        return Why.NOT_TAKEN if at >= by else None
    is_on = shifts.is_on(line.site_id, line.owner_id, seen_at=line.taken_at)
    return None if is_on else Why.OFF_SHIFT


def may_have(worker: User, line: Shared, *, today: datetime.date) -> bool:
    """Test if a line can be a worker's: they hand over there, and it is open to them."""
    if line.site_id not in worker.places_where(Permission.HAND_OVER):
        return False
    return not line.is_about_somebody or is_shared_with(line, worker.audiences, today=today)
