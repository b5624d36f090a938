"""
A funnel plot: hubs of every size beside what they have in common, and no order among them.

After Spiegelhalter, *Funnel plots for comparing institutional performance* (Statistics in Medicine
2005;24:1185-1202): limits are where a hub like all the others would lie 95 and 99.8 times in 100.
They are of the exact binomial distribution, interpolated as its appendix A.1.1 does, so that they
do not jump from one whole number to the next. A hub on a limit is within it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
from scipy.stats import binom

from hearth.charts.drawn import HEIGHT, INK, PALE, PAPER, WIDTH, Drawn, Picture, Table, draw

WIDE, WIDER = 0.95, 0.998
STEPS = 60
WITHIN, PAST = "as hubs of that size vary", "further than chance would often put it"


@dataclass(frozen=True)
class Hub:
    """
    One hub's share: `count` of `of`.

    :param count: None where it is hidden: it stands in the table, and not in the picture.
    :param said: the share as it is printed.
    """

    name: str
    count: int | None
    of: int | None
    said: str


@dataclass(frozen=True)
class Limits:
    """Between which shares a hub of `of` people would lie, were it like all the others."""

    of: int
    low: float
    high: float


def limits(share: float, of: int, *, within: float) -> Limits:
    """
    Return the limits of a share, as fractions.

    :param share: what the hubs have in common, a fraction.
    :param within: how often a hub like the others lies between them, such as 0.95.
    :raises ValueError: if there is nobody, or the share is none.
    """
    if of < 1 or not 0 <= share <= 1:
        raise ValueError("A share is of somebody, and from 0 to 1.")
    tail = (1 - within) / 2
    return Limits(of, _limit(tail, of, share), _limit(1 - tail, of, share))


def _limit(tail: float, of: int, share: float) -> float:
    if share in {0, 1}:
        return share
    count = float(binom.ppf(tail, of, share))
    over = float(binom.cdf(count, of, share)) - tail
    between = over / float(binom.pmf(count, of, share))
    return min(max((count - between) / of, 0.0), 1.0)


def funnel(hubs: Sequence[Hub], *, title: str, unit: str, of: str) -> Drawn:
    """
    Draw the shares of hubs in the order in which they are given.

    :param unit: what the share is, such as “share of introductions that met”.
    :param of: whose, such as “introductions”.
    """
    drawn = [hub for hub in hubs if hub.count is not None and hub.of]
    table = Table(("Hub", unit, of), tuple((hub.name, hub.said, _of(hub)) for hub in hubs))
    share = _together(drawn)
    past = [hub.name for hub in drawn if is_past(hub, share)]
    words = said_of(share, past, len(drawn), left_out=len(hubs) - len(drawn))
    return draw(_chart(drawn, share, unit, of), title=title, words=words, table=table)


def is_past(hub: Hub, share: float) -> bool:
    """Whether a hub lies further out than 99.8 of 100 like all the others would."""
    if hub.count is None or not hub.of:
        return False
    edge = limits(share, hub.of, within=WIDER)
    return not edge.low <= hub.count / hub.of <= edge.high


def said_of(share: float, past: Sequence[str], hubs: int, *, left_out: int) -> str:
    """Return in words what can be seen."""
    if not hubs:
        return "There are no numbers to draw."
    gaps = f" {left_out} not drawn: their numbers are hidden or none." if left_out else ""
    common = f"Together the hubs have {share:.0%}."
    if not past:
        return f"{common} Each lies where a hub of its size may lie by chance.{gaps}"
    names = ", ".join(past)
    return f"{common} Further out than chance would often put it: {names}. Ask why.{gaps}"


def _together(hubs: Sequence[Hub]) -> float:
    of = sum(hub.of or 0 for hub in hubs)
    return sum(hub.count or 0 for hub in hubs) / of if of else 0.0


def _of(hub: Hub) -> str:
    return "hidden" if hub.of is None else f"{hub.of:,}"


def _chart(hubs: Sequence[Hub], share: float, unit: str, of: str) -> Picture:
    rows = [
        {
            "hub": hub.name,
            "of": hub.of,
            "share": (hub.count or 0) / (hub.of or 1),
            "is": PAST if is_past(hub, share) else WITHIN,
        }
        for hub in hubs
    ]
    largest = max((hub.of or 0 for hub in hubs), default=0)
    sizes = (
        sorted({1 + (largest * step) // STEPS for step in range(STEPS)} | {largest}) if hubs else []
    )
    base = alt.Chart(alt.Data(values=rows), width=WIDTH, height=HEIGHT).encode(
        x=alt.X("of:Q", title=of, scale=alt.Scale(zero=True)),
        y=alt.Y("share:Q", title=unit, axis=alt.Axis(format=".0%"), scale=alt.Scale(domain=[0, 1])),
    )
    points = base.mark_point(size=70, stroke=INK, opacity=1, strokeWidth=2).encode(
        shape=alt.Shape("is:N", scale=_both("circle", "square"), legend=alt.Legend()),
        fill=alt.Fill("is:N", scale=_both(PAPER, INK), legend=alt.Legend()),
    )
    names = (
        base.transform_filter(alt.datum["is"] == PAST)
        .mark_text(align="left", dx=9, fontSize=13, fill=INK)
        .encode(text="hub:N")
    )
    edges = [_edge(share, sizes, within) for within in (WIDE, WIDER) if hubs]
    return alt.layer(_common(share, bool(hubs)), *edges, points, names)


def _edge(share: float, sizes: Sequence[int], within: float) -> Picture:
    rows = [vars(limits(share, size, within=within)) for size in sizes if size]
    dash = [3, 3] if within == WIDE else [8, 4]
    base = alt.Chart(alt.Data(values=rows)).mark_line(stroke=PALE, strokeDash=dash, strokeWidth=1.5)
    return alt.layer(base.encode(x="of:Q", y="low:Q"), base.encode(x="of:Q", y="high:Q"))


def _common(share: float, drawn: bool) -> alt.Chart:
    rows = [{"share": share}] if drawn else []
    return alt.Chart(alt.Data(values=rows)).mark_rule(stroke=INK).encode(y="share:Q")


def _both(within: str, past: str) -> alt.Scale:
    return alt.Scale(domain=[WITHIN, PAST], range=[within, past])
