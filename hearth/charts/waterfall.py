"""A waterfall: what a sum begins at, what is taken from it or added, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hearth.charts.drawn import HEIGHT, INK, PALE, PAPER, WIDTH, Drawn, Picture, Table, draw

WHOLE, ADDED, TAKEN = "a sum", "added", "taken off"


@dataclass(frozen=True)
class Step:
    """What is added (above nought) or taken off (below it). `said` is the amount as printed."""

    name: str
    amount: float
    said: str


def waterfall(
    begins: Step, steps: Sequence[Step], ends: str, said: str, *, title: str, unit: str
) -> Drawn:
    """
    Draw how one sum becomes another.

    :param ends: the name of what is left, printed as `said`.
    """
    left = begins.amount + sum(step.amount for step in steps)
    rows = [_bar(begins.name, 0, begins.amount, begins.said, WHOLE)]
    at = begins.amount
    for step in steps:
        is_ = ADDED if step.amount >= 0 else TAKEN
        rows.append(_bar(step.name, at, at + step.amount, step.said, is_))
        at += step.amount
    rows.append(_bar(ends, 0, left, said, WHOLE))
    printed = tuple((str(row["name"]), str(row["said"])) for row in rows)
    words = f"{begins.name} {begins.said}, of which {ends} is {said}."
    return draw(_chart(rows, unit), title=title, words=words, table=Table(("", unit), printed))


def _bar(name: str, begins: float, ends: float, said: str, is_: str) -> dict[str, object]:
    return {
        "name": name,
        "from": begins,
        "to": ends,
        "top": max(begins, ends),
        "said": said,
        "is": is_,
    }


def _chart(rows: Sequence[dict[str, object]], unit: str) -> Picture:
    base = alt.Chart(alt.Data(values=list(rows)), width=WIDTH, height=HEIGHT).encode(
        x=alt.X("name:O", sort=None, title=None, axis=alt.Axis(labelAngle=-30, labelLimit=0)),
    )
    bars = base.mark_bar(stroke=INK, strokeWidth=1.5, size=34).encode(
        y=alt.Y("from:Q", title=unit, axis=alt.Axis(format="~s")),
        y2="to:Q",
        fill=alt.Fill(
            "is:N",
            scale=alt.Scale(domain=[WHOLE, ADDED, TAKEN], range=[INK, PALE, PAPER]),
            legend=alt.Legend(symbolStrokeColor=INK),
        ),
    )
    said = base.mark_text(dy=-8, fontSize=13, fill=INK).encode(y="top:Q", text="said:N")
    return alt.layer(bars, said)
