"""The measures that a partnership uses, with the words that it may show."""

from dataclasses import dataclass

from hearth.foundation.errors import Refused
from hearth.outcomes.measures.catalogue import shipped
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.measures.words import with_words
from hearth.outcomes.models import MeasureUsed


@dataclass(frozen=True)
class MeasureRow:
    """A measure, and what the partnership has decided about it."""

    measure: Measure
    is_used: bool
    brought_words: str
    """The file of its words that the partnership loaded; empty if it loaded none."""


def measures_known() -> tuple[MeasureRow, ...]:
    """Return every measure in its newest version, by name: one question."""
    decided = {row.slug: row for row in MeasureUsed.objects.all()}
    newest = {one.slug: one for one in shipped()}  # the newest of each name stands last
    return tuple(
        _row(measure, decided.get(measure.slug))
        for measure in sorted(newest.values(), key=lambda one: one.name.lower())
    )


def measures_used() -> tuple[Measure, ...]:
    """Return the measures that the partnership uses, by name: one question."""
    return tuple(row.measure for row in measures_known() if row.is_used)


def measure_used(slug: str) -> Measure:
    """
    Return a measure that the partnership uses, with the words that it may show.

    :raises MeasureUsed.DoesNotExist: if it uses none of that name
    """
    for measure in measures_used():
        if measure.slug == slug:
            return measure
    raise MeasureUsed.DoesNotExist(slug)


def measure_of(slug: str, version: str) -> Measure | None:
    """Return a measure by which a reading was given, used still or not; None if there is none."""
    for row in measures_known():
        if (row.measure.slug, row.measure.version) == (slug, version):
            return row.measure
    return next((one for one in shipped() if (one.slug, one.version) == (slug, version)), None)


def _row(measure: Measure, decided: MeasureUsed | None) -> MeasureRow:
    if decided is None:
        return MeasureRow(measure, measure.words is not None, "")
    if decided.words:
        try:
            measure = with_words(measure, decided.words, f"the words of {measure.name}")
        except Refused:  # they are of an older version: until put right it is asked by number
            return MeasureRow(measure, decided.is_used, decided.words)
    return MeasureRow(measure, decided.is_used, decided.words)
