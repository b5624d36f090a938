"""What stands on a map, and what becomes of things that are too close together to tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hearth.places.flat import Frame

APART = 58
"""Markers nearer than this become one. The frame is 288 px wide on the narrowest phone, where this
is 32 px, as wide as a marker: more than the 24 that a target must have (WCAG 2.5.8)."""


class Kind(StrEnum):
    """What a marker stands for. Each has a shape of its own (see design/map.jinja)."""

    HUB = "hub"
    SATELLITE = "satellite"
    SERVICE = "service"
    NEED = "need"
    GAP = "gap"
    OUTING = "outing"
    HERE = "here"
    """The place that somebody asked about."""
    MIXED = "mixed"
    """Several close together, not all of one kind."""


@dataclass(frozen=True)
class Marker:
    """Something to show on a map. Never a person: the nearest of a need is its neighbourhood."""

    kind: Kind
    name: str
    latitude: float
    longitude: float
    href: str = ""
    label: str = ""
    """At most two letters or digits to stand in it, such as its number in the list."""
    count: int = 0
    """How many things it stands for, if it is to say so; several that do so say their sum."""


@dataclass
class Heap:
    """Markers that are drawn as one, and the middle of them."""

    markers: list[Marker]
    x: float
    y: float

    def take(self, other: Heap) -> None:
        mine, theirs = len(self.markers), len(other.markers)
        self.x = (self.x * mine + other.x * theirs) / (mine + theirs)
        self.y = (self.y * mine + other.y * theirs) / (mine + theirs)
        self.markers += other.markers

    def touches(self, other: Heap) -> bool:
        return abs(self.x - other.x) < APART and abs(self.y - other.y) < APART


def gathered(frame: Frame, markers: Sequence[Marker]) -> list[Heap]:
    """Return the markers in heaps that do not touch each other."""
    by_cell: dict[tuple[int, int], Heap] = {}
    for marker in markers:
        x, y = frame.spot(marker.latitude, marker.longitude)
        one = Heap([marker], x, y)
        cell = int(x // APART), int(y // APART)
        if cell in by_cell:
            by_cell[cell].take(one)
        else:
            by_cell[cell] = one
    heaps: list[Heap] = []
    waiting = list(by_cell.values())
    while waiting:
        heap = waiting.pop()
        near = next((each for each in heaps if each.touches(heap)), None)
        if near is None:
            heaps.append(heap)
        else:  # its middle moves, so it may now touch others
            heaps.remove(near)
            near.take(heap)
            waiting.append(near)
    return heaps
