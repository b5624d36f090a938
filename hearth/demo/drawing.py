"""
Drawings of places that are not there: the demonstration shows nobody's real door.

Each is drawn once, and shared by all sites that have the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from zlib import crc32

from PIL import Image, ImageDraw

from hearth.demo.network import DemoSite
from hearth.places.pictures import Pictures, pictures_of

WIDE, HIGH = 960, 720
FINE = 2
"""How many times larger it is drawn than shown, so that its edges are smooth."""

CREAM, INK, WOOD, LEAF, LIGHT = "#fbf3e4", "#3b2a24", "#9c6b45", "#5d7f56", "#f6d58a"


@dataclass(frozen=True)
class Colours:
    """What makes one place look unlike the next."""

    door: str
    """Its name in words."""
    paint: str
    wall: str
    soft: str
    sky: str


COLOURS = (
    Colours("red", "#a8402c", "#e7cfae", "#d9a08a", "#cfe2ea"),
    Colours("blue", "#2f5f86", "#d8c3a5", "#9db8cc", "#d7e6e4"),
    Colours("green", "#3f6b4e", "#dcb596", "#b3c7a6", "#dbe7f0"),
    Colours("yellow", "#d9a531", "#c9bda9", "#ecd193", "#cddfe6"),
)


@dataclass(frozen=True)
class Drawing:
    """A drawing, and the words for those who cannot see it."""

    words: str
    pictures: Pictures


def drawings_of(place: DemoSite, *, step_free: bool) -> list[Drawing]:
    """Return the drawings that stand for a site: the way in first."""
    which = crc32(place.slug.encode()) % len(COLOURS)
    if place.name.startswith("The van"):
        return [_drawing(_van, which, step_free)]
    scenes = {"HUB": [_door, _room, _garden], "SATELLITE": [_door, _room], "CAFE": [_door, _room]}
    return [_drawing(scene, which, step_free) for scene in scenes.get(place.kind, [_door])]


Scene = Callable[["_Fine", Colours, bool], str]


@cache
def _drawing(scene: Scene, which: int, step_free: bool) -> Drawing:
    sheet = Image.new("RGB", (WIDE * FINE, HIGH * FINE), CREAM)
    words = scene(_Fine(sheet), COLOURS[which], step_free)
    file = BytesIO()
    sheet.save(file, "PNG", compress_level=1)
    return Drawing(f"A drawing of {words}", pictures_of(file.getvalue()))


class _Fine(ImageDraw.ImageDraw):
    """A pen that is told where to draw in pixels of the drawing as it is shown."""

    def box(self, left: float, top: float, right: float, low: float, fill: str, r: int = 0) -> None:
        """Draw a rectangle, with round corners if `r` is given."""
        at = [value * FINE for value in (left, top, right, low)]
        self.rounded_rectangle(at, r * FINE, fill)

    def round(self, x: float, y: float, r: float, fill: str) -> None:
        self.ellipse([(x - r) * FINE, (y - r) * FINE, (x + r) * FINE, (y + r) * FINE], fill)

    def figure(self, fill: str, *points: tuple[float, float]) -> None:
        self.polygon([(x * FINE, y * FINE) for x, y in points], fill)

    def plant(self, x: float, y: float, size: float) -> None:
        """Draw a plant in a pot that stands on y."""
        for across, up in ((-0.5, 1.0), (0.5, 1.0), (0, 1.4), (-0.3, 1.6), (0.3, 1.6)):
            self.round(x + across * size, y - up * size, size * 0.45, LEAF)
        self.figure(INK, (x - size * 0.5, y - size * 0.7), (x + size * 0.5, y - size * 0.7),
                   (x + size * 0.35, y), (x - size * 0.35, y))  # fmt: skip

    def window(self, left: float, top: float, right: float, low: float, glass: str) -> None:
        self.box(left, top, right, low, CREAM, 8)
        middle, half = (left + right) / 2, (top + low) / 2
        for x, across in ((left + 12, middle - 5), (middle + 5, right - 12)):
            for y, down in ((top + 12, half - 5), (half + 5, low - 12)):
                self.box(x, y, across, down, glass)


def _door(pen: _Fine, colours: Colours, step_free: bool) -> str:
    pen.box(0, 0, WIDE, 600, colours.wall)
    for row in range(0, 600, 50):  # a few bricks say what the wall is made of
        for column in range(-40 + row % 100, WIDE, 260):
            pen.box(column, row + 6, column + 70, row + 26, colours.soft, 3)
    pen.box(0, 600, WIDE, HIGH, "#b9b2a6")
    pen.window(90, 190, 300, 430, LIGHT)
    pen.window(690, 190, 890, 430, LIGHT)
    pen.box(372, 120, 588, 600, CREAM, 10)
    pen.box(390, 140, 570, 600, colours.paint, 6)
    pen.box(415, 170, 545, 330, LIGHT, 6)
    pen.box(415, 360, 545, 560, colours.wall, 6)
    pen.box(427, 372, 533, 548, colours.paint, 4)
    pen.round(550, 390, 10, LIGHT)
    pen.box(340, 50, 620, 104, INK, 12)
    pen.box(364, 70, 596, 84, CREAM, 6)
    pen.box(612, 210, 640, 270, LIGHT, 10)
    pen.plant(330, 600, 44)
    pen.plant(640, 600, 44)
    if step_free:
        pen.figure("#d8d2c6", (372, 600), (588, 600), (720, HIGH), (300, HIGH))
        return f"the front door: {colours.door}, with a lamp beside it and no step"
    pen.box(360, 600, 600, 640, "#d8d2c6", 4)
    pen.box(330, 640, 630, 680, "#cbc4b7", 4)
    return f"the front door: {colours.door}, with a lamp beside it and two steps up to it"


def _room(pen: _Fine, colours: Colours, _step_free: bool) -> str:
    pen.box(0, 0, WIDE, 500, colours.wall)
    pen.box(0, 500, WIDE, HIGH, WOOD)
    pen.window(90, 80, 380, 330, colours.sky)
    pen.box(690, 110, 900, 500, INK, 6)
    for shelf in range(3):
        low = 230 + shelf * 125
        for book in range(6):
            hue = (colours.paint, colours.soft, LIGHT, LEAF)[(book + shelf) % 4]
            pen.box(708 + book * 30, low - 80 + book % 3 * 12, 732 + book * 30, low, hue, 3)
        pen.box(700, low, 890, low + 8, WOOD)
    pen.figure(colours.soft, (150, 640), (790, 640), (860, 705), (80, 705))
    pen.box(110, 360, 560, 560, colours.paint, 36)
    pen.box(80, 430, 150, 600, colours.paint, 26)
    pen.box(520, 430, 590, 600, colours.paint, 26)
    pen.box(150, 470, 332, 580, colours.soft, 18)
    pen.box(340, 470, 520, 580, colours.soft, 18)
    pen.box(330, 610, 620, 632, CREAM, 10)
    for leg in (360, 580):
        pen.box(leg, 632, leg + 12, 690, CREAM)
    for mug in (400, 470, 540):
        pen.box(mug, 576, mug + 34, 611, LIGHT, 6)
    pen.plant(640, 560, 48)
    return "the room: a sofa by the window, three mugs on a low table, and a shelf of books"


def _garden(pen: _Fine, colours: Colours, step_free: bool) -> str:
    pen.box(0, 0, WIDE, 380, colours.sky)
    pen.box(0, 300, WIDE, 400, colours.wall)
    pen.box(0, 390, WIDE, HIGH, "#8fae7b")
    pen.figure("#e5dbc8", (410, 400), (520, 400), (700, HIGH), (300, HIGH))
    pen.box(740, 190, 776, 430, WOOD)
    for x, y, r in ((700, 170, 80), (800, 150, 90), (760, 90, 80)):
        pen.round(x, y, r, LEAF)
    for left in (60, 215):
        pen.box(left, 470, left + 130, 560, WOOD, 6)
        for flower in range(4):
            x = left + 20 + flower * 30
            pen.box(x - 2, 435, x + 2, 475, LEAF)
            pen.round(x, 430, 13, (colours.paint, LIGHT)[flower % 2])
    pen.box(640, 500, 900, 522, colours.paint, 6)
    pen.box(640, 440, 900, 456, colours.paint, 6)
    pen.box(640, 470, 900, 486, colours.paint, 6)
    for leg in (660, 870):
        pen.box(leg, 440, leg + 12, 580, INK)
    path = "a wide, level path" if step_free else "a path"
    return f"the garden: {path}, beds of flowers, and a bench under a tree"


def _van(pen: _Fine, colours: Colours, _step_free: bool) -> str:
    pen.box(0, 0, WIDE, 480, colours.sky)
    pen.box(0, 460, WIDE, HIGH, "#b9b2a6")
    for left, top in ((40, 260), (240, 220), (720, 250)):  # the houses behind
        pen.box(left, top, left + 190, 470, colours.wall)
        pen.figure(colours.soft, (left - 14, top), (left + 204, top), (left + 95, top - 80))
    pen.box(190, 250, 700, 560, colours.paint, 30)
    pen.box(640, 330, 800, 560, colours.paint, 40)
    pen.box(690, 360, 780, 440, colours.sky, 16)
    pen.box(250, 320, 540, 450, LIGHT, 10)
    pen.box(235, 450, 555, 470, CREAM, 6)
    pen.figure(CREAM, (230, 300), (560, 300), (600, 362), (190, 362))
    for stripe in range(4):
        x = 240 + stripe * 84
        pen.figure(colours.soft, (x, 300), (x + 40, 300), (x + 36, 362), (x - 8, 362))
    for wheel in (310, 690):
        pen.round(wheel, 560, 58, INK)
        pen.round(wheel, 560, 26, CREAM)
    for chair in (110, 830):
        pen.box(chair, 520, chair + 70, 536, WOOD, 4)
        pen.box(chair, 450, chair + 14, 610, WOOD, 4)
        pen.box(chair + 56, 536, chair + 70, 610, WOOD, 4)
    return f"the van: {colours.door}, with its counter open and two chairs set out"
