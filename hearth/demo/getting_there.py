"""How one gets to the sites, and what is there: invented, but for streets and distances."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zlib import crc32

from hearth.demo.network import DemoSite
from hearth.demo.offers.catalogue import Place, catalogue_of
from hearth.places import geo

WALK_KM_AN_HOUR = 4.5
ROUND_CORNERS = 1.3
"""How much longer a walk is than the line between its ends."""
A_SHORT_WALK, A_WALK = 12, 25
"""Minutes: how far people walk from a bus, and how far they walk at all."""
HIDDEN = "Not to be printed"
"""What stands for the address of a place that nobody is told."""

STOPS = (
    "Buses stop at {near}, {walk}. Ask the driver for the stop.",
    "Buses stop near {near}, {walk}. They are fewer in the evening and on Sunday.",
    "The nearest stop is by {near}, {walk}. There is a seat and a shelter.",
)
DOORS = (
    "The door is the one with the lamp. You can just push it.",
    "Look for our sign above the door. The bell is on the left, and somebody comes.",
    "The door stands open when we are in. You can look through the window first.",
)
STOPS_OF_PLACES = (
    "Buses stop at the end of {street}.",
    "The nearest stop is by the corner of {street}.",
    "Ask the driver for {street}, and get off there.",
    "Buses go along {street}. The last one leaves at ten in the evening.",
)
LANDMARKS = (
    "the post office", "the church with the clock", "the chemist", "the school gate",
    "the corner shop", "the taxi rank", "the little green",
)  # fmt: skip
PARKING = (
    "Free behind the building, with 2 blue badge spaces",
    "No car park. 2 blue badge spaces in the street outside",
    "A pay car park round the corner. Free for blue badges",
)


def facts_of_getting_there(place: DemoSite, offers: str) -> dict[str, object]:
    """
    Return what a site says of the ways to it, the way in and what is there.

    :param offers: what the files of its network's directory begin with; empty for none
    """
    has, which = place.facilities, crc32(place.slug.encode())
    step_free = "STEP_FREE" in has
    is_van = place.name.startswith("The van")
    facts: dict[str, object] = {
        "toilet": not is_van,
        "kettle": True,
        "step_free": step_free,
        "accessible_toilet": "ACCESSIBLE_TOILET" in has,
        "quiet_space": "QUIET_SPACE" in has or bool(place.rooms),
        "hearing_loop": "HEARING_LOOP" in has or None,
        "parking": _parking(which, is_van=is_van, has_some="PARKING" in has),
        "private_rooms": place.rooms,
        "nearest_bus": place.bus,
        "access_note": _note(is_van=is_van, step_free=step_free),
    }
    door = "Look for the van with its awning out." if is_van else DOORS[which % len(DOORS)]
    said = place.neighbourhood.split(",")[0].split(" and ")[0]
    by_bus = (
        f"Buses to {said} stop {2 + which % 4} minutes’ walk away. Ask the driver for the stop."
    )
    on_foot = f"In {said}, a short walk from the main street. {door}"
    if near := _near(place, offers):
        minutes, known = near
        walk = f"{minutes} minutes’ walk"
        if minutes <= A_WALK:
            on_foot = f"From {known.name} it is {walk}. {door}"
        if minutes <= A_SHORT_WALK:
            by_bus = STOPS[which % len(STOPS)].format(near=known.name, walk=walk)
            if known.bus:
                by_bus = f"To {known.name}: {known.bus}. From there it is {walk}."
    if place.bus:
        by_bus = f"{place.bus.removesuffix(' (invented)')}."
    return facts | {"by_bus": by_bus, "on_foot": on_foot}


def way_to(place: Place) -> str:
    """Return how one gets to an invented place by bus and on foot; nothing if that is secret."""
    if place.address == HIDDEN:
        return ""
    which = crc32(f"{place.town} {place.address} {place.name}".encode())
    street = place.address.replace("'", "’")
    by_bus = f"{place.bus}." if place.bus else _one_of(STOPS_OF_PLACES, which).format(street=street)
    near = _one_of(LANDMARKS, which // len(STOPS_OF_PLACES))
    return f"{by_bus} From {near} it is {3 + which % 9} minutes’ walk."


def _one_of(ways: Sequence[str], which: int) -> str:
    return ways[which % len(ways)]


def _parking(which: int, *, is_van: bool, has_some: bool) -> str:
    if is_van:
        return "There is room for cars where the van stands"
    return PARKING[0] if has_some else PARKING[1 + which % 2]


def _note(*, is_van: bool, step_free: bool) -> str:
    if is_van:
        return "You need not climb in: there are chairs outside, and somebody comes out to you."
    if not step_free:
        return "Two steps at the front. Ring, and somebody brings the ramp."
    return ""


def _near(place: DemoSite, offers: str) -> tuple[int, Place] | None:
    """Return the place nearest to a site that people know, and how many minutes' walk it is."""
    here = geo.find(place.postcode)
    if not offers or here is None:
        return None
    km, spot = geo.nearest(here, _spots(offers))[0]
    return max(round(km * ROUND_CORNERS / WALK_KM_AN_HOUR * 60), 2), spot.place


class _Spot:
    """Where a place is."""

    def __init__(self, place: Place, spot: geo.Spot) -> None:
        self.place, self.latitude, self.longitude = place, spot.latitude, spot.longitude


@cache
def _spots(offers: str) -> Sequence[_Spot]:
    shown = [each for each in catalogue_of(offers).places.values() if each.address != HIDDEN]
    return [_Spot(each, spot) for each in shown if (spot := geo.find(each.postcode))]
