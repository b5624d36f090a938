"""
Names on a map that nobody else draws, none over another, nor over what stands there.

First come the places that people here speak of, where most people live before the rest; then, where
there is room, the wards or councils that the ground knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from operator import itemgetter
from typing import Protocol

from hearth.places.flat import HEIGHT, WIDTH, Frame
from hearth.places.shading import people_about, places_named

LETTER, LINE = 13.0, 26.0
"""How wide a letter and how high a line of a name is on the narrowest phone, in units."""
CORNERS = [(0.0, HEIGHT - 60.0, WIDTH / 3, float(HEIGHT)), (WIDTH - 60.0, 0.0, float(WIDTH), 80.0)]
"""Where the scale and the arrow to the north are."""
MOST_AWAY = 40.0
"""Units between a name and its place: any further, and it would seem to be the name of another."""
LONGEST = 24
"""Letters. What is longer is no name that is said, but a list of them."""

Box = tuple[float, float, float, float]
"""Left, top, right and foot of something in the frame, in units."""


class Known(Protocol):
    """A town or neighbourhood, and where it is."""

    @property
    def name(self) -> str: ...
    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True)
class Named:
    """A name on the ground."""

    words: str
    across: float
    """How far across the frame its middle is, in hundredths."""
    down: float


def names_on(frame: Frame, taken: Sequence[Box], known: Sequence[Known]) -> list[Named]:
    """
    Return as many names as there is room for.

    :param taken: where something stands already. A name goes beside what stands on its place
    :param known: what people here speak of; if there are any, councils are not named
    """
    full = [*taken, *CORNERS]
    named: dict[str, Named] = {}
    for words, x, y in _wanted(frame, known):
        if words.casefold() in named:
            continue
        for box in _beside(x, y, len(words) * LETTER / 2, taken):
            if _is_inside(box) and not any(_overlap(box, other) for other in full):
                full.append(box)
                middle, half = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
                across, down = round(100 * middle / WIDTH, 2), round(100 * half / HEIGHT, 2)
                named[words.casefold()] = Named(words, across, down)
                break
    return list(named.values())


def _wanted(frame: Frame, known: Sequence[Known]) -> Iterator[tuple[str, float, float]]:
    """Yield names and where in the frame their places are, those that matter most first."""
    places = [each for each in known if _is_a_name(each.name)]
    places.sort(key=lambda each: (-_people(each.latitude, each.longitude), each.name))
    for place in places:
        x, y = frame.spot(place.latitude, place.longitude)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            yield place.name, x, y
    yield from places_named(
        frame.zoom, frame.left, frame.top, WIDTH, HEIGHT, with_councils=not places
    )


def _is_a_name(words: str) -> bool:
    return len(words) <= LONGEST and "," not in words and " and " not in words


@lru_cache(maxsize=2000)
def _people(latitude: float, longitude: float) -> int:
    return people_about(latitude, longitude)


def _beside(x: float, y: float, half: float, taken: Sequence[Box]) -> list[Box]:
    """Return where a name may go: on its place, or beside what stands there, nearest first."""
    on_its_place = _box(x, y, half)
    boxes = [on_its_place]
    for left, top, right, foot in taken:
        if _overlap(on_its_place, (left, top, right, foot)):
            for aside in (0, -0.7, 0.7):
                boxes += [
                    _box(right + half, y + aside * LINE, half),
                    _box(left - half, y + aside * LINE, half),
                    _box(x + aside * half, top - LINE / 2, half),
                    _box(x + aside * half, foot + LINE / 2, half),
                ]
    near = [(_away(x, y, box), box) for box in boxes]
    return [box for away, box in sorted(near, key=itemgetter(0)) if away <= MOST_AWAY]


def _away(x: float, y: float, box: Box) -> float:
    """Return how far a spot is from a box; 0 if it is in it."""
    left, top, right, foot = box
    return hypot(max(left - x, 0, x - right), max(top - y, 0, y - foot))


def _box(x: float, y: float, half: float) -> Box:
    return x - half, y - LINE / 2, x + half, y + LINE / 2


def _is_inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= HEIGHT


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
