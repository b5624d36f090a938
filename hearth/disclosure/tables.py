"""What is asked to be published: tables of counts, and what else is known about the same people."""

from dataclasses import dataclass
from decimal import Decimal

from hearth.disclosure.policies import Policy

Groups = tuple[tuple[int, ...], ...]
"""Which of a table's categories are printed together: each group holds their positions."""


@dataclass(frozen=True)
class Place:
    """
    Where a number stands. A row or a column of None is the total over them.

    In a table without columns a row alone is one of its cells.
    """

    table: str
    row: str | None = None
    column: str | None = None
    release: str = ""
    """An earlier release; empty: this one."""

    def __str__(self) -> str:
        """Say it in words."""
        parts = [self.row or ("" if self.column else "total"), self.column or ""]
        words = ", ".join(part for part in (self.table, *parts) if part)
        return f"{words} ({self.release})" if self.release else words


@dataclass(frozen=True)
class Average:
    """A mean, median, least and most of one measure, over the people of one number of a table."""

    measure: str
    row: str | None
    column: str | None
    figures: dict[str, Decimal | int | None]


@dataclass(frozen=True)
class Table:
    """Counts of people in rows and columns; a table without columns has one, without a name."""

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...] | None
    counts: tuple[tuple[int, ...], ...]
    row_totals: bool = True
    column_totals: bool = True
    grand_total: bool = True
    impossible: frozenset[tuple[int, int]] = frozenset()
    """Structural zeros: nobody can be there, and everybody knows."""
    made_of: tuple[tuple[tuple[str, ...], ...], ...] | None = None
    """For each cell the named groups of people whose sum it is, if tables share them."""
    percentages: tuple[str, ...] = ()
    rate_per: int | None = None
    rate_of: tuple[tuple[str, int], ...] = ()
    """For each row that has a rate, how many people live there: public already."""
    averages: tuple[Average, ...] = ()
    may_merge: tuple[str, ...] = ("rows", "columns")

    @property
    def width(self) -> int:
        """Return how many columns of counts there are."""
        return len(self.columns) if self.columns is not None else 1


@dataclass(frozen=True)
class Shape:
    """How a table is printed: which of its categories together, or not at all."""

    rows: Groups
    columns: Groups
    withheld: bool = False

    @classmethod
    def plain(cls, table: Table) -> "Shape":
        """Return the shape in which every category stands by itself."""
        return cls(
            tuple((n,) for n in range(len(table.rows))), tuple((n,) for n in range(table.width))
        )


@dataclass(frozen=True)
class Link:
    """`whole` together are `parts` together, and those who joined, less those who left."""

    whole: tuple[Place, ...]
    parts: tuple[Place, ...]
    joined: int | None = None
    """How many; None: nobody joined. Counts of people, and protected as such."""
    left: int | None = None


@dataclass(frozen=True)
class Printed:
    """A number of an earlier release as the public has it."""

    place: Place
    made_of: tuple[tuple[str, int], ...]
    """Named groups of people, with how often each is counted in the number."""
    low: int
    """The least that what was printed, or hidden, may stand for."""
    high: int | None
    """None: no most is known."""


@dataclass(frozen=True)
class Known:
    """A number that is public from elsewhere, exactly."""

    place: Place
    count: int


@dataclass(frozen=True)
class Release:
    """All that is to be published together, and all that is public already."""

    name: str
    policy: Policy
    tables: tuple[Table, ...]
    links: tuple[Link, ...] = ()
    earlier: tuple[Printed, ...] = ()
    earlier_links: tuple[Link, ...] = ()
    """What was known of earlier releases: how many joined or left is not known here."""
    known: tuple[Known, ...] = ()

    def table_called(self, name: str) -> Table:
        """Return one of its tables."""
        return next(table for table in self.tables if table.name == name)


def label(names: tuple[str, ...] | None, group: tuple[int, ...]) -> str | None:
    """Return the name that one or several categories are printed under."""
    return None if names is None else " + ".join(names[n] for n in group)
