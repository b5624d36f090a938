"""What a piece of a document says under a key; refused in words that name the piece and the key."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hearth.foundation.errors import Refused

MOST_PEOPLE = 10**9
"""More than there are; beyond it sums would no longer be exact."""


@dataclass(frozen=True)
class Piece:
    """A part of a document, and how to call it when something is wrong with it."""

    name: str
    said: Any


def pieces(piece: Piece, key: str) -> list[Piece]:
    """
    Return each object of a list, named by its place in it.

    :raises Refused: if it is no list of objects
    """
    each = [Piece(f"{key} {n}", one) for n, one in enumerate(listed(piece, key), start=1)]
    for one in each:
        if not isinstance(one.said, Mapping):
            raise Refused(f"{one.name} must be an object, in curly brackets")
    return each


def listed(piece: Piece, key: str) -> list[Any]:
    """
    Return a list; what is left out is empty.

    :raises Refused: if it is none
    """
    said = piece.said.get(key)
    if said is None:
        return []
    if not isinstance(said, list):
        raise Refused(f"{piece.name}: “{key}” must be a list, in square brackets")
    return said


def known_keys(piece: Piece, keys: set[str]) -> None:
    """
    Check that nothing is said under a key that means nothing: a slip there would protect nobody.

    :raises Refused: if something is
    """
    strange = sorted(str(key) for key in piece.said if key not in keys)
    if strange:
        raise Refused(
            f"{piece.name}: “{strange[0]}” means nothing here; it may say {', '.join(sorted(keys))}"
        )


def text(piece: Piece, key: str, otherwise: str | None = None) -> str:
    """
    Return words, without space around them.

    :raises Refused: if there are none and nothing stands for them
    """
    said = piece.said.get(key)
    if said is None and otherwise is not None:
        return otherwise
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)  # a year is a name too
    if not isinstance(said, str) or not said.strip():
        raise Refused(f"{piece.name}: “{key}” must say something in words")
    return said.strip()


def names(piece: Piece, key: str) -> tuple[str, ...]:
    """
    Return a list of different names. A number is taken for a name.

    :raises Refused: if it is none
    """
    said = [str(one).strip() for one in listed(piece, key) if isinstance(one, str | int)]
    if not said or len(said) != len(piece.said[key]) or not all(said):
        raise Refused(f"{piece.name}: “{key}” must be a list of names")
    twice = sorted({one for one in said if said.count(one) > 1})
    if twice:
        raise Refused(f"{piece.name}: “{twice[0]}” stands twice among its {key}")
    return tuple(said)


def yes_or_no(piece: Piece, key: str, *, otherwise: bool) -> bool:
    """
    Return a yes or a no.

    :raises Refused: if it is neither
    """
    said = piece.said.get(key, otherwise)
    if not isinstance(said, bool):
        raise Refused(f"{piece.name}: “{key}” must be true or false")
    return said


def number_of_people(piece: Piece, key: str) -> int:
    """
    Return a whole number from nought.

    :raises Refused: if it is none
    """
    return whole(piece.said.get(key), f"{piece.name}: “{key}”")


def whole(said: Any, what: str) -> int:
    """
    Return a whole number from nought; 5.0 is one.

    :raises Refused: if it is none
    """
    is_number = isinstance(said, int | Decimal | float) and not isinstance(said, bool)
    if not is_number or said != said or not 0 <= said <= MOST_PEOPLE or said != int(said):
        raise Refused(f"{what} must be a whole number of people from 0, and is {said!s}")
    return int(said)
