"""What a reading says, as a page sends it and as it is kept, and what it comes to."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from uuid import UUID

from hearth.outcomes.documents import Place, plain
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import Reading
from hearth.outcomes.scoring.entered import Entered, read_entered
from hearth.outcomes.scoring.one import Reading as Scored
from hearth.outcomes.scoring.one import score_one, score_what_can_be
from hearth.people.queries.sections import Stamped


@dataclass(frozen=True)
class ReadingSaid(Stamped):
    """
    What is said of a reading.

    :param answers: by number of the item; none of a total alone
    :param totals: what it came to, by score, if only that is known: figures as they are written
    :param came_for: of goals, the numbers of those that have to do with what brought them
    :param words: what the person says of it
    """

    measure: str
    given_on: datetime.date
    how: str
    site_id: UUID
    answers: tuple[tuple[int, int], ...] = ()
    totals: tuple[tuple[str, str], ...] = ()
    came_for: tuple[int, ...] = ()
    words: str = ""

    @property
    def by_number(self) -> dict[int, int]:
        return dict(self.answers)


def reading_said(row: Reading) -> ReadingSaid:
    """Return what is said of a reading."""
    kept = json.loads(row.said or "{}")
    answers = kept.get("answers", {})
    totals = sorted(row.came_to.items()) if row.is_total else []
    return ReadingSaid(
        row.measure, row.given_on, row.how, row.site_id,
        tuple(sorted((int(number), int(answer)) for number, answer in answers.items())),
        tuple((key, str(value)) for key, value in totals), tuple(row.came_for),
        kept.get("words", ""),
    )  # fmt: skip


def as_json(said: ReadingSaid) -> str:
    """Return all that a reading said, to be kept when it is put right."""
    return json.dumps(asdict(said), default=str)


def from_json(was: str) -> ReadingSaid:
    """Return what a reading said before it was put right."""
    said = json.loads(was)
    return ReadingSaid(
        said["measure"], datetime.date.fromisoformat(said["given_on"]), said["how"],
        UUID(said["site_id"]), tuple((number, answer) for number, answer in said["answers"]),
        tuple((key, value) for key, value in said["totals"]), tuple(said["came_for"]),
        said["words"],
    )  # fmt: skip


def scored(measure: Measure, said: ReadingSaid) -> Scored:
    """
    Return what a reading comes to, by its measure's own rules.

    :raises Refused: if an answer or a total is not one that the measure has
    """
    part = Place(
        {"total": dict(said.totals)}
        if said.totals
        else {"answers": {str(number): answer for number, answer in said.answers}},
        measure.name,
    )
    return score_one(measure, read_entered(measure, part))


def came_to_of(reading: Scored) -> dict[str, str]:
    """Return what each score came to, exactly, as it is kept."""
    return {one.score.key: _written(one.value) for one in reading.scores if one.value is not None}


def _written(value: Fraction) -> str:
    """Write a figure down with nothing lost: a third is 1/3."""
    written = plain(value)
    return str(written) if Fraction(written) == value else f"{value.numerator}/{value.denominator}"


def figures(came_to: Mapping[str, str]) -> dict[str, Fraction]:
    """Return what each score came to, as it was kept."""
    return {key: Fraction(value) for key, value in came_to.items()}


def as_it_came(measure: Measure, came_to: Mapping[str, str]) -> Scored:
    """Return a reading as it was scored when it was given: what it came to, and no answers."""
    totals = {key: value for key, value in figures(came_to).items() if measure.score(key)}
    return score_what_can_be(measure, Entered({}, totals, measure.answers_are))
