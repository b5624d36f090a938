"""What a reminder is of: apps from here up say, in their jobs.py, how that stands now."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.models import User
from hearth.outgoing.models import OutgoingMessage, Why
from hearth.outgoing.waiting import is_open_to


@dataclass(frozen=True)
class Meant:
    """What somebody is reminded of, as it stands at the moment of sending."""

    at: datetime.datetime
    worker: User | None
    """Whom they are to meet; None if that worker is of the team no more."""


Finder = Callable[[UUID], Meant | None]
"""Of the id of a reminder: what it is of; None once that was moved, called off or forgotten."""

_finders: dict[str, Finder] = {}


def reminds(template: str) -> Callable[[Finder], Finder]:
    """Have a template's reminders looked at again before they go: the function below says how."""

    def look(finder: Finder) -> Finder:
        _finders[template] = finder
        return finder

    return look


def why_it_stands_no_more(message: OutgoingMessage, *, today: datetime.date) -> tuple[Why, ...]:
    """Return why a reminder rests on nothing any more; nothing if that stands as it was."""
    find = _finders.get(message.template)
    meant = find(message.id) if find else None
    if meant is None or meant.at != message.no_use_after:
        return (Why.NOT_NEEDED,)
    if meant.worker is None:
        return (Why.NOT_HERE,)
    if message.of_team or is_open_to(message, meant.worker, today=today):
        return ()
    return (Why.NOT_SHARED,)
