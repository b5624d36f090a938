"""A document of readings over time: who, when, by which measure, and of how many people."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hearth.outcomes.change.pairing import Dated, Paired, paired
from hearth.outcomes.documents import Place
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.measures.settings import Asked
from hearth.outcomes.scoring.answering import asked_of, measure_of
from hearth.outcomes.scoring.entered import read_entered
from hearth.outcomes.scoring.one import score_what_can_be

ASKS = (
    "readings", "measure", "measures", "version", "eligible", "period", "settings",
    "own_measures", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """
    What is asked about change.

    :param eligible: whose readings count, if they are listed
    :param how_many_eligible: how many people could have had two readings; None if not recorded
    :param begins: printed with the answer; it leaves nothing out
    :param ends: the last day whose readings count
    """

    measures: tuple[Measure, ...]
    readings: tuple[Dated, ...]
    eligible: frozenset[str] | None
    how_many_eligible: int | None
    begins: datetime.date | None
    ends: datetime.date | None

    def pairings(self) -> list[tuple[Measure, Paired]]:
        """Return who is paired by each score of each measure that is not about the help itself."""
        found = []
        for measure in self.measures:
            mine = [one for one in self.readings if one.reading.measure is measure]
            raters = sorted({one.rater for one in mine}) or [""]
            for score in measure.scores:
                if score.experience:
                    continue
                for rater in raters:
                    readings = [one for one in mine if one.rater == rater]
                    pairs = paired(score, rater, readings, until=self.ends, eligible=self.eligible)
                    found.append((measure, pairs))
        return found


def read_question(document: Mapping[str, Any]) -> Question:
    """
    Return what a document asks; docs/reference/change.md has its form.

    :raises Refused: if something is missing, not known or not of its kind. A value out of its
        range is not refused: its reading is left out and counted
    """
    place = Place(document, "")
    for name in document:
        if name not in ASKS:
            raise Place(None, "the document").refused(
                f"“{name}” is not known here; known are {', '.join(ASKS)}"
            )
    place = _with_only_measure(place)
    asked = asked_of(place)
    known = _declared(place, asked)
    declared = set(known)
    readings = []
    for one in place.part("readings").each():
        measure = measure_of(one, place, asked)
        key = measure.slug, measure.version
        if declared and key not in declared:
            raise one.refused(f"its measure {measure.slug} is not one that the document names")
        readings.append(_dated(known.setdefault(key, measure), one))
    eligible, how_many = _eligible(place)
    begins, ends = _period(place)
    return Question(tuple(known.values()), tuple(readings), eligible, how_many, begins, ends)


def _declared(place: Place, asked: Asked) -> dict[tuple[str, str], Measure]:
    """Return the measures that the document names before its readings, by slug and version."""
    named: list[Measure] = []
    if "measures" in place:
        named = [asked.named(one) for one in place.part("measures").each()]
    elif "measure" in place:
        named = [asked.named(place.part("measure"), place.maybe("version"))]
    return {(one.slug, one.version): one for one in named}


def _with_only_measure(place: Place) -> Place:
    """Take a list of one measure, under either name, for that measure."""
    named = place.maybe("measure").said
    if isinstance(named, list):
        place = Place({**place.named(), "measures": named, "measure": None}, place.where)
    several = place.maybe("measures").said
    if isinstance(several, list) and len(several) == 1:
        place = Place({**place.named(), "measure": several[0], "measures": None}, place.where)
    return place


def _dated(measure: Measure, place: Place) -> Dated:
    linked = frozenset[int]()
    if "linked" in place:
        part = place.part("linked")
        if isinstance(part.said, bool):
            linked = frozenset(measure.items) if part.said else linked
        else:
            linked = frozenset(_goal(one, measure) for one in part.each())
    return Dated(
        person=place.part("person").name(),
        on=place.part("on").day(),
        reading=score_what_can_be(measure, read_entered(measure, place)),
        rater=place.part("rater").name() if "rater" in place else "",
        linked=linked,
    )


def _goal(place: Place, measure: Measure) -> int:
    if place.whole() not in measure.items:
        raise place.refused(f"{measure.name} has no item {place.said}")
    return place.whole()


def _eligible(place: Place) -> tuple[frozenset[str] | None, int | None]:
    if "eligible" not in place:
        return None, None
    part = place.part("eligible")
    if isinstance(part.said, list):
        people = frozenset(one.name() for one in part.each())
        return people, len(people)
    how_many = part.whole()
    if how_many < 0:
        raise part.refused("must be a number of people, or a list of them")
    return None, how_many


def _period(place: Place) -> tuple[datetime.date | None, datetime.date | None]:
    if "period" not in place:
        return None, None
    part = place.part("period")
    part.only("from", "to")
    begins = part.part("from").day() if "from" in part else None
    ends = part.part("to").day() if "to" in part else None
    if begins and ends and begins > ends:
        raise part.refused("begins after it ends")
    return begins, ends
