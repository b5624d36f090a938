"""A document of readings scored: what hearth score answers."""

from collections.abc import Mapping
from typing import Any

from hearth.outcomes.documents import Place, plain
from hearth.outcomes.meaning import how_to_read
from hearth.outcomes.measures.catalogue import Catalogue, folded
from hearth.outcomes.measures.measure import Kind, Measure, Score, Source, Threshold
from hearth.outcomes.measures.own import read_own
from hearth.outcomes.measures.settings import Asked, read_settings
from hearth.outcomes.scoring.entered import read_entered
from hearth.outcomes.scoring.one import Reading, Scored, score_one

ASKS = ("readings", "measure", "version", "settings", "own_measures", "note")


def answer(document: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return every reading's scores; see docs/reference/score.md for both documents.

    :raises Refused: if anything is missing, not known or out of its range; nothing is answered then
    """
    place = Place(document, "")
    for name in document:
        if name not in ASKS:
            raise Place(None, "the document").refused(
                f"“{name}” is not known here; known are {', '.join(ASKS)}"
            )
    asked = asked_of(place)
    readings, measures = [], {}
    for number, one in enumerate(place.part("readings").each(), start=1):
        measure = measure_of(one, place, asked)
        reading = score_one(measure, read_entered(measure, one))
        name = one.part("id").name() if "id" in one else str(number)
        day = one.part("on").day().isoformat() if "on" in one else None
        readings.append({"id": name, "on": day, **said_of(reading)})
        measures[measure.slug, measure.version] = measure
    return {
        "readings": readings,
        "tell_the_duty_role_now": [
            one["id"] for one in readings if one["safety"]["tell_the_duty_role_now"]
        ],
        "measures": [said_of_measure(one) for one in measures.values()],
    }


def asked_of(document: Place) -> Asked:
    """
    Return the measures of a document: Hearth's and its own, as it sets them.

    :raises Refused: if one of its own is not whole or has a name of Hearth's, or a setting may not
        be
    """
    own: dict[str, Measure] = {}
    for one in document.part("own_measures").each() if "own_measures" in document else ():
        measure = read_own(one)
        if folded(measure.slug) in Catalogue().names | set(own):
            raise one.maybe("slug").refused("there is a measure of that name; give it another")
        own[folded(measure.slug)] = measure
    return read_settings(document, Catalogue(*own.values()))


def measure_of(reading: Place, document: Place, asked: Asked) -> Measure:
    """
    Return the measure that a reading names, or else its document.

    :raises Refused: if neither names one, or there is none of that name and version
    """
    if "measure" in reading:
        return asked.named(reading.part("measure"), reading.maybe("version"))
    if "measure" not in document:
        raise reading.refused("“measure” is missing")
    version = reading if "version" in reading else document
    return asked.named(document.part("measure"), version.maybe("version"))


def said_of(reading: Reading) -> dict[str, Any]:
    """Return a reading's scores and safety items."""
    measure = reading.measure
    return {
        "measure": measure.slug,
        "version": measure.version,
        "turned": _turned(reading),
        "scores": {one.score.key: _score(one) for one in reading.scores},
        "safety": {
            "tell_the_duty_role_now": reading.tell_the_duty_role_now,
            "items": [
                {"item": one.item.item, "answer": one.answer} for one in reading.safety if one.told
            ],
            "not_known": [one.item.item for one in reading.safety if one.answer is None],
            "why_not_known": measure.safety_unknown or None,
        },
    }


def _turned(reading: Reading) -> dict[str, Any] | None:
    """Return which items were turned round to be scored, and what that rests on."""
    reversal = reading.measure.reversal
    if not reading.turned or reversal is None:
        return None
    return {"items": sorted(reading.turned), **said_of_source(reversal.source)}


def _score(scored: Scored) -> dict[str, Any]:
    value = scored.value
    met = [one for one in scored.score.thresholds if _is_of_one_score(one)]
    return {
        "value": None if value is None else plain(value),
        "why_none": scored.why_none or None,
        "answered": scored.answered,
        "of": len(scored.score.items) or None,
        "prorated": scored.prorated,
        "prorated_by": _rule(scored) if scored.prorated else None,
        "band": scored.band.name if scored.band else None,
        "met": [] if value is None else [_met(one, one.met_by(value)) for one in met],
    }


def _is_of_one_score(threshold: Threshold) -> bool:
    return threshold.kind not in {Kind.BAND, Kind.RELIABLE_CHANGE}


def _rule(scored: Scored) -> dict[str, Any]:
    missing = scored.score.missing
    return {"own_choice": missing.own_choice, **said_of_source(missing.source)}


def _met(threshold: Threshold, met: bool) -> dict[str, Any]:
    return {"met": met, **said_of_threshold(threshold)}


def said_of_threshold(threshold: Threshold) -> dict[str, Any]:
    """Return a threshold with what it rests on."""
    return {
        "kind": threshold.kind.value,
        "name": threshold.name,
        "comparison": threshold.comparison.value,
        "value": plain(threshold.value),
        **said_of_source(threshold.source),
    }


def said_of_source(source: Source) -> dict[str, str]:
    """Return what a fact rests on, and whether that is confirmed."""
    return {"source": source.words, "status": source.status.value}


def said_of_measure(measure: Measure) -> dict[str, Any]:
    """Return what is to be known of a measure beside its figures."""
    return {
        "measure": measure.slug,
        "version": measure.version,
        "name": measure.name,
        "about": measure.about,
        "answers_are": measure.answers_are.value,
        "licence": measure.licence.name,
        "attribution": measure.licence.attribution or None,
        "words_come_with_hearth": measure.words is not None,
        "scores": [_said_of_score(score) for score in measure.scores],
    }


def _said_of_score(score: Score) -> dict[str, Any]:
    return {
        "score": score.key,
        "name": score.name,
        "lowest": plain(score.lowest),
        "highest": plain(score.highest),
        "better": score.better.value,
        "how_to_read": how_to_read(score),
        "max_missing": score.missing.at_most,
        "snomed": score.snomed or None,
        "thresholds": [said_of_threshold(one) for one in score.thresholds],
    }
