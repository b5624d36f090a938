"""
The standard offer: what a hub promises by its tier, and the parts of the week to ask about.

Every hub but a universal one promises the six standard groups. Source: Plymouth's standard services
for wellbeing hubs and its three tiers, in data/promises.csv.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from hearth.directory.finding.parts import Part, asked
from hearth.places.models import Tier

DATA = Path(__file__).parent / "data"
CONNECTOR = "@connector"
"""In place of a term: that a connector works there, for that is no entry of a directory."""


@dataclass(frozen=True)
class Promise:
    """Something that hubs of a tier promise."""

    tier: str
    slug: str
    words: str
    groups: frozenset[str]
    """Any offer of these groups keeps it."""
    terms: frozenset[str]
    """So does any offer that is one of these terms."""

    @property
    def is_a_connector(self) -> bool:
        return CONNECTOR in self.terms

    def is_kept_by(self, group: str, term: str) -> bool:
        """Test if an offer of a group, and of a term of the hubs' own, is what was promised."""
        return group in self.groups or term in self.terms


@cache
def promises() -> list[Promise]:
    """Return every promise of every tier, in the order in which they are shown."""
    with (DATA / "promises.csv").open(encoding="utf-8", newline="") as file:
        return [
            Promise(
                row["tier"],
                row["slug"],
                row["promise"],
                frozenset(row["groups"].split()),
                frozenset(row["terms"].split()),
            )
            for row in csv.DictReader(file)
        ]


def promised_by(tier: str) -> list[Promise]:
    """Return what hubs of a tier promise; nothing more than the six groups for a hub of none."""
    return [each for each in promises() if each.tier == tier]


def promises_the_groups(tier: str) -> bool:
    """Test if a hub of this tier, or of none, promises the six standard groups."""
    return tier != Tier.UNIVERSAL


class When(StrEnum):
    """Parts of the week, as a reader of the standard offer asks about them."""

    DAYTIME = "daytime"
    EVENING = "evening"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NOT_SAID = "not-said"

    @property
    def words(self) -> str:
        return _WHEN[self][0]

    def is_part_of(self, bits: int) -> bool:
        """Test if what is there in these parts of the week (see finding.parts) is there then."""
        return not bits if self is When.NOT_SAID else bool(bits & _WHEN[self][1])


_WEEKDAYS = range(5)
_WHEN = {
    When.DAYTIME: ("Weekdays in the day", asked(_WEEKDAYS, [Part.MORNING, Part.AFTERNOON])),
    When.EVENING: ("Weekdays after 5pm", asked(_WEEKDAYS, [Part.EVENING, Part.NIGHT])),
    When.SATURDAY: ("Saturday", asked([5], [])),
    When.SUNDAY: ("Sunday", asked([6], [])),
    When.NOT_SAID: ("No times given", 0),
}
