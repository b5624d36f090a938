"""What each entry of a list comes to."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Verdict(StrEnum):
    """What a list's entry comes to."""

    NEW = "new"
    CHANGED = "changed"
    CLAIMS = "claims"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True)
class Differs:
    """A fact that a list says otherwise than we do, in both's words."""

    fact: str
    here: str
    says: str
    is_claim: bool = False
    """Ours stays, and a connector decides."""


@dataclass
class Outcome:
    """What one entry came to, and why."""

    where: str
    name: str
    verdict: Verdict
    why: list[str] = field(default_factory=list)
    service_id: UUID | None = None
    differs: list[Differs] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What may be so, and is worth another look."""
