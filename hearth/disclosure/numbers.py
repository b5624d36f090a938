"""
Every number of a release as a sum of groups of people that nobody sees apart.

A cell, a total, a number printed earlier and a number known from elsewhere are all one kind of
thing: a sum of groups. What they have in common is then found by arithmetic and not by name.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from hearth.disclosure.policies import Policy
from hearth.disclosure.tables import Known, Link, Place, Printed, Release, Shape, Table, label
from hearth.foundation.errors import Refused

Group = tuple[int, ...] | None
"""Categories that are counted together, by position; None: all of them, as a total."""


class Standing(Enum):
    """What becomes of a number."""

    ASKED = "asked to be printed"
    UNPRINTED = "not to be printed"
    PUBLIC = "public already, whatever is printed"


@dataclass(frozen=True)
class Number:
    """A number of people: where it stands, what it is the sum of, and what becomes of it."""

    place: Place
    made_of: tuple[tuple[str, int], ...]
    """Named groups of people, each with how often it is counted."""
    count: int | None
    """None: not known here, such as what an earlier release kept hidden."""
    standing: Standing
    low: int = 0
    """The least that somebody outside knows it to be, if it is PUBLIC."""
    high: int | None = None
    is_total: bool = False


@dataclass(frozen=True)
class Equality:
    """Numbers, by position, that together come to nothing: each with its sign."""

    terms: tuple[tuple[int, int], ...]
    link: Link


@dataclass(frozen=True)
class Everything:
    """All numbers that anybody may know of, and what is known of them together."""

    numbers: tuple[Number, ...]
    equalities: tuple[Equality, ...]
    in_one_table: bool
    """
    Whether they are one table with its totals and nothing else.

    Such sums make a network, and every corner of what is possible is then in whole numbers
    (Hoffman and Kruskal 1956: totally unimodular matrices).
    """


def everything(release: Release, shapes: dict[str, Shape]) -> Everything:
    """
    Lay out all numbers of a release in the shape in which its tables are to be printed.

    :raises Refused: if a link or a known number names a place that there is not
    """
    numbers = [*_all_numbers(release, shapes)]
    at = {number.place: n for n, number in reversed([*enumerate(numbers)])}
    numbers += [_known(each, at, numbers) for each in release.known]
    equalities = []
    for link in (*release.links, *release.earlier_links):
        terms = [(_position(place, at), 1) for place in link.whole]
        terms += [(_position(place, at), -1) for place in link.parts]
        for count, sign, what in ((link.joined, -1, "joined"), (link.left, 1, "left")):
            if count is not None:
                terms.append((len(numbers), sign))
                numbers.append(_turnover(link, what, count))
        equalities.append(Equality(tuple(terms), link))
    named = any(table.made_of for table in release.tables)
    alone = len(release.tables) == 1 and not (named or release.earlier or release.known)
    return Everything(tuple(numbers), tuple(equalities), alone and not equalities)


def _all_numbers(release: Release, shapes: dict[str, Shape]) -> Iterator[Number]:
    for table in release.tables:
        yield from _numbers_of(table, shapes[table.name], release.name)
    groups_alone: set[str] = set()
    named: set[str] = set()
    for table in release.tables:
        for line in table.made_of or ():
            for cell in line:
                named.update(cell)
                groups_alone.update(cell if len(cell) == 1 else ())
    for printed in release.earlier:
        yield _printed(printed)
        names = [name for name, _ in printed.made_of]
        named.update(names)
        groups_alone.update(names if len(names) == 1 else ())
    for name in sorted(named - groups_alone):
        yield Number(Place(f"“{name}”"), ((name, 1),), None, Standing.UNPRINTED)


def groups_of(table: Table, row: int, column: int, release: str) -> tuple[str, ...]:
    """Return the names of the groups of people that a cell is the sum of."""
    if table.made_of is not None:
        return table.made_of[row][column]
    column_name = table.columns[column] if table.columns is not None else ""
    return (" / ".join((release, table.name, table.rows[row], column_name)),)


def _numbers_of(table: Table, shape: Shape, release: str) -> Iterator[Number]:
    """Return its numbers as printed, and those that are merged into others."""
    plain = Shape.plain(table)
    if shape.rows != plain.rows or shape.columns != plain.columns:
        kept = {*shape.rows, None}, {*shape.columns, None}
        for rows, columns in _lines(table, plain):
            if rows not in kept[0] or columns not in kept[1]:
                yield _sum_of(table, rows, columns, release, asked=False)
    for rows, columns in _lines(table, shape):
        asked = {
            (False, False): True,
            (False, True): table.row_totals,
            (True, False): table.column_totals,
            (True, True): table.grand_total,
        }[rows is None, columns is None]
        if table.columns is None:
            asked = rows is not None or table.grand_total
        yield _sum_of(table, rows, columns, release, asked=asked and not shape.withheld)


def _lines(table: Table, shape: Shape) -> Iterator[tuple[Group, Group]]:
    """Return rows and columns of each number that a table has in a shape; None: the total."""
    columns: tuple[Group, ...] = (*shape.columns, None) if table.columns is not None else (None,)
    for rows in (*shape.rows, None):
        for group in columns:
            yield rows, group


def _sum_of(table: Table, rows: Group, columns: Group, release: str, *, asked: bool) -> Number:
    place = Place(
        table.name,
        None if rows is None else label(table.rows, rows),
        None if columns is None else label(table.columns, columns),
    )
    is_total = rows is None or (columns is None and table.columns is not None)
    cells = [
        (row, column)
        for row in (range(len(table.rows)) if rows is None else rows)
        for column in (range(table.width) if columns is None else columns)
    ]
    made_of = Counter(name for cell in cells for name in groups_of(table, *cell, release))
    count = sum(table.counts[row][column] for row, column in cells)
    standing = Standing.ASKED if asked else Standing.UNPRINTED
    if all(cell in table.impossible for cell in cells):
        return Number(place, _sorted(made_of), 0, Standing.PUBLIC, 0, 0, is_total)
    return Number(place, _sorted(made_of), count, standing, is_total=is_total)


def _sorted(made_of: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(made_of.items()))


def _printed(printed: Printed) -> Number:
    return Number(printed.place, printed.made_of, None, Standing.PUBLIC, printed.low, printed.high)


def _known(known: Known, at: dict[Place, int], numbers: list[Number]) -> Number:
    said = numbers[_position(known.place, at)]
    if said.count is not None and said.count != known.count:
        raise Refused(
            f"{known.place} is said to be known as {known.count}, and is {said.count} here"
        )
    place = Place(known.place.table, known.place.row, known.place.column, "known already")
    return Number(place, said.made_of, known.count, Standing.PUBLIC, known.count, known.count)


def _turnover(link: Link, what: str, count: int) -> Number:
    """Return those who joined or left: nobody prints them, and they are people all the same."""
    name = f"who {what}: {' and '.join(map(str, link.whole))}"
    name += f" against {' and '.join(map(str, link.parts))}"
    known = count if count >= 0 else None
    return Number(Place(name), ((name, 1),), known, Standing.UNPRINTED)


def _position(place: Place, at: dict[Place, int]) -> int:
    if place not in at:
        raise Refused(f"There is no number at {place}")
    return at[place]


def is_small(number: Number, policy: Policy) -> bool:
    """Return whether a number is of so few people that it is to be protected."""
    if number.standing is Standing.PUBLIC or number.count is None:
        return False
    return policy.is_small(number.count)
