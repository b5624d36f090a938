"""A partnership's own measure of which only the score is known: no items, a total and its range."""

from dataclasses import replace

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import (
    Answered,
    Better,
    Comparison,
    Kind,
    Licence,
    Measure,
    Score,
    Scorer,
    Source,
    Status,
    Threshold,
)
from hearth.outcomes.measures.scores import NONE_MAY, read_norm

OWN = Source("Stated by the partnership", Status.STATED_HERE)


def read_own(place: Place) -> Measure:
    """
    Return a score-only measure; see docs/reference/score.md for what it is made of.

    :raises Refused: if its name, range or direction is missing
    """
    place.only(
        "slug", "version", "name", "about", "lowest", "highest", "better", "reliable_change",
        "cut_off", "norm",
    )  # fmt: skip
    name = place.part("name").text()
    score = Score(
        key="total",
        name="Total",
        scorer=Scorer.GIVEN,
        items=(),
        lowest=place.part("lowest").number(),
        highest=place.part("highest").number(),
        better=place.part("better").choice(Better),
        missing=NONE_MAY,
        thresholds=(),
        norms=(),
        table={},
        snomed="",
        experience=False,
    )
    if score.lowest >= score.highest:
        raise place.refused("“lowest” must be below “highest”")
    return Measure(
        slug=place.part("slug").text(),
        version=place.part("version").name() if "version" in place else "1",
        name=name,
        also=(),
        about=place.part("about").text() if "about" in place else name,
        caution="",
        items={},
        scores=(with_own_figures(score, place),),
        answers_are=Answered.SCORED,
        reversal=None,
        safety=(),
        safety_unknown="",
        words=None,
        licence=Licence("The partnership’s own", False, "", "", OWN),
    )


def with_own_figures(score: Score, place: Place) -> Score:
    """
    Return a score with the change, cut-off and norm that a partnership states, each with a source.

    :raises Refused: if one has no value, or no source
    """
    thresholds = list(score.thresholds)
    if "reliable_change" in place:
        part = place.part("reliable_change")
        thresholds.append(_threshold(part, Kind.RELIABLE_CHANGE, Comparison.AT_LEAST))
    if "cut_off" in place:
        thresholds = [replace(one, decides_recovery=False) for one in thresholds]
        worse = Comparison.LESS if score.better is Better.HIGHER else Comparison.AT_LEAST
        part = place.part("cut_off")
        thresholds.append(replace(_threshold(part, Kind.CUT_OFF, worse), decides_recovery=True))
    norms = score.norms
    if "norm" in place:
        part = place.part("norm")
        norms = (read_norm(part, _source(part)),)
    return replace(score, thresholds=tuple(thresholds), norms=norms)


def _threshold(part: Place, kind: Kind, comparison: Comparison) -> Threshold:
    part.only("value", "comparison", "source", "score", "name")
    if "comparison" in part:
        comparison = part.part("comparison").choice(Comparison)
    name = part.part("name").text() if "name" in part else f"{kind.value}, as set here"
    return Threshold(kind, name, comparison, part.part("value").number(), _source(part))


def _source(part: Place) -> Source:
    return Source(part.part("source").text(), Status.STATED_HERE)
