"""A run chart: numbers over time with their median, and whether they have shifted."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hearth.charts.drawn import HEIGHT, INK, PALE, PAPER, WIDTH, Drawn, Picture, Table, draw
from hearth.charts.runs import Runs, runs_of

ORDINARY, SHIFTED = "as numbers vary", "part of a shift"


@dataclass(frozen=True)
class Moment:
    """
    One point in time.

    :param value: None where it is hidden, or was not recorded: the line has a gap there.
    :param said: the number as it is printed, or why there is none.
    """

    when: str
    value: float | None
    said: str


def over_time(moments: Sequence[Moment], *, title: str, unit: str) -> Drawn:
    """
    Draw numbers over time, in the order in which they are given.

    :raises ValueError: if two have the same name for when.
    """
    if len({moment.when for moment in moments}) < len(moments):
        raise ValueError("Two moments of a chart have the same name.")
    runs = runs_of([moment.value for moment in moments])
    table = Table(("When", unit), tuple((moment.when, moment.said) for moment in moments))
    words = said_of(runs, missing=sum(moment.value is None for moment in moments))
    return draw(_chart(moments, runs, unit), title=title, words=words, table=table)


def said_of(runs: Runs | None, *, missing: int) -> str:
    """Return in words what can be seen in numbers over time."""
    if runs is None:
        return "There are no numbers to draw."
    middle = f"The median is {runs.median:g}."
    gaps = f" {missing} are not shown." if missing > 1 else " One is not shown." if missing else ""
    if not runs.enough:
        return f"{middle} There are too few numbers to say whether they have shifted.{gaps}"
    if not runs.has_shifted:
        return f"{middle} They vary as numbers do: nothing says that something has changed.{gaps}"
    if runs.shifted:
        why = f"{runs.longest} in a row lie on one side of it, and chance seldom gives more than"
        return f"{middle} Something has changed: {why} {runs.at_most}.{gaps}"
    why = f"the line crosses it {runs.crossings} times, and chance seldom gives fewer than"
    return f"{middle} Something has changed: {why} {runs.at_least}.{gaps}"


def _chart(moments: Sequence[Moment], runs: Runs | None, unit: str) -> Picture:
    shifted = set(runs.shifted) if runs else set()
    rows = [
        {"when": m.when, "value": m.value, "is": SHIFTED if place in shifted else ORDINARY}
        for place, m in enumerate(moments)
    ]
    base = alt.Chart(alt.Data(values=rows), width=WIDTH, height=HEIGHT).encode(
        x=alt.X("when:O", sort=None, title=None, axis=alt.Axis(labelAngle=-45)),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=True)),
    )
    line = base.mark_line(stroke=PALE, strokeWidth=1.5, invalid="break-paths-show-domains")
    points = base.mark_point(size=60, stroke=INK, opacity=1, filled=False, strokeWidth=2).encode(
        shape=alt.Shape("is:N", scale=_both("circle", "square"), legend=_legend(shifted)),
        fill=alt.Fill("is:N", scale=_both(PAPER, INK), legend=_legend(shifted)),
    )
    return alt.layer(line, *_median(runs), points)


def _median(runs: Runs | None) -> list[alt.Chart]:
    if runs is None:
        return []
    rows = [{"median": runs.median, "said": f"median {runs.median:g}"}]
    base = alt.Chart(alt.Data(values=rows)).encode(y="median:Q")
    named = base.mark_text(align="left", fontSize=13, fill=INK, x=WIDTH + 6)
    return [base.mark_rule(stroke=INK, strokeDash=[6, 4]), named.encode(text="said:N")]


def _both(ordinary: str, shifted: str) -> alt.Scale:
    return alt.Scale(domain=[ORDINARY, SHIFTED], range=[ordinary, shifted])


def _legend(shifted: set[int]) -> alt.Legend | None:
    return alt.Legend() if shifted else None
