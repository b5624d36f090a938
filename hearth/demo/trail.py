"""The audit lines that acts would have written."""

from datetime import datetime

from hearth.demo.copying import NULL, Id, Ids, Rows
from hearth.foundation.models import AuditLine, Record


class Trail(Rows):
    """Gathers audit lines; see foundation.audit.note."""

    def __init__(self, seed: str) -> None:
        super().__init__(
            AuditLine, "id", "at", "actor_id", "verb", "subject_type", "subject_id", "place_id"
        )
        self._ids = Ids(f"{seed}/trail")

    def note(
        self,
        at: datetime,
        *,
        by: Id | None,
        verb: str,
        model: type[Record],
        subject_id: Id,
        place_id: Id | None,
    ) -> None:
        """Add a line as it would have been written at a moment."""
        # By hand: there are twice as many of these as of everything else.
        self.add_written(
            f"{self._ids.at(at)}\t{at.isoformat()}\t{by or NULL}\t{verb}"
            f"\t{model._meta.label}\t{subject_id}\t{place_id or NULL}"
        )
