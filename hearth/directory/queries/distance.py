"""How far a place is, as the database works it out."""

from math import cos, radians

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from hearth.places.geo import EARTH_RADIUS_KM, HasPosition


def kilometres(spot: HasPosition, latitude: Combinable, longitude: Combinable) -> Combinable:
    """Return the distance in SQL: the same haversine formula as places.geo."""
    north = Power(Sin((Radians(latitude) - Value(radians(spot.latitude))) / 2), 2)
    east = Power(Sin((Radians(longitude) - Value(radians(spot.longitude))) / 2), 2)
    half_chord = Sqrt(north + Value(cos(radians(spot.latitude))) * Cos(Radians(latitude)) * east)
    whole: Combinable = Value(2 * EARTH_RADIUS_KM) * ASin(Least(Value(1.0), half_chord))
    return whole
