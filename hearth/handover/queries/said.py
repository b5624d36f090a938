"""What is written of a line, as one thing that a page can be drawn from."""

import datetime
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class LineSaid:
    """What a line says."""

    kind: str
    what: str
    due_at: datetime.datetime | None
    owner_id: UUID | None = None
