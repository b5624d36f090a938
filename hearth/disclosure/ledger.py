"""
The ledger: what earlier releases printed, so that nobody undoes one release with another.

An entry holds what is public and nothing else: it may lie beside the release it came from.
"""

from collections.abc import Mapping
from typing import Any

from hearth.disclosure.asking import Piece, known_keys, listed, text, whole, yes_or_no
from hearth.disclosure.numbers import Standing
from hearth.disclosure.policies import Policy, policy_called
from hearth.disclosure.protecting import Protected
from hearth.disclosure.tables import Link, Place, Printed
from hearth.foundation.errors import Refused

NOT_KNOWN = -1
"""So many joined, or left: that some may have is public, how many is not."""


def entry(protected: Protected) -> dict[str, Any]:
    """Return what to keep of a release, and to give as `earlier` to each that follows."""
    release = protected.release
    numbers = []
    for n, number in enumerate(protected.numbers.numbers):
        if number.place.release or number.place.table not in protected.shapes:
            continue
        printed = number.count if number.standing is Standing.PUBLIC else protected.value(n)
        place = number.place
        said: dict[str, Any] = {"table": place.table, "row": place.row, "column": place.column}
        if number.standing is Standing.PUBLIC:
            said["exactly"] = True
        if protected.is_hidden(n):
            said["hidden"] = True
        numbers.append({**said, "made_of": dict(number.made_of), "printed": printed})
    for known in release.known:
        made_of = dict(protected.numbers.numbers[protected.at(known.place)].made_of)
        said = {"table": known.place.table, "row": known.place.row, "column": known.place.column}
        numbers.append({**said, "exactly": True, "made_of": made_of, "printed": known.count})
    return {
        "release": release.name,
        "policy": release.policy.name,
        "numbers": numbers,
        "links": [_said(link, release.name) for link in release.links],
    }


def _said(link: Link, release: str) -> dict[str, Any]:
    def places(of: tuple[Place, ...]) -> list[dict[str, str | None]]:
        return [
            {"release": p.release or release, "table": p.table, "row": p.row, "column": p.column}
            for p in of
        ]

    return {
        "whole": places(link.whole),
        "parts": places(link.parts),
        "joined": link.joined is not None,
        "left": link.left is not None,
    }


def read(
    entries: list[Any],
) -> tuple[tuple[Printed, ...], tuple[Link, ...], list[str]]:
    """
    Return what earlier releases printed, how their numbers hang together, and their names.

    :raises Refused: if an entry is not as it was given
    """
    printed: list[Printed] = []
    links: list[Link] = []
    releases = []
    for n, said in enumerate(entries, start=1):
        piece = Piece(f"earlier {n}", said)
        if not isinstance(said, Mapping):
            raise Refused(f"{piece.name} must be a ledger's entry, in curly brackets")
        known_keys(piece, {"release", "policy", "numbers", "links", "note"})
        release = text(piece, "release")
        policy = policy_called(text(piece, "policy"))
        releases.append(release)
        for each in listed(piece, "numbers"):
            printed.append(
                _number(Piece(f"{piece.name} ({release}), a number", each), release, policy)
            )
        links += [
            _link(Piece(f"{piece.name} ({release}), a link", each))
            for each in listed(piece, "links")
        ]
    return tuple(printed), tuple(links), releases


def _number(piece: Piece, release: str, policy: Policy) -> Printed:
    if not isinstance(piece.said, Mapping) or not isinstance(piece.said.get("made_of"), Mapping):
        raise Refused(f"{piece.name} must say what it is made of, as the ledger gave it")
    known_keys(piece, {"table", "row", "column", "made_of", "printed", "exactly", "hidden"})
    place = _place(piece, release)
    made_of = tuple(
        sorted(
            (str(name), whole(times, f"{piece.name}: “{name}”"))
            for name, times in piece.said["made_of"].items()
        )
    )
    if not made_of:
        raise Refused(f"{piece.name} must say what it is made of, as the ledger gave it")
    if piece.said.get("printed") is None:
        hidden = yes_or_no(piece, "hidden", otherwise=False)
        return Printed(place, made_of, policy.smallest if hidden else 0, None)
    value = whole(piece.said["printed"], f"{piece.name}: “printed”")
    if yes_or_no(piece, "exactly", otherwise=False):
        return Printed(place, made_of, value, value)
    return Printed(place, made_of, *policy.stands_for(value))


def _link(piece: Piece) -> Link:
    if not isinstance(piece.said, Mapping):
        raise Refused(f"{piece.name} must be as the ledger gave it")
    known_keys(piece, {"whole", "parts", "joined", "left"})

    def places(key: str) -> tuple[Place, ...]:
        return tuple(
            _place(Piece(f"{piece.name}, {key}", each), text(Piece(piece.name, each), "release"))
            for each in listed(piece, key)
        )

    return Link(
        places("whole"),
        places("parts"),
        NOT_KNOWN if yes_or_no(piece, "joined", otherwise=False) else None,
        NOT_KNOWN if yes_or_no(piece, "left", otherwise=False) else None,
    )


def _place(piece: Piece, release: str) -> Place:
    return Place(
        text(piece, "table"),
        text(piece, "row", "") or None,
        text(piece, "column", "") or None,
        release,
    )
