"""
A map that a server draws: what is in its frame, where, and the links that move it.

Nothing here knows a request or a database; design/map.jinja draws what this says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log2
from urllib.parse import urlencode

from django.conf import settings

from hearth.places.flat import HEIGHT, TILE, WIDTH, Frame, flat, globe
from hearth.places.markers import APART, Heap, Kind, Marker, gathered
from hearth.places.naming import Box, Known, Named, names_on
from hearth.places.shading import Shade, shades

__all__ = ["ASKED_OF_A_MAP", "Kind", "Marker", "Tiles", "View", "chosen_tiles", "fit", "look"]

ASKED_OF_A_MAP = ("at", "zoom")
"""What `look` reads of an address."""
LEAST_ZOOM, MOST_ZOOM = 5, 16
ALONE_ZOOM = 14
"""How near one place by itself is looked at: the streets around it."""
EDGE = 40
"""The room left between a marker and the edge when a map is fitted to its markers."""
NORTH, SOUTH, WEST, EAST = 61.0, 49.0, -9.0, 3.0
"""No further than Great Britain and its waters."""


@dataclass(frozen=True)
class Pin:
    """A marker as it is drawn, or several that are too close together to tell apart."""

    kind: Kind
    name: str
    href: str
    label: str
    """What stands in it; of several, how many they are, such as 3 with a times sign."""
    kinds: list[Kind]
    """What it stands for: several kinds, if it is mixed."""
    several: bool
    across: float
    """How far across the frame, in hundredths."""
    down: float


@dataclass(frozen=True)
class Tiles:
    """Somebody's pictures of the ground, as most maps on the web have them."""

    template: str
    """An address with {z}, {x} and {y}."""
    attribution: str


@dataclass(frozen=True)
class Picture:
    """One tile in the frame."""

    href: str
    x: float
    y: float


@dataclass(frozen=True)
class View:
    """Everything that a map draws."""

    zoom: int
    pins: list[Pin]
    outside: int
    """How many markers lie outside the frame."""
    kinds: list[Kind]
    """The kinds there are, for the legend."""
    pictures: list[Picture]
    shades: list[Shade]
    names: list[Named]
    scale: str
    """What the length of the scale stands for, such as "5 km"."""
    scale_across: float
    """That length, in hundredths of the frame."""
    attribution: str
    """Whose pictures of the ground these are; empty for our own shading."""
    closer: str
    """The query of the map that is nearer, empty if there is none; so the next ones."""
    wider: str
    north: str
    south: str
    west: str
    east: str
    whole: str
    """The query of the map with everything on it; empty if this is it."""
    width: int = field(default=WIDTH, init=False)
    height: int = field(default=HEIGHT, init=False)
    tile: int = field(default=TILE, init=False)


