"""What a partnership, or whoever asks, may set of a measure: the rest is as its data says."""

from collections.abc import Mapping
from dataclasses import replace

from hearth.outcomes.documents import Place
from hearth.outcomes.measures.catalogue import Catalogue, folded
from hearth.outcomes.measures.measure import Answered, Measure, Score, Source, Status
from hearth.outcomes.measures.own import with_own_figures

SET = Source("Set by whoever asks", Status.STATED_HERE)
NAMES = ("max_missing", "as", "norm", "confidence", "reliable_change", "cut_off")


class Asked:
    """The measures that a document is about, as it sets them, by the names that it has for them."""

    def __init__(self, catalogue: Catalogue, set_here: Mapping[str, Place]) -> None:
        self.catalogue = catalogue
        self.set_here = set_here
        self._found: dict[str, Measure] = {}

    def named(self, place: Place, version: Place | None = None) -> Measure:
        """
        Return a measure as it is set.

        :raises Refused: if there is none of that name, or it cannot be set so
        """
        key = f"{place.said!r} {version.said if version else None!r}"
        if key not in self._found:
            measure = self.catalogue.named(place, version)
            part = self.set_here.get(measure.slug)
            self._found[key] = adjusted(measure, part) if part else measure
        return self._found[key]


def read_settings(document: Place, catalogue: Catalogue) -> Asked:
    """
    Return the settings of a document: under the names of measures, or of its only measure.

    :raises Refused: if a measure is not known
    """
    if "settings" not in document:
        return Asked(catalogue, {})
    part = document.part("settings")
    if "measure" in document and set(part.named()) <= set(NAMES):
        return Asked(catalogue, {catalogue.named(document.part("measure")).slug: part})
    found = {}
    for name in part.named():
        named = Place(name, part.where)
        found[catalogue.named(named).slug] = part.part(name)
    return Asked(catalogue, found)


def adjusted(measure: Measure, place: Place) -> Measure:
    """
    Return a measure with what is set of it.

    :raises Refused: if something is set that may not be, or a figure comes without its source
    """
    place.only(*NAMES)
    if "as" in place:
        answered = place.part("as").choice(Answered)
        measure.turned(answered)
        measure = replace(measure, answers_are=answered)
    if "max_missing" in place:
        measure = _with_missing(measure, place.part("max_missing"))
    for name in ("norm", "reliable_change", "cut_off"):
        if name in place:
            measure = _with_figure(measure, place, name)
    if "confidence" in place:
        measure = _with_confidence(measure, place.part("confidence"))
    return measure


def _with_missing(measure: Measure, place: Place) -> Measure:
    at_most = place.whole()
    most = max(score.missing.may_be for score in measure.scores)
    if not 0 <= at_most <= most:
        raise place.refused(f"of {measure.name} it may be set from 0 to {most}")
    return _with_scores(
        measure,
        {
            score.key: replace(
                score,
                missing=replace(
                    score.missing, at_most=min(at_most, score.missing.may_be), source=SET
                ),
            )
            for score in measure.scores
            if score.missing.may_be
        },
    )


def _with_figure(measure: Measure, place: Place, name: str) -> Measure:
    part = place.part(name)
    score = scored_by(measure, part)
    only = Place({name: part.said}, place.where)
    return _with_scores(measure, {score.key: with_own_figures(score, only)})


def scored_by(measure: Measure, part: Place) -> Score:
    """
    Return the score that a figure is of: the one it names, or the measure's only one.

    :raises Refused: if it has several and none is named
    """
    if "score" not in part and len(measure.scores) == 1:
        return measure.scores[0]
    named = part.part("score")
    for score in measure.scores:
        if folded(score.key) == folded(named.text()):
            return score
    raise named.refused(f"{measure.name} has {', '.join(one.key for one in measure.scores)}")


def _with_confidence(measure: Measure, place: Place) -> Measure:
    if place.whole() not in {90, 95}:
        raise place.refused("must be 90 or 95")
    norms = {
        score.key: replace(
            score, norms=tuple(replace(one, confidence=place.whole()) for one in score.norms)
        )
        for score in measure.scores
    }
    return _with_scores(measure, norms)


def _with_scores(measure: Measure, changed: Mapping[str, Score]) -> Measure:
    return replace(measure, scores=tuple(changed.get(score.key, score) for score in measure.scores))
