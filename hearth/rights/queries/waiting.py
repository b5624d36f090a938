"""What somebody asked and waits for an answer, wherever they asked it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from hearth.foundation.statements import ask
from hearth.people.models import Person


@dataclass(frozen=True)
class Waits:
    """One thing that was asked: where and when, by when it is answered, and no word of it."""

    id: UUID
    asked_on: datetime.date
    due_on: datetime.date
    site: str


def waits(person: Person, asks: str) -> Waits | None:
    """Return the first that asks for the same and is open, for whoever knows them; None if none."""
    found = ask("SELECT id, asked_on, due_on, site FROM rights_waits(%s, %s)", [person.id, asks])
    row = found.fetchone()
    return Waits(*row) if row else None
