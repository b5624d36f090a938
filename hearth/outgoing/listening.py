"""What is listened for: apps from here up say, in their jobs.py, whom a thing told concerns."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from hearth.accounts.models import User
from hearth.places.models import Site


@dataclass(frozen=True)
class Concerned:
    """Who must know of something at once, and the site that it is about."""

    site: Site
    workers: Iterable[User]


Finder = Callable[[UUID, datetime.date], Concerned | None]
"""Of the id that a thing was told about, and the day: whom it concerns; None once it is settled."""

_finders: dict[str, Finder] = {}


def concerns(what: str) -> Callable[[Finder], Finder]:
    """Have workers written to when this is told: the function below says which."""

    def listen(finder: Finder) -> Finder:
        _finders[what] = finder
        return finder

    return listen


def listened_for() -> Collection[str]:
    """Return what is listened for, of all that may be told."""
    return list(_finders)


def whom_it_concerns(what: str, about_id: UUID, *, today: datetime.date) -> Concerned | None:
    """Return whom something that was told concerns; None if nobody need know any more."""
    return _finders[what](about_id, today)
