"""The named policies: which numbers are small, how the others are rounded, and who says so."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import simplejson

from hearth.foundation.errors import Refused


@dataclass(frozen=True)
class Policy:
    """
    One rule for numbers that leave the building, as `policies.json` holds it.

    A number is *small* if it is under `small_below`; nought counts as small only if
    `nought_is_small`.
    """

    name: str
    title: str
    says: str
    small_below: int
    nought_is_small: bool
    rounds_to: int
    small_printed_as: int | None
    """The number that every small number is printed as; None: the symbol."""
    percent_places: int
    rate_of_at_least: int
    average_of_at_least: int
    average_places: int
    """Few: with many digits a mean tells of how many people it is."""
    symbol: str
    source: str
    status: str

    @property
    def smallest(self) -> int:
        """Return the least number that is small."""
        return 0 if self.nought_is_small else 1

    def is_small(self, count: int) -> bool:
        """Return whether so few people need protecting."""
        return self.smallest <= count < self.small_below

    def printed(self, count: int) -> int | None:
        """Return what a count is printed as by itself; None: hidden."""
        if self.is_small(count):
            return self.small_printed_as
        return (count + self.rounds_to // 2) // self.rounds_to * self.rounds_to

    def stands_for(self, printed: int) -> tuple[int, int]:
        """
        Return the least and the most people that a printed number may stand for.

        :raises Refused: if this policy prints no such number
        """
        about = range(max(0, printed - self.reach), printed + self.reach + 1)
        meant = [count for count in about if self.printed(count) == printed]
        if not meant:
            raise Refused(f"{self.name} never prints {printed}")
        return meant[0], meant[-1]

    @property
    def reach(self) -> int:
        """Return how far a printed number may lie from what it stands for."""
        return max(self.rounds_to, self.small_below)


def policy_called(name: str) -> Policy:
    """
    Return a policy by its name.

    :raises Refused: if there is none of that name
    """
    policies = all_policies()
    if name not in policies:
        raise Refused(f"There is no policy “{name}”: it is one of {', '.join(policies)}")
    return policies[name]


@cache
def all_policies() -> dict[str, Policy]:
    """Return every policy that ships, by name."""
    return {each["name"]: Policy(**each) for each in _shipped()["policies"]}


@cache
def default_policy() -> str:
    """Return the name of the policy for the public, where none is asked for."""
    return str(_shipped()["default"])


@cache
def _shipped() -> dict[str, Any]:
    text = files(__package__).joinpath("policies.json").read_text("utf-8")
    return simplejson.loads(text)  # type: ignore[no-any-return]
