"""Paired slopes: each person's first and latest number, and by one rule what became of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from hearth.charts.drawn import HEIGHT, INK, PALE, WIDTH, Drawn, Picture, Table, draw

BETTER, SAME, WORSE = "reliably improved", "no reliable change", "reliably worse"
KINDS = (BETTER, SAME, WORSE)
DASHES = {BETTER: [1, 0], SAME: [2, 3], WORSE: [7, 4]}
LINES = {SAME: (PALE, 1), BETTER: (INK, 1.5), WORSE: (INK, 2.5)}
"""Their colour and width, in the order in which they are laid over each other."""
FIRST, LATEST = "First", "Latest"


@dataclass(frozen=True)
class Pair:
    """Two numbers of one person, for the team alone. `became` is one of KINDS."""

    first: float
    latest: float
    became: str


def slopes(pairs: Sequence[Pair], *, title: str, unit: str) -> Drawn:
    """
    Draw every pair as a line, and those that got worse in front.

    :raises ValueError: if a pair became something that is none of KINDS.
    """
    if strange := {pair.became for pair in pairs} - set(KINDS):
        raise ValueError(f"No kind of change: {', '.join(sorted(strange))}.")
    counts = Counter(pair.became for pair in pairs)
    rows = tuple((kind, f"{counts[kind]} of {len(pairs)}") for kind in KINDS)
    words = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS)
    said = f"Of {len(pairs)}: {words}." if pairs else "There are no pairs to draw."
    table = Table(("What became of it", "People"), rows)
    return draw(_chart(pairs, unit), title=title, words=said, table=table)


def _chart(pairs: Sequence[Pair], unit: str) -> Picture:
    rows = [
        {"pair": number, "when": when, "value": value, "became": pair.became}
        for number, pair in enumerate(pairs)
        for when, value in ((FIRST, pair.first), (LATEST, pair.latest))
    ]
    base = alt.Chart(alt.Data(values=rows), width=WIDTH // 2, height=HEIGHT).encode(
        x=alt.X("when:O", sort=[FIRST, LATEST], title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=unit, scale=alt.Scale(zero=False, nice=True)),
        detail="pair:N",
    )
    dashes = alt.Scale(domain=list(KINDS), range=[DASHES[kind] for kind in KINDS])
    legend = alt.Legend(symbolType="stroke", symbolSize=500, symbolStrokeColor=INK)
    lines = [
        base.transform_filter(alt.datum.became == kind)
        .mark_line(stroke=stroke, strokeWidth=width)
        .encode(strokeDash=alt.StrokeDash("became:N", scale=dashes, legend=legend))
        for kind, (stroke, width) in LINES.items()
    ]
    return alt.layer(*lines, base.mark_point(size=25, filled=True, fill=INK, opacity=1))
