"""Neighbourhoods: what they are called here, and where on a map they are."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.directory.finding.lexicon import KnownPlace, lexicon
from hearth.directory.finding.words import plain
from hearth.places.models import Site


@dataclass(frozen=True)
class Middle:
    """About the middle of a neighbourhood, in degrees (WGS84)."""

    latitude: float
    longitude: float


def middle_of(neighbourhood: str) -> Middle | None:
    """Return where a neighbourhood, ward or town is; None if nobody here knows."""
    place = lexicon().places.get(tuple(plain(neighbourhood).split()))
    return Middle(place.latitude, place.longitude) if place else None


def places_known() -> list[KnownPlace]:
    """Return the towns and neighbourhoods that entries and sites here name, for a map."""
    return [place for place in lexicon().places.values() if place.named_here]


def neighbourhoods_of_sites() -> list[str]:
    """Return the neighbourhoods that the sites are for, each once, in the order of the alphabet."""
    named = Site.objects.values_list("neighbourhoods", flat=True)
    by_plain = {plain(name): name.strip() for names in named for name in names if name.strip()}
    return sorted(by_plain.values(), key=str.casefold)
