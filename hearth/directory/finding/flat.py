"""
A flat map to measure on: Mercator's, in kilometres.

Near any one place it stretches all ways alike, so that what is nearer on it is nearer in truth.
What is measured on it is put right by `shrink`.
"""

from math import cos, log, pi, radians, tan

from hearth.places.geo import EARTH_RADIUS_KM


def flat(latitude: float, longitude: float) -> tuple[float, float]:
    """Return how far east and north of nought a place is on the map, from degrees (WGS84)."""
    east = EARTH_RADIUS_KM * radians(longitude)
    north = EARTH_RADIUS_KM * log(tan(pi / 4 + radians(latitude) / 2))
    return east, north


def shrink(latitude: float) -> float:
    """Return what a length on the map near a latitude is multiplied by to be one in truth."""
    return cos(radians(latitude))
