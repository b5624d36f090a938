"""What a claim is about: a fact of an entry, of who runs it, or of where it is."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearth.directory.models import Claim, Location, Provider, Service

KINDS: dict[str, type[Provider] | type[Location]] = {"provider": Provider, "place": Location}


@dataclass(frozen=True)
class About:
    """A fact of a row, about which two sources disagree."""

    row: Service | Provider | Location
    fact: str

    @property
    def shown(self) -> Any:
        """What stands there now."""
        return getattr(self.row, self.fact, "")


def fact_of(row: Provider | Location, name: str) -> str:
    """Return what a claim calls a fact of a provider or a place: "provider.<its id>.phone"."""
    (kind,) = (kind for kind, model in KINDS.items() if isinstance(row, model))
    return f"{kind}.{row.id}.{name}"


def about(claim: Claim) -> About | None:
    """Return what a claim is about; None if it is not there any more."""
    kind, _, rest = claim.fact.partition(".")
    if kind not in KINDS:
        return About(claim.service, claim.fact)
    written, _, name = rest.partition(".")
    row = KINDS[kind]._default_manager.filter(id=UUID(written)).first()
    return About(row, name) if row else None
