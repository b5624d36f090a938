"""Who outside a hub may have to be told of an incident, with the source of each time limit."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LISTED = Path(__file__).parents[1] / "data" / "told.toml"


@dataclass(frozen=True)
class Body:
    """Somebody outside who may have to be told."""

    code: str
    name: str
    when: str
    limit: str
    source: str
    seen: str
    """The day on which the limit was read at its source, as 2026-11-23; empty: not yet."""

    @property
    def is_confirmed(self) -> bool:
        return bool(self.seen)


@cache
def bodies() -> dict[str, Body]:
    """Return them by their codes, in the order in which they are asked about."""
    return {row["code"]: Body(**row) for row in tomllib.loads(LISTED.read_text())["body"]}
