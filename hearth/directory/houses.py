"""
Which places are one house, whoever wrote them down: a place may have a row from each source.

A house is known by its marks. Two places that share one are taken for the same house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from hearth.directory.finding.words import plain
from hearth.places import geo

if TYPE_CHECKING:
    from hearth.directory.models import Location


def marks_of(*, name: str, address: str, postcode: str) -> set[str]:
    """Return what a house is known by: its postcode, with its name or a line of its address."""
    known = geo.parse_postcode(postcode)
    return {f"{known} {line}" for line in _lines(name) | _lines(address)} if known else set()


def house_of(place: Location) -> set[str]:
    """
    Return what the house of a place is known by. Itself, at least.

    The middle of a postcode is where many houses seem to be, so it is none's own. Somebody who has
    no postcode by them writes the number, the street and the town.
    """
    found = {str(place.id)}
    found |= marks_of(name=place.name, address=place.address, postcode=place.postcode)
    if place.town:
        streets = {line for line in _lines(place.address) if line[0].isdigit()}
        found |= {f"{plain(place.town)} {line}" for line in streets}
    postcode = geo.parse_postcode(place.postcode)
    if postcode and place.latitude is not None and place.longitude is not None:
        spot = _near(place.latitude, place.longitude)
        middle = geo.find(postcode)
        if middle is None or spot != _near(middle.latitude, middle.longitude):
            found.add(f"{postcode} {spot}")
    return found


class HouseField(ArrayField):  # type: ignore[type-arg]
    """The marks of a place's house, told anew whenever the place is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        house = sorted(house_of(model_instance))  # type: ignore[arg-type]
        setattr(model_instance, self.attname, house)
        return house

    def deconstruct(self) -> Any:
        """Be an ordinary list of words to migrations, which know nothing of the code here."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", args, kwargs


def _lines(text: str) -> set[str]:
    """Return the first line, and any that begins with the number of a house."""
    lines = [each for line in text.replace(",", "\n").splitlines() if (each := plain(line))]
    return {*lines[:1], *(line for line in lines if line[0].isdigit() and " " in line)}


def _near(latitude: float, longitude: float) -> str:
    return f"{latitude:.4f} {longitude:.4f}"
