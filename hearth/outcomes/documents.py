"""What a document says, and where it says it: every refusal names the place."""

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from hearth.foundation.errors import Refused

Choice = TypeVar("Choice", bound=StrEnum)
PLACES = 6
"""Digits after the point of a number that no decimal writes out, such as a third."""
WRITTEN = re.compile(r"[+-]?\d+(\.\d+)?")
LONGEST = 40
"""Digits. A number such as 1e999999999 would take all memory to be written out."""


class Place:
    """
    One value of a document read from JSON or TOML, and where it stands in it.

    :param where: such as "readings[3].answers"; it begins every refusal
    """

    def __init__(self, said: Any, where: str) -> None:
        self.said = said
        self.where = where

    def refused(self, why: str) -> Refused:
        """Return a refusal that names this place, to be raised."""
        return Refused(f"{self.where}: {why}")

    def __contains__(self, name: str) -> bool:
        return isinstance(self.said, dict) and self.said.get(name) is not None

    def part(self, name: str) -> "Place":
        """
        Return what stands under a name.

        :raises Refused: if there is nothing
        """
        if name not in self.named():
            raise self.refused(f"“{name}” is missing")
        return self.maybe(name)

    def maybe(self, name: str) -> "Place":
        """Return what stands under a name; None is said there if there is nothing."""
        return Place(self.named().get(name), f"{self.where}.{name}" if self.where else name)

    def named(self) -> dict[str, Any]:
        """
        Return the parts by name.

        :raises Refused: if it has none
        """
        if not isinstance(self.said, dict):
            raise self.refused("must be an object, with names in curly brackets")
        return self.said

    def each(self) -> Iterator["Place"]:
        """
        Go through a list; its first place is [1].

        :raises Refused: if it is no list
        """
        if not isinstance(self.said, list):
            raise self.refused("must be a list, in square brackets")
        for number, one in enumerate(self.said, start=1):
            yield Place(one, f"{self.where}[{number}]")

    def only(self, *names: str) -> None:
        """
        Let nothing stand here but these names.

        :raises Refused: if something else does: a slip of the pen must not be passed over
        """
        for name in self.named():
            if name not in names:
                raise self.refused(f"“{name}” is not known here; known are {', '.join(names)}")

    def text(self) -> str:
        """
        Return words.

        :raises Refused: if there are none
        """
        if not isinstance(self.said, str) or not self.said.strip():
            raise self.refused("must be words, in quotation marks")
        return self.said.strip()

    def name(self) -> str:
        """
        Return what somebody or something is called: words or a whole number.

        :raises Refused: if it is neither
        """
        if isinstance(self.said, int) and not isinstance(self.said, bool):
            return str(self.said)
        return self.text()

    def number(self) -> Fraction:
        """
        Return a number with every digit; one written in quotation marks is one, too.

        :raises Refused: if it is none
        """
        found = exact(self.said)
        if found is None:
            raise self.refused(f"must be a number, not {shown(self.said)}")
        return found

    def whole(self) -> int:
        """
        Return a whole number.

        :raises Refused: if it is none
        """
        found = self.number()
        if found.denominator != 1:
            raise self.refused(f"must be a whole number, not {shown(self.said)}")
        return int(found)

    def truth(self) -> bool:
        """
        Return true or false.

        :raises Refused: if it is neither
        """
        if not isinstance(self.said, bool):
            raise self.refused("must be true or false")
        return self.said

    def choice(self, choices: type[Choice]) -> Choice:
        """
        Return one of several words.

        :raises Refused: if it is none of them
        """
        try:
            return choices(self.said)
        except ValueError:
            words = ", ".join(f"“{one.value}”" for one in choices)
            raise self.refused(f"must be one of {words}, not {shown(self.said)}") from None

    def day(self) -> datetime.date:
        """
        Return a day, of which the hour is left out if one is said.

        :raises Refused: if it is none
        """
        if isinstance(self.said, datetime.date):
            return self.said
        try:
            return datetime.datetime.fromisoformat(self.said).date()
        except (TypeError, ValueError):
            raise self.refused(
                f"must be a day such as 2026-03-31, not {shown(self.said)}"
            ) from None


def exact(said: Any) -> Fraction | None:
    """Return a number as it was written, or None if it is none, has no end or is beyond sense."""
    if isinstance(said, bool) or not isinstance(said, int | Decimal | float | str):
        return None
    if isinstance(said, str) and not WRITTEN.fullmatch(said.strip()):
        return None
    number = Decimal(str(said).strip())
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        return None
    return Fraction(number)


def shown(said: Any) -> str:
    """Return how a refusal shows what was said."""
    if isinstance(said, str):
        return f"“{said}”"
    if said is None or isinstance(said, bool):
        return {None: "nothing", True: "true", False: "false"}[said]
    if isinstance(said, list):
        return "a list"
    return "an object" if isinstance(said, dict) else str(said)


def plain(number: Fraction) -> int | Decimal:
    """
    Return a number as it is written: whole, or with its digits after the point.

    All of them, if there is an end to them; six, rounded half up, if there is none.
    """
    if number.denominator == 1:
        return int(number)
    written = Decimal(number.numerator) / Decimal(number.denominator)
    if Fraction(written) == number:
        return written
    scaled = number * 10**PLACES
    rounded = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(rounded).scaleb(-PLACES)
