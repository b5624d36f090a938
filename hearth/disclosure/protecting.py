"""From tables to what is printed of them: hidden, merged or withheld until the promise is kept."""

from dataclasses import dataclass, replace

import numpy as np

from hearth.disclosure.hiding import CannotBeSafe, Hidden, hide
from hearth.disclosure.knowledge import Knowledge, knowledge
from hearth.disclosure.needs import Promise, kept_needs, least_with_noughts_shown
from hearth.disclosure.numbers import Equality, Everything, Standing, everything
from hearth.disclosure.tables import Groups, Place, Release, Shape, Table, label
from hearth.disclosure.worlds import Sums, Wholes
from hearth.foundation.errors import Refused


@dataclass(frozen=True)
class Protected:
    """A release as it may be printed."""

    release: Release
    shapes: dict[str, Shape]
    numbers: Everything
    known: Knowledge
    hidden: Hidden

    def is_hidden(self, n: int) -> bool:
        """Return whether a number that was to be printed is printed as the symbol."""
        return bool(self.hidden.numbers[n])

    def value(self, n: int) -> int | None:
        """Return what a number is printed as; None: hidden, or not printed."""
        number = self.numbers.numbers[n]
        if number.count is None or self.is_hidden(n):
            return None
        if number.standing is Standing.UNPRINTED:
            return None
        return self.release.policy.printed(number.count) if number.count else 0

    def at(self, place: Place) -> int:
        """Return the position of the number at a place."""
        return next(n for n, each in enumerate(self.numbers.numbers) if each.place == place)


def protect(release: Release) -> Protected:
    """
    Hide, merge and withhold until the promise of `needs` is kept.

    :raises Refused: if the counts contradict one another, or what is public already
    """
    shapes = {table.name: Shape.plain(table) for table in release.tables}
    protected = _withholding(release, shapes)
    for table in release.tables:
        if not protected.shapes[table.name].withheld and not _shows(protected, table):
            protected = _merging(protected, table)
    return protected


def _withholding(release: Release, shapes: dict[str, Shape]) -> Protected:
    """Protect, withholding each table that cannot be made safe."""
    while True:
        try:
            return _in_shape(release, shapes)
        except _Unsafe as unsafe:
            table = unsafe.place.table
            if table not in shapes or shapes[table].withheld:
                shapes = {name: replace(shape, withheld=True) for name, shape in shapes.items()}
            else:
                shapes = {**shapes, table: replace(shapes[table], withheld=True)}


class _Unsafe(Exception):
    def __init__(self, place: Place) -> None:
        super().__init__(str(place))
        self.place = place


def _in_shape(release: Release, shapes: dict[str, Shape]) -> Protected:
    numbers = everything(release, shapes)
    known = knowledge(numbers, release.policy)
    sums = Sums(numbers)
    truth = _truth(sums, known, numbers)
    withheld = {name for name, shape in shapes.items() if shape.withheld}
    if len(withheld) == len(shapes):
        nothing = Hidden(np.zeros(sums.numbers, dtype=bool), truth[np.newaxis])
        return Protected(release, shapes, numbers, known, nothing)
    apart = [
        n for n, number in enumerate(numbers.numbers)
        if number.count is None or number.place.table in withheld
    ]  # fmt: skip
    kept = kept_needs(sums, known, release.policy, apart)
    promise = Promise(
        known=known,
        policy=release.policy,
        kept=tuple(kept),
        apart=frozenset(apart),
        ends_suffice=numbers.in_one_table,
        least=least_with_noughts_shown(sums, numbers, known, release.policy),
    )
    try:
        return Protected(release, shapes, numbers, known, hide(sums, promise, truth))
    except CannotBeSafe as unsafe:
        raise _Unsafe(numbers.numbers[unsafe.number].place) from unsafe


def _truth(sums: Sums, known: Knowledge, numbers: Everything) -> Wholes:
    """
    Return the numbers as they are; where they are not known here, as they may be.

    :raises Refused: if they cannot be so together
    """
    low = np.where(known.counts >= 0, known.counts.astype(float), known.printed[0])
    high = np.where(known.counts >= 0, known.counts.astype(float), known.printed[1])
    if numbers.in_one_table:
        return known.counts
    for equality in numbers.equalities:
        _check(equality, numbers)
    truth = sums.world(low, high)
    if truth is not None:
        return truth
    everywhere = np.full(sums.numbers, np.inf)
    near = sums.nearest_world(low, high, below=low, above=everywhere, cost=np.ones(sums.numbers))
    wrong = [] if near is None else np.flatnonzero((near < low) | (near > high)).tolist()
    places = "; ".join(str(numbers.numbers[int(n)].place) for n in wrong)
    raise Refused(
        "The numbers contradict each other, or what was printed earlier: they cannot all count the"
        f" same people. Look at: {places or 'the links'}"
    )


def _check(equality: Equality, numbers: Everything) -> None:
    """
    Check that a link adds up, if everything in it is known here.

    :raises Refused: if it does not
    """
    link = equality.link
    counts = [(numbers.numbers[n].count, sign) for n, sign in equality.terms]
    known = [(count, sign) for count, sign in counts if count is not None]
    if len(known) == len(counts) and sum(count * sign for count, sign in known) != 0:
        whole = sum(count for count, _ in known[: len(link.whole)])
        parts = whole - sum(count * sign for count, sign in known)
        raise Refused(
            f"A link does not add up: {' with '.join(map(str, link.whole))} is {whole}, and"
            f" {' with '.join(map(str, link.parts))} comes to {parts},"
            " with whoever joined and without whoever left"
        )


def _shows(protected: Protected, table: Table) -> int:
    """Return how many of its inner numbers can be read."""
    numbers = protected.numbers.numbers
    return sum(
        protected.value(n) is not None
        for n, number in enumerate(numbers)
        if number.place.table == table.name and not number.is_total and number.place.release == ""
        if number.standing is Standing.ASKED
    )


def _merging(protected: Protected, table: Table) -> Protected:
    """Merge the smallest neighbours until something can be read; if that never is, do not."""
    shape, merged = protected.shapes[table.name], protected
    while (smaller := _merged(table, shape)) is not None:
        shape = smaller
        merged = _withholding(protected.release, {**protected.shapes, table.name: shape})
        if merged.shapes[table.name].withheld:
            return protected
        if _shows(merged, table):
            return merged
    return protected


def _merged(table: Table, shape: Shape) -> Shape | None:
    """Return the shape with the two neighbours merged that hold the fewest people together."""
    best: tuple[tuple[int, int, int], Shape] | None = None
    counts = np.array(table.counts)
    for axis, groups, name, names in (
        (0, shape.rows, "rows", table.rows),
        (1, shape.columns, "columns", table.columns or ()),
    ):
        if name not in table.may_merge or len(groups) <= 2:
            continue
        for n in range(len(groups) - 1):
            both = groups[n] + groups[n + 1]
            held = int(counts.take(both, axis=axis).sum())
            together: Groups = (*groups[:n], both, *groups[n + 2 :])
            changed = replace(
                shape,
                rows=together if name == "rows" else shape.rows,
                columns=together if name == "columns" else shape.columns,
            )
            if label(names, both) in names:
                continue  # that is what another one is called
            if best is None or (held, axis, n) < best[0]:
                best = (held, axis, n), changed
    return None if best is None else best[1]
