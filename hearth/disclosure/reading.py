"""A document becomes a release to be protected; what it says wrongly is refused, with the place."""

from collections.abc import Mapping
from typing import Any

from hearth.disclosure import ledger
from hearth.disclosure.asking import (
    Piece,
    known_keys,
    listed,
    number_of_people,
    pieces,
    text,
)
from hearth.disclosure.policies import default_policy, policy_called
from hearth.disclosure.reading_tables import read_table
from hearth.disclosure.tables import Known, Link, Place, Release, Table
from hearth.foundation.errors import Refused

UNNAMED = "this release"


def read_release(document: Mapping[str, Any]) -> Release:
    """
    Return what a document asks to be published.

    :raises Refused: if it does not say so, naming the place
    """
    whole = Piece("the document", document)
    known_keys(whole, {"release", "policy", "tables", "links", "earlier", "already_known", "note"})
    name = text(whole, "release", UNNAMED)
    tables = tuple(read_table(piece) for piece in pieces(whole, "tables"))
    if not tables:
        raise Refused("The document has no tables: “tables” is a list with at least one")
    _all_different([table.name for table in tables], "tables")
    earlier, earlier_links, releases = ledger.read(listed(whole, "earlier"))
    _all_different([*releases, name], "releases")
    inside = {table.name: table for table in tables}
    return Release(
        name=name,
        policy=policy_called(text(whole, "policy", default_policy()).lower()),
        tables=tables,
        links=tuple(_link(piece, inside) for piece in pieces(whole, "links")),
        earlier=earlier,
        earlier_links=earlier_links,
        known=tuple(_known(piece, inside) for piece in pieces(whole, "already_known")),
    )


def _all_different(said: list[str], what: str) -> None:
    twice = sorted({name for name in said if said.count(name) > 1})
    if twice:
        raise Refused(f"Two {what} have the same name: {', '.join(twice)}")


def _link(piece: Piece, tables: Mapping[str, Table]) -> Link:
    known_keys(piece, {"whole", "parts", "joined", "left", "note"})
    return Link(
        whole=_places(piece, "whole", tables),
        parts=_places(piece, "parts", tables),
        joined=number_of_people(piece, "joined") if "joined" in piece.said else None,
        left=number_of_people(piece, "left") if "left" in piece.said else None,
    )


def _known(piece: Piece, tables: Mapping[str, Table]) -> Known:
    known_keys(piece, {"cell", "count", "note"})
    places = _places(piece, "cell", tables)
    if len(places) != 1:
        raise Refused(f"{piece.name}: “cell” names one number")
    return Known(places[0], number_of_people(piece, "count"))


def _places(piece: Piece, key: str, tables: Mapping[str, Table]) -> tuple[Place, ...]:
    said = piece.said.get(key)
    one_or_many = [said] if isinstance(said, Mapping) else said
    if not isinstance(one_or_many, list) or not one_or_many:
        raise Refused(f"{piece.name}: “{key}” names a number, or a list of them")
    return tuple(
        _place(Piece(f"{piece.name}, {key} {n}", each), tables)
        for n, each in enumerate(one_or_many, start=1)
    )


def _place(piece: Piece, tables: Mapping[str, Table]) -> Place:
    if not isinstance(piece.said, Mapping):
        raise Refused(f"{piece.name}: a number is named by its table, row and column")
    known_keys(piece, {"table", "row", "column", "release"})
    place = Place(
        text(piece, "table"),
        text(piece, "row", "") or None,
        text(piece, "column", "") or None,
        text(piece, "release", ""),
    )
    if place.release:
        return place  # whether there is such a number is seen when all are laid out
    if place.table not in tables:
        raise Refused(f"{piece.name}: there is no table “{place.table}”")
    table = tables[place.table]
    for name, there, what in (
        (place.row, table.rows, "row"), (place.column, table.columns or (), "column"),
    ):  # fmt: skip
        if name is not None and name not in there:
            raise Refused(f"{piece.name}: {place.table} has no {what} “{name}”")
    return place
