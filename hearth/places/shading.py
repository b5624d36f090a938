"""
Ground for a map that nobody else draws: where people live, and what it is called there.

It is made from our own list of postcodes, as soft squares, darker where more of them are. Coast and
roads are not known. Measured (2 cores, Python 3.11): the list is laid out once in 0.3 s and 1.4 MB;
a frame then takes 1 to 30 ms, and those looked at last are remembered.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from math import asinh, pi, radians, tan
from operator import itemgetter

from hearth.places.flat import flat
from hearth.places.geo import areas, every_postcode

FINEST = 16
"""Postcodes are laid out on the flat world of this zoom (see flat.py)."""
CELL_BITS = 3
"""A square is 2^3 = 8 units wide."""
NEAREST_CELLS = 13
"""From this zoom on squares grow with the ground: about 90 m is as near as they say anything."""
LEVELS = (1, 3, 8, 20)
"""From how many postcodes on a square is of each shade, for squares about 180 m wide."""
ABOUT = 2000
"""Units of zoom FINEST: not 3 km in England, so that a town counts for more than its suburbs."""
WARDS_FROM = 10
"""From this zoom on wards are named; before, the councils that they are in."""


@dataclass(frozen=True)
class Shade:
    """All squares of one shade in a frame, as the path that draws them."""

    level: int
    path: str


@dataclass(frozen=True)
class _Ground:
    """Every postcode we have on the flat world of zoom FINEST, from west to east."""

    xs: array[int]
    ys: array[int]
    wards: list[tuple[str, int, float, float]]
    """Name, how many postcodes, and the middle of them."""
    councils: list[tuple[str, int, float, float]]


@cache
def _ground() -> _Ground:
    size = 256 * 2**FINEST
    rows = []
    ward_sums: dict[int, list[float]] = {}
    for latitude, longitude, area in every_postcode():
        x = int((longitude + 180) / 360 * size)
        y = int((1 - asinh(tan(radians(latitude))) / pi) / 2 * size)
        rows.append((x, y))
        sums = ward_sums.setdefault(area, [0, 0, 0])
        sums[0] += 1
        sums[1] += x
        sums[2] += y
    rows.sort()
    wards: dict[str, list[float]] = {}
    councils: dict[str, list[float]] = {}
    for area, sums in ward_sums.items():
        council, ward = areas()[area].local_authority, areas()[area].ward
        for names, name in ((wards, ward), (councils, council)):
            if name:
                total = names.setdefault(f"{council}\0{name}", [0, 0, 0])
                for place, value in enumerate(sums):
                    total[place] += value
    return _Ground(
        array("i", (x for x, _ in rows)),
        array("i", (y for _, y in rows)),
        _largest_first(wards),
        _largest_first(councils),
    )


def _largest_first(names: dict[str, list[float]]) -> list[tuple[str, int, float, float]]:
    found = [
        (_plain(name.partition("\0")[2]), int(many), x / many, y / many)
        for name, (many, x, y) in names.items()
    ]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _plain(name: str) -> str:
    """Return what a ward or council is called by those who live there."""
    return name.removesuffix(" Ward")


def shades(zoom: int, left: float, top: float, width: int, height: int) -> list[Shade]:
    """Return the squares of a frame. They lie on the world's own grid, whatever the frame."""
    bits = CELL_BITS + max(0, zoom - NEAREST_CELLS)
    cell = 1 << bits
    first, last = int(left) >> bits, int(left + width) >> bits
    upper, lower = int(top) >> bits, int(top + height) >> bits
    across, down = (first << bits) - left, (upper << bits) - top
    levels = _squares(zoom, bits, first, last, upper, lower)
    return [
        Shade(
            level,
            "".join(
                f"M{_short(across + column * cell)} {_short(down + row * cell)}"
                f"h{many * cell}v{cell}h-{many * cell}z"
                for column, row, many in runs
            ),
        )
        for level, runs in enumerate(levels, start=1)
        if runs
    ]


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


@lru_cache(maxsize=200)
def _squares(
    zoom: int, bits: int, first: int, last: int, upper: int, lower: int
) -> list[list[tuple[int, int, int]]]:
    """Return, for each shade, runs of squares beside each other: column, row and how many."""
    ground = _ground()
    shift = FINEST - zoom + bits
    begin = bisect_left(ground.xs, first << shift)
    end = bisect_left(ground.xs, (last + 1) << shift)
    xs, ys = ground.xs[begin:end], ground.ys[begin:end]
    counted = Counter(zip((x >> shift for x in xs), (y >> shift for y in ys), strict=True))
    # A square twice as wide has more postcodes, but not four times: some of it is fields.
    wider = 2.0 ** (NEAREST_CELLS - 1 - min(zoom, NEAREST_CELLS))
    levels: list[list[tuple[int, int]]] = [[] for _ in LEVELS]
    for (column, row), many in counted.items():
        if upper <= row <= lower:
            reached = sum(many >= least * wider for least in LEVELS)
            levels[max(reached, 1) - 1].append((row - upper, column - first))
    return [list(_runs(sorted(level))) for level in levels]


def _runs(squares: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield squares that lie beside each other in a row as one."""
    for row, in_row in groupby(squares, key=itemgetter(0)):
        columns = [column for _, column in in_row]
        begin = before = columns[0]
        for column in columns[1:]:
            if column != before + 1:
                yield begin, row, before - begin + 1
                begin = column
            before = column
        yield begin, row, before - begin + 1


def places_named(
    zoom: int, left: float, top: float, width: int, height: int, *, with_councils: bool = True
) -> Iterator[tuple[str, float, float]]:
    """Yield the names of what is in a frame and where in it they are, the largest first."""
    if zoom < WARDS_FROM and not with_councils:
        return
    ground = _ground()
    scale = 2.0 ** (zoom - FINEST)
    for name, _, x, y in ground.wards if zoom >= WARDS_FROM else ground.councils:
        across, down = x * scale - left, y * scale - top
        if 0 <= across <= width and 0 <= down <= height:
            yield name, across, down


def people_about(latitude: float, longitude: float) -> int:
    """Return how many postcodes are about a spot: how much of a town it is."""
    ground = _ground()
    x, y = (int(each) for each in flat(latitude, longitude, FINEST))
    begin, end = bisect_left(ground.xs, x - ABOUT), bisect_left(ground.xs, x + ABOUT)
    return sum(abs(each - y) < ABOUT for each in ground.ys[begin:end])
