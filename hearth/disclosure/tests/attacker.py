"""
Somebody outside who adds everything up: brute force over whole numbers.

It knows the policies by heart, written out here once more, and what was printed. It shares no line
with what protects: nothing of `hearth.disclosure` is imported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

STAR = "*"
NOT_PRINTED = None
MANY = 400
"""Nobody thinks of more people than this in a hidden cell: thinking of fewer worlds tells more."""

Domain = list[int]
Sum = tuple[tuple[int, ...], int, int]
"""Which unknowns are added, and the least and the most that they come to."""


@dataclass(frozen=True)
class Rule:
    """A policy as the public knows it."""

    small_below: int
    rounds_to: int
    small_as: int | None
    least_hidden: int


RULES = {
    "mhsds_5_5": Rule(5, 5, None, 0),
    "hes_1to7": Rule(8, 5, 5, 1),
    "threshold_10": Rule(10, 1, None, 0),
}


def meaning(symbol: int | str | None, rule: Rule, told: bool | None = None) -> tuple[int, int]:
    """
    Return the least and the most that what stands in a table can mean.

    :param told: whether the attacker was told that a hidden number is small, or that it is not
    """
    if symbol is NOT_PRINTED:
        return 0, MANY * 100
    if symbol == STAR:
        if told is None or rule.small_as is not None:
            return rule.least_hidden, MANY * 100
        return (0, rule.small_below - 1) if told else (rule.small_below, MANY * 100)
    assert isinstance(symbol, int)
    if symbol == 0:
        return 0, 0
    if symbol == rule.small_as:
        return 1, rule.small_below - 1
    half = rule.rounds_to // 2
    return max(rule.small_below, symbol - half), symbol + half


@dataclass(frozen=True)
class Riddle:
    """A printed table as unknown cells, and what is known of their sums."""

    least: list[int]
    most: list[int]
    sums: list[Sum]
    places: dict[tuple[int, int], tuple[int, ...]]
    """For each number, by its position in print, the unknowns that it is the sum of."""
    bounds: dict[tuple[int, int], tuple[int, int]]
    """For each the least and the most that what was printed can mean."""
    height: int
    """How many rows there are, without the totals."""
    width: int

    def worlds(self, place: tuple[int, int], low: int, high: int) -> Iterator[list[int]]:
        """Yield every whole-number table that agrees, with one number between two."""
        asked = [(self.places[place], low, high), *self.sums]
        yield from _search(asked, self.least[:], self.most[:])

    def can_be(self, place: tuple[int, int], low: int, high: int) -> list[int] | None:
        """Return a table that agrees, with one number between two; None: there is none."""
        return next(self.worlds(place, low, high), None)

    def value(self, place: tuple[int, int], world: Sequence[int]) -> int:
        """Return what a number is in a table."""
        return sum(world[n] for n in self.places[place])

    def agrees(self, world: Sequence[int]) -> bool:
        """Return whether a table says what was printed."""
        cells = all(
            low <= x <= high for low, x, high in zip(self.least, world, self.most, strict=True)
        )
        return cells and all(
            low <= sum(world[n] for n in members) <= high for members, low, high in self.sums
        )

    def is_recovered(self, place: tuple[int, int], world: Sequence[int]) -> bool:
        """
        Return whether a number can be nothing else than it is in a table that agrees.

        A table next to that one is looked for first, and shows that it can; if there is none,
        every table that there may be is tried.
        """
        if not self.is_alone(place, world):
            return False
        truly = self.value(place, world)
        above = self.can_be(place, truly + 1, MANY * 100)
        return above is None and self.can_be(place, 0, truly - 1) is None

    def is_alone(self, place: tuple[int, int], world: Sequence[int]) -> bool:
        """Return whether there is no table next to this one in which a number is another."""
        return all(self.nudged(world, place, step) is None for step in (1, -1))

    def reaches(self, place: tuple[int, int], world: Sequence[int], least: int, most: int) -> bool:
        """
        Return whether a number can be everything between two that its value is between.

        Step by step both ways, through all that is between; else by trying every table.
        """
        if self._walks(place, world, least) and self._walks(place, world, most):
            return True
        every = range(least, most + 1)
        return all(self.can_be(place, value, value) is not None for value in every)

    def _walks(self, place: tuple[int, int], world: Sequence[int], value: int) -> bool:
        here: Sequence[int] | None = world
        step = 1 if value > self.value(place, world) else -1
        while here is not None and self.value(place, here) != value:
            here = self.nudged(here, place, step)
        return here is not None

    def nudged(self, world: Sequence[int], place: tuple[int, int], step: int) -> list[int] | None:
        """
        Return a table that agrees and in which a number is one more or one less.

        People walk round a ring: from the start to a row, to a column, to the end and back. One
        more in a cell must come round by other ways, each of which has room.
        """
        low, high = self.bounds[place]
        if not low <= self.value(place, world) + step <= high:
            return None
        ways = self._ways(world)
        out, back = self._ends(place)
        if step < 0:
            out, back = back, out
        came: dict[int, tuple[int, int | None]] = {back: (back, None)}
        queue = [back]
        for node in queue:
            for to, cell in ways[node]:
                if to not in came and {node, to} != {out, back}:
                    came[to] = node, cell
                    queue.append(to)
        if out not in came:
            return None
        changed, node = list(world), out
        if place[0] < self.height and place[1] < self.width:
            changed[self.places[place][0]] += step
        while node != back:
            before, cell = came[node]
            if cell is not None:
                changed[cell] += 1 if before < node else -1
            node = before
        assert self.agrees(changed)
        return changed

    def _ends(self, place: tuple[int, int]) -> tuple[int, int]:
        """Return the two ends of the way that a number is on: 0, the rows, the columns, the end."""
        row, column = place
        end = self.height + self.width + 1
        if row == self.height:
            return (end, 0) if column == self.width else (self.height + 1 + column, end)
        return (0, row + 1) if column == self.width else (row + 1, self.height + 1 + column)

    def _ways(self, world: Sequence[int]) -> list[list[tuple[int, int | None]]]:
        """Return for each node where one person more can go, and through which cell."""
        ways: list[list[tuple[int, int | None]]]
        ways = [[] for _ in range(self.height + self.width + 2)]
        for place, (low, high) in self.bounds.items():
            out, back = self._ends(place)
            inner = place[0] < self.height and place[1] < self.width
            cell = self.places[place][0] if inner else None
            now = self.value(place, world)
            if now < high:
                ways[out].append((back, cell))
            if now > low:
                ways[back].append((out, cell))
        return ways


def _search(sums: list[Sum], least: Domain, most: Domain) -> Iterator[list[int]]:
    """Draw what follows; halve what an unknown can be, and go on until all are known."""
    if not _draw(sums, least, most):
        return
    width, at = min(
        ((most[n] - least[n], n) for n in range(len(least)) if most[n] > least[n]),
        default=(0, 0),
    )
    if not width:
        yield least
        return
    middle = (least[at] + most[at]) // 2
    for low, high in ((least[at], middle), (middle + 1, most[at])):
        narrower, wider = least[:], most[:]
        narrower[at], wider[at] = low, high
        yield from _search(sums, narrower, wider)


def _draw(sums: list[Sum], least: Domain, most: Domain) -> bool:
    """Narrow what each unknown can be until nothing more follows; False: it cannot be."""
    again = True
    while again:
        again = False
        for members, low, high in sums:
            at_least = at_most = 0
            for n in members:
                at_least += least[n]
                at_most += most[n]
            if at_least > high or at_most < low:
                return False
            if at_least >= low and at_most <= high:
                continue
            for n in members:
                up, down = high - at_least + least[n], low - at_most + most[n]
                if up < most[n]:
                    most[n] = up
                    again = True
                if down > least[n]:
                    least[n] = down
                    again = True
                if least[n] > most[n]:
                    return False
            # what was drawn within a sum counts for its other members in the next round
    return True


def riddle(
    printed: Sequence[Sequence[int | str | None]],
    policy: str,
    *,
    told: Sequence[Sequence[bool | None]] | None = None,
    impossible: Sequence[tuple[int, int]] = (),
) -> Riddle:
    """
    Return what a printed table leaves open. The last row and the last column are totals.

    :param told: for each number whether it is small, if the attacker was told or guesses
    """
    rule = RULES[policy]
    height, width = len(printed) - 1, len(printed[0]) - 1
    places, bounds, sums = {}, {}, []
    least, most = [0] * (height * width), [MANY] * (height * width)
    for i in range(height + 1):
        for j in range(width + 1):
            low, high = meaning(printed[i][j], rule, told[i][j] if told else None)
            if (i, j) in impossible:
                low, high = 0, 0
            rows = range(height) if i == height else [i]
            columns = range(width) if j == width else [j]
            members = tuple(row * width + column for row in rows for column in columns)
            places[i, j], bounds[i, j] = members, (low, high)
            if i < height and j < width:
                least[members[0]], most[members[0]] = low, min(high, MANY)
            else:
                sums.append((members, low, high))
    return Riddle(least, most, sums, places, bounds, height, width)