def fit(markers: Sequence[Marker]) -> Frame | None:
    """Return the nearest frame that has all of the markers in it; None if there are none."""
    if not markers:
        return None
    spots = [flat(each.latitude, each.longitude, 0) for each in markers]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    zoom = ALONE_ZOOM
    if wide:
        zoom = min(zoom, int(log2((WIDTH - 2 * EDGE) / wide)))
    if high:
        zoom = min(zoom, int(log2((HEIGHT - 2 * EDGE) / high)))
    zoom = max(zoom, LEAST_ZOOM)
    middle = globe((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, 0)
    return Frame.around(*middle, zoom)


def chosen_tiles() -> Tiles | None:
    """Return the ground that this Hearth has chosen for its maps; None for our own shading."""
    if not settings.HEARTH_TILES:
        return None
    return Tiles(settings.HEARTH_TILES, settings.HEARTH_TILES_ATTRIBUTION)


def look(
    markers: Sequence[Marker],
    asked: Mapping[str, str],
    *,
    tiles: Tiles | None = None,
    list_href: str = "#list",
    whole_of: Sequence[Marker] = (),
    known: Sequence[Known] = (),
) -> View | None:
    """
    Return the map of some markers; None if there is nothing to show.

    :param asked: the page's own query. `at` ("53.96,-1.08") and `zoom` say where to look, if they
        are there and make sense; the links that move the map keep all the rest
    :param tiles: the ground; if none is given, what this Hearth has chosen (HEARTH_TILES)
    :param list_href: where to send for markers that no zoom can part: the list beside the map
    :param whole_of: what the map is fitted to, if not to its markers
    :param known: towns and neighbourhoods to name on our own ground
    """
    tiles = tiles or chosen_tiles()
    whole = fit(whole_of or markers)
    frame = _asked_for(asked) or whole
    if frame is None:
        return None
    kept = [(name, value) for name, value in _pairs(asked) if name not in ("at", "zoom")]

    def query(there: Frame) -> str:
        latitude, longitude = there.centre
        at = f"{_within(latitude, SOUTH, NORTH):.4f},{_within(longitude, WEST, EAST):.4f}"
        return "?" + urlencode([*kept, ("at", at), ("zoom", str(there.zoom))]) + "#map"

    def moved(across: float, down: float) -> str:
        return query(Frame(frame.zoom, frame.left + across * WIDTH, frame.top + down * HEIGHT))

    inside = [each for each in markers if _is_inside(frame, each)]
    pins = [_pin(frame, each, query, list_href) for each in gathered(frame, inside)]
    pins.sort(key=lambda pin: (pin.down, pin.across))
    length, scale = _scale(frame)
    centre = frame.centre
    return View(
        zoom=frame.zoom,
        pins=pins,
        outside=len(markers) - len(inside),
        kinds=[kind for kind in Kind if any(kind == pin.kind or kind in pin.kinds for pin in pins)],
        pictures=_pictures(frame, tiles) if tiles else [],
        shades=[] if tiles else shades(frame.zoom, frame.left, frame.top, WIDTH, HEIGHT),
        names=[] if tiles else names_on(frame, [_taken_by(pin) for pin in pins], known),
        scale=scale,
        scale_across=round(100 * length / WIDTH, 1),
        attribution=tiles.attribution if tiles else "",
        closer=query(Frame.around(*centre, frame.zoom + 1)) if frame.zoom < MOST_ZOOM else "",
        wider=query(Frame.around(*centre, frame.zoom - 1)) if frame.zoom > LEAST_ZOOM else "",
        north=moved(0, -0.5),
        south=moved(0, 0.5),
        west=moved(-0.5, 0),
        east=moved(0.5, 0),
        whole=("?" + urlencode(kept) + "#map") if whole and frame != whole else "",
    )


def _pairs(asked: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Yield every name and value of a query; a QueryDict can hold several values of one name."""
    lists = getattr(asked, "lists", None)
    if lists is None:
        yield from asked.items()
        return
    for name, values in lists():
        for value in values:
            yield name, value


def _asked_for(asked: Mapping[str, str]) -> Frame | None:
    """Return the frame that a query asks for, or None if it asks for none that there is."""
    try:
        latitude, longitude = (float(part) for part in asked.get("at", "").split(","))
        zoom = int(asked.get("zoom", ""))
    except ValueError:
        return None
    if not (SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST):
        return None
    return Frame.around(latitude, longitude, min(max(zoom, LEAST_ZOOM), MOST_ZOOM))


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


def _is_inside(frame: Frame, marker: Marker) -> bool:
    x, y = frame.spot(marker.latitude, marker.longitude)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


NAMES_SAID = 4
"""How many names a heap says before it says how many more there are."""


def _pin(frame: Frame, heap: Heap, query: Callable[[Frame], str], list_href: str) -> Pin:
    across, down = round(100 * heap.x / WIDTH, 2), round(100 * heap.y / HEIGHT, 2)
    if len(heap.markers) == 1:
        [it] = heap.markers
        href = it.href or list_href
        label = _at_most_99(it.count) if it.count else it.label
        return Pin(it.kind, it.name, href, label, [it.kind], False, across, down)
    kinds = [kind for kind in Kind if any(each.kind == kind for each in heap.markers)]
    kind = kinds[0] if len(kinds) == 1 else Kind.MIXED
    return Pin(
        kind,
        _names_of(heap.markers),
        _closer_to(frame, heap, query) or list_href,
        _how_many(heap.markers),
        kinds,
        True,
        across,
        down,
    )


def _how_many(markers: Sequence[Marker]) -> str:
    """Return the sum of what several markers stand for, or else how many markers they are."""
    if all(each.count for each in markers):
        return _at_most_99(sum(each.count for each in markers))
    return "\N{MULTIPLICATION SIGN}" + _at_most_99(len(markers))


def _at_most_99(number: int) -> str:
    return str(number) if number < 100 else "99+"


def _names_of(markers: Sequence[Marker]) -> str:
    names = [each.name for each in markers[:NAMES_SAID]]
    more = len(markers) - len(names)
    return ", ".join(names) + (f" +{more}" if more else "")


def _closer_to(frame: Frame, heap: Heap, query: Callable[[Frame], str]) -> str:
    """Return the query of the map on which a heap falls apart; empty if it never does."""
    near = fit(heap.markers)
    assert near is not None
    spots = [near.spot(each.latitude, each.longitude) for each in heap.markers]
    spread = max(max(x for x, _ in spots) - min(x for x, _ in spots),
                 max(y for _, y in spots) - min(y for _, y in spots))  # fmt: skip
    steps = MOST_ZOOM - near.zoom
    if spread * 2**steps < APART:
        return ""
    zoom = max(near.zoom, frame.zoom + 1)
    return query(Frame.around(*near.centre, min(zoom, MOST_ZOOM)))


def _pictures(frame: Frame, tiles: Tiles) -> list[Picture]:
    """Return the tiles that the frame touches."""
    last = 2**frame.zoom - 1
    pictures = []
    for row in range(int(frame.top // TILE), int((frame.top + HEIGHT) // TILE) + 1):
        for column in range(int(frame.left // TILE), int((frame.left + WIDTH) // TILE) + 1):
            if 0 <= row <= last and 0 <= column <= last:
                href = (
                    tiles.template.replace("{z}", str(frame.zoom))
                    .replace("{x}", str(column))
                    .replace("{y}", str(row))
                )
                x, y = column * TILE - frame.left, row * TILE - frame.top
                pictures.append(Picture(href, round(x, 1), round(y, 1)))
    return pictures


HALF_A_PIN, UNDER_SEVERAL = 29, 58
"""How far a pin reaches from its middle on the narrowest phone, in units; and under one of several
kinds, which says there how many they are."""


def _taken_by(pin: Pin) -> Box:
    x, y = pin.across * WIDTH / 100, pin.down * HEIGHT / 100
    under = UNDER_SEVERAL if pin.kind == Kind.MIXED else HALF_A_PIN
    return x - HALF_A_PIN, y - HALF_A_PIN, x + HALF_A_PIN, y + under


def _scale(frame: Frame) -> tuple[float, str]:
    """Return a round length that fits a quarter of the frame: its units, and what it stands for."""
    most = frame.metres * WIDTH / 4
    length = max(
        step * 10**power for power in range(1, 6) for step in (1, 2, 5)
        if step * 10**power <= most or (step, power) == (1, 1)
    )  # fmt: skip
    words = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    return length / frame.metres, words
