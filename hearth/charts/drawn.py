"""A chart that is drawn: a picture, what it shows in words, and the same numbers as a table."""

import json
import re
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import altair as alt
import vl_convert

SAID_OF_PARTS = re.compile(r' (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"')
FONT = "Arial, Liberation Sans, Helvetica, sans-serif"
INK, PALE, PAPER = "#2b1a14", "#6f625b", "white"
"""Dark on white, and one paler. What differs differs in shape, dash or fill as well, so that it is
told apart on a black and white print."""
WIDTH, HEIGHT = 560, 260  # the picture's own units; a page makes it as wide as there is room

TEXT = {
    "labelFont": FONT, "labelFontSize": 14, "labelColor": INK,
    "titleFont": FONT, "titleFontSize": 14, "titleColor": INK, "titleFontWeight": "normal",
}  # fmt: skip
LINES = {"gridColor": "#e4ddd6", "domainColor": PALE, "tickColor": PALE, "labelOverlap": True}
LOOK: dict[str, Any] = {
    "background": PAPER,
    "font": FONT,
    "axis": TEXT | LINES,
    "legend": TEXT | {"orient": "bottom", "title": None, "labelLimit": 0},
    "view": {"stroke": None},
}
Picture = alt.Chart | alt.LayerChart | alt.FacetChart
LONG = 32  # letters of a name beside a bar, before it goes on in a line of its own


@dataclass(frozen=True)
class Table:
    """The numbers that a chart shows, word for word as they are printed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """
    What a page, a print or a file takes.

    `svg` stands in a page as it is: it asks no other host, has no script, no style of its own, and
    is one picture to who cannot see it, told by `title` and `words`.
    """

    title: str
    words: str
    svg: str
    table: Table


def draw(chart: Picture, *, title: str, words: str, table: Table) -> Drawn:
    """
    Draw a chart, the same to the byte each time.

    :param words: what can be seen in it, in a sentence or two.
    """
    picture = vl_convert.vegalite_to_svg(json.dumps(chart.to_dict() | {"config": LOOK}))
    return Drawn(title=title, words=words, svg=_told(picture, title, words), table=table)


def names(field: str) -> alt.Y:
    """Return the axis of names beside bars, in the order in which the rows come."""
    axis = alt.Axis(labelExpr="split(datum.label, '\\n')", labelLimit=0)
    return alt.Y(f"{field}:N", sort=None, title=None, axis=axis)


def in_lines(name: str) -> str:
    """Return a name in lines that are short enough to stand beside a bar."""
    return "\n".join(wrap(name, LONG)) or name


def _told(picture: str, title: str, words: str) -> str:
    """Return the picture as one thing with a name, not as hundreds without."""
    begins, _, rest = SAID_OF_PARTS.sub("", picture).partition(">")
    size = begins.partition("viewBox=")[2].partition('"')[2].partition('"')[0]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" class="hearth-chart">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>{rest}"
    )
