"""
Reading the parts of a document: each is what it should be, or is refused.

A refusal names the place in the document, says what is wrong there and what would be right. A name
that is not known is refused too: a slip in “deadweight” would else be read as none at all. Only
“note” may stand anywhere.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from hearth.design.words import listed
from hearth.foundation.errors import Refused
from hearth.value.years import financial_year

MOST = Decimal(10) ** 15
"""Nothing that a hub counts, and no amount, is larger."""
FINEST = -30
"""The most digits after the point that are read."""
LONGEST = 2_000
"""Letters of one text."""
_WRITTEN = re.compile(r"([-−]?)\s*£?\s*([-−]?)([0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)\s*(%?)")  # noqa: RUF001


@dataclass(frozen=True)
class Part:
    """An object of the document, in curly brackets, and where it stands."""

    says: Mapping[str, Any]
    place: str = ""

    def at(self, name: str) -> str:
        """Return in words where a name stands: “outcome 2, deadweight”."""
        return f"{self.place}, {name}" if self.place else f"The file’s {name}"

    def refused(self, name: str, words: str) -> Refused:
        return Refused(f"{self.at(name)} {words}.")

    def __contains__(self, name: str) -> bool:
        return self.says.get(name) is not None

    def only(self, *names: str) -> None:
        """:raises Refused: if anything else is said here"""
        for name in self.says:
            if name in names or name == "note":
                continue
            near = difflib.get_close_matches(str(name), names, n=1)
            meant = f" Do you mean “{near[0]}”?" if near else f" Known here: {', '.join(names)}."
            where = f"{self.place} has" if self.place else "The file has"
            raise Refused(f"{where} “{name}”, which is not known.{meant}")

    def needed(self, name: str) -> Any:
        if name not in self:
            raise self.refused(name, "is missing")
        return self.says[name]

    def text(self, name: str, *, otherwise: str | None = None) -> str:
        """Return words without spaces round them; `otherwise` where nothing is said."""
        if otherwise is not None and name not in self:
            return otherwise
        value = self.needed(name)
        if not isinstance(value, str):
            raise self.refused(name, f"must be text in quotation marks; it is {_shown(value)}")
        words = " ".join(value.split())
        if not words and otherwise is None:
            raise self.refused(name, "is empty")
        if len(words) > LONGEST:
            raise self.refused(name, f"is longer than {LONGEST:,} letters")
        return words

    def one_of(self, name: str, *choices: str, otherwise: str | None = None) -> str:
        value = self.text(name, otherwise=otherwise)
        if value not in choices:
            raise self.refused(name, f"must be {listed_or(choices)}; it is “{value}”")
        return value

    def yes(self, name: str, *, otherwise: bool) -> bool:
        value = self.says.get(name)
        if value is None:
            return otherwise
        if not isinstance(value, bool):
            raise self.refused(name, f"must be true or false; it is {_shown(value)}")
        return value

    def number(
        self,
        name: str,
        *,
        least: Decimal | int | None = None,
        most: Decimal | int | None = None,
    ) -> Decimal:
        """
        Return a number with every digit that is written. "£1,234.50" and "25%" are numbers too.

        :raises Refused: if it is none, not finite, or not from `least` to `most`
        """
        value = _number(self.needed(name))
        if value is None:
            raise self.refused(name, f"must be a number; it is {_shown(self.says[name])}")
        exponent = value.as_tuple().exponent
        if abs(value) >= MOST or (isinstance(exponent, int) and exponent < FINEST):
            raise self.refused(name, "is larger, or finer, than any number that is counted with")
        if (least is not None and value < least) or (most is not None and value > most):
            advice = (
                " (write 0.25, or “25%”, for 25 in a hundred)" if (least, most) == (0, 1) else ""
            )
            raise self.refused(name, f"must be {_range(least, most)}{advice}; it is {value:f}")
        return value

    def whole(self, name: str, *, least: int, most: int, otherwise: int | None = None) -> int:
        if otherwise is not None and name not in self:
            return otherwise
        value = self.number(name, least=least, most=most)
        if value != value.to_integral_value():
            raise self.refused(name, f"must be a whole number; it is {value:f}")
        return int(value)

    def year(self, name: str, *, otherwise: str | None = None) -> str:
        """Return a financial year, as “2024-25”."""
        if otherwise is not None and name not in self:
            return otherwise
        return financial_year(self.needed(name), place=self.at(name))

    def part(self, name: str) -> "Part":
        """Return an object that stands under a name; an empty one where nothing is said."""
        value = self.says.get(name)
        if value is None:
            return Part({}, self.at(name))
        if not isinstance(value, Mapping):
            raise self.refused(name, f"must be an object in curly brackets; it is {_shown(value)}")
        return Part(value, self.at(name))

    def items(self, name: str) -> list[Any]:
        value = self.says.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.refused(name, f"must be a list in square brackets; it is {_shown(value)}")
        return value

    def parts(self, name: str, *, one: str) -> Iterator["Part"]:
        """Yield each object of a list; `one` is what one of them is called."""
        for count, value in enumerate(self.items(name), start=1):
            where = f"{one} {count}"
            if isinstance(value, Mapping) and isinstance(value.get("name"), str):
                where = f"{one} “{value['name'].strip()[:60]}”"
            place = self.at(where) if self.place else _capital(where)
            if not isinstance(value, Mapping):
                raise Refused(f"{place} must be an object; it is {_shown(value)}.")
            yield Part(value, place)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of words; one word may stand for a list of one."""
        value = self.says.get(name)
        said = [value] if isinstance(value, str) else self.items(name)
        if not all(isinstance(each, str) for each in said):
            raise self.refused(name, "must be a list of words")
        return tuple(" ".join(each.split()) for each in said if each.strip())


def listed_or(choices: tuple[str, ...]) -> str:
    """Return “cash”, “cash” or “in_kind”."""
    return listed([f"“{each}”" for each in choices]).replace(" and ", " or ")


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        return _written(value.strip())
    if isinstance(value, float):
        value = str(value)
    if not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _written(words: str) -> Decimal | None:
    found = _WRITTEN.fullmatch(words)
    if not found:
        return None
    number = Decimal(found[3].replace(",", ""))
    if found[4]:
        number = number.scaleb(-2)
    return -number if found[1] or found[2] else number


def _range(least: Decimal | int | None, most: Decimal | int | None) -> str:
    if most is None:
        return f"{least} or more"
    return f"{most} or less" if least is None else f"from {least} to {most}"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"“{value}”"[:80] if isinstance(value, str) else str(value)[:80]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
