"""Shares with the interval that each is known within."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hearth.charts.drawn import INK, WIDTH, Drawn, Picture, Table, draw, in_lines, names

ROW = 40


@dataclass(frozen=True)
class Share:
    """
    A share from `low` to `high`, all fractions; None where it is hidden.

    :param said: the share as printed, with its count, what it is of, and its interval.
    """

    name: str
    share: float | None
    low: float | None
    high: float | None
    said: str


def shares(them: Sequence[Share], *, title: str, unit: str) -> Drawn:
    """Draw shares in the order in which they are given."""
    hidden = sum(one.share is None for one in them)
    words = "; ".join(f"{one.name}: {one.said}" for one in them) or "There are no numbers to draw"
    gaps = f" {hidden} hidden." if hidden else ""
    table = Table(("", unit), tuple((one.name, one.said) for one in them))
    return draw(_chart(them, unit), title=title, words=f"{words}.{gaps}", table=table)


def _chart(them: Sequence[Share], unit: str) -> Picture:
    rows = [vars(one) | {"name": in_lines(one.name)} for one in them]
    height = max(len(rows), 1) * ROW
    base = alt.Chart(alt.Data(values=rows), width=WIDTH - 160, height=height)
    base = base.encode(y=names("name"))
    axis = alt.Axis(format=".0%")
    across = alt.X("low:Q", title=unit, scale=alt.Scale(domain=[0, 1]), axis=axis)
    lines = base.mark_rule(stroke=INK, strokeWidth=2).encode(x=across, x2="high:Q")
    points = base.mark_point(size=80, filled=True, fill=INK, opacity=1, shape="diamond")
    without = base.transform_filter("datum.share === null")
    said = without.mark_text(align="left", fontSize=13, fill=INK, x=4).encode(text="said:N")
    return alt.layer(lines, points.encode(x="share:Q"), said)
