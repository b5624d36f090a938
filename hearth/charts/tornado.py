"""A tornado: what an answer would be if one assumption were lower or higher, the widest first."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hearth.charts.drawn import INK, PAPER, WIDTH, Drawn, Picture, Table, draw, in_lines, names

ROW = 40
LOWER, HIGHER = "if it were lower", "if it were higher"


@dataclass(frozen=True)
class Swing:
    """The answer at the low and at the high end of one assumption, and how both are printed."""

    name: str
    low: float
    high: float
    low_said: str
    high_said: str

    @property
    def width(self) -> float:
        """How far apart the two answers are."""
        return abs(self.high - self.low)


def tornado(swings: Sequence[Swing], middle: float, said: str, *, title: str, unit: str) -> Drawn:
    """Draw which assumptions an answer depends on most. `said` is the answer as printed."""
    ordered = sorted(swings, key=lambda swing: -swing.width)
    rows = tuple((swing.name, swing.low_said, swing.high_said) for swing in ordered)
    words = f"The answer is {said}." + (
        f" It depends most on: {ordered[0].name}." if ordered else " Nothing was moved."
    )
    table = Table(("Assumption", LOWER, HIGHER), rows)
    return draw(_chart(ordered, middle, unit), title=title, words=words, table=table)


def _chart(swings: Sequence[Swing], middle: float, unit: str) -> Picture:
    rows = [
        {"name": in_lines(swing.name), "answer": answer, "middle": middle, "is": end}
        for swing in swings
        for end, answer in ((LOWER, swing.low), (HIGHER, swing.high))
    ]
    height = max(len(swings), 1) * ROW
    bars = (
        alt.Chart(alt.Data(values=rows), width=WIDTH - 160, height=height)
        .mark_bar(stroke=INK, strokeWidth=1.5, size=18)
        .encode(
            y=names("name"),
            x=alt.X("middle:Q", title=unit, scale=alt.Scale(zero=False)),
            x2="answer:Q",
            fill=alt.Fill(
                "is:N",
                scale=alt.Scale(domain=[LOWER, HIGHER], range=[PAPER, INK]),
                legend=alt.Legend(symbolStrokeColor=INK),
            ),
        )
    )
    line = alt.Chart(alt.Data(values=[{"middle": middle}])).mark_rule(stroke=INK, strokeWidth=2)
    return alt.layer(bars, line.encode(x="middle:Q"))
