"""
The world laid flat, and the part of it that is in a frame.

It is flat in Web Mercator, as every map on the web is (EPSG:3857): at zoom z it is a square of
256 * 2^z units, with Greenwich in the middle and north at the top. A frame is WIDTH by HEIGHT of
those units.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asinh, atan, cos, degrees, pi, radians, sinh, tan

WIDTH, HEIGHT = 512, 400
TILE = 256
EQUATOR_M = 40_075_016.686
"""Round the middle of the Earth, in metres (WGS84)."""


def flat(latitude: float, longitude: float, zoom: int) -> tuple[float, float]:
    """Return where a spot is on the flat world of a zoom, in units from its upper left corner."""
    size = TILE * 2**zoom
    x = (longitude + 180) / 360 * size
    y = (1 - asinh(tan(radians(latitude))) / pi) / 2 * size
    return x, y


def globe(x: float, y: float, zoom: int) -> tuple[float, float]:
    """Return the latitude and longitude of a spot on the flat world: flat() the other way."""
    size = TILE * 2**zoom
    return degrees(atan(sinh(pi * (1 - 2 * y / size)))), x / size * 360 - 180


@dataclass(frozen=True)
class Frame:
    """A part of the flat world: the units of its zoom, from its upper left corner."""

    zoom: int
    left: float
    top: float

    @classmethod
    def around(cls, latitude: float, longitude: float, zoom: int) -> Frame:
        x, y = flat(latitude, longitude, zoom)
        return cls(zoom, x - WIDTH / 2, y - HEIGHT / 2)

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle, as latitude and longitude."""
        return globe(self.left + WIDTH / 2, self.top + HEIGHT / 2, self.zoom)

    def spot(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return where something is in the frame, in units from its upper left corner."""
        x, y = flat(latitude, longitude, self.zoom)
        return x - self.left, y - self.top

    @property
    def metres(self) -> float:
        """How many metres of ground one unit is, in the middle."""
        return EQUATOR_M * cos(radians(self.centre[0])) / (TILE * 2.0**self.zoom)
