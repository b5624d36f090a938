"""Somebody's readings, as far as they are open to whoever asks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor
from hearth.foundation.sealing import fetch_own_keys
from hearth.outcomes.documents import plain
from hearth.outcomes.meaning import what_it_may_mean
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import HowGiven, Reading, ReadingBefore
from hearth.outcomes.queries.measures import measure_of
from hearth.outcomes.queries.said import (
    ReadingSaid,
    as_it_came,
    figures,
    from_json,
    reading_said,
    scored,
)
from hearth.people.models import Person
from hearth.people.models.layers import LayeredQuerySet
from hearth.people.queries.seeing import sight_of

A_PAGE = 50


@dataclass(frozen=True)
class Figure:
    """What one score of a reading came to."""

    key: str
    name: str
    """How the score is called; empty if the measure has only one."""
    words: str
    """The figure, of how many: "15 of 27"; or why there is none."""
    value: Fraction | None
    made_up: bool = False


@dataclass(frozen=True)
class ReadingRow:
    """A reading as a list shows it."""

    id: UUID
    slug: str
    measure_name: str
    version: str
    given_on: datetime.date
    how_words: str
    is_total: bool
    site_name: str
    written_by: str
    figures: tuple[Figure, ...]
    missing: int
    """How many questions were not answered."""
    taken_back: bool
    corrected: bool

    @property
    def has_figures(self) -> bool:
        return any(one.value is not None for one in self.figures)


@dataclass(frozen=True)
class Readings:
    """A page of somebody's readings, the latest first."""

    rows: tuple[ReadingRow, ...]
    number: int
    has_more: bool


@dataclass(frozen=True)
class ReadingOnce:
    """What a reading said before somebody put it right."""

    said: ReadingSaid
    lines: tuple[tuple[str, str], ...]
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True)
class ReadingPage:
    """A reading, read back."""

    row: ReadingRow
    said: ReadingSaid
    measure: Measure | None
    lines: tuple[tuple[str, str], ...]
    """Each question that was answered, and the answer, in words where we may show them."""
    means: tuple[tuple[str, tuple[str, ...]], ...]
    """For each score, its name (empty if there is only one) and what it may mean."""
    answered_safety: bool
    """A question was answered in a way of which somebody on duty was told."""
    safety_not_known: tuple[int, ...]
    """The questions of which somebody on duty would have to know, that nobody here knows."""
    before: tuple[ReadingOnce, ...] = ()


def readings_of(person: Person, *, actor: Actor, number: int = 1, measure: str = "") -> Readings:
    """
    Return a page of somebody's readings, the latest first: what was taken back is there too.

    :param number: of the page, from 1
    """
    found = _mine(actor).filter(person=person).order_by("-given_on", "-id")
    if measure:
        found = found.filter(measure=measure)
    first = (number - 1) * A_PAGE
    rows = list(found.select_related("site")[first : first + A_PAGE + 1])
    return Readings(_rows(rows[:A_PAGE]), number, len(rows) > A_PAGE)


def standing_readings(person: Person, *, actor: Actor) -> list[Reading]:
    """Return all readings of somebody that count, the first first: one question."""
    found = _mine(actor).filter(person=person, taken_back_at=None)
    return list(found.order_by("given_on", "written_at", "id"))


def get_reading(reading_id: UUID, *, person: Person, actor: Actor) -> Reading:
    """
    Return a reading of this person's.

    :raises Reading.DoesNotExist: if there is none, or it is not open to the actor
    """
    return _mine(actor).select_related("site").get(id=reading_id, person=person)


def own_reading(reading_id: UUID, *, actor: Actor) -> Reading:
    """
    Return a reading of the person who acts, on their own pages.

    :raises Reading.DoesNotExist: if it is not theirs
    """
    if actor.themselves is None:
        raise Reading.DoesNotExist
    return Reading.objects.select_related("site").get(id=reading_id, person=actor.themselves)


def reading_page(reading: Reading, *, actor: Actor) -> ReadingPage:
    """Return a reading with what it may mean, beside the first that they gave by that measure."""
    measure, said = measure_of(reading.measure, reading.version), reading_said(reading)
    told = False
    not_known: tuple[int, ...] = ()
    if measure:
        found = scored(measure, said)
        told = found.tell_the_duty_role_now
        not_known = tuple(one.item.item for one in found.safety if one.answer is None)
    return ReadingPage(
        row=_rows([reading])[0],
        said=said,
        measure=measure,
        lines=lines_of(measure, said),
        means=_means(measure, reading, actor) if measure else (),
        answered_safety=told,
        safety_not_known=not_known,
        before=_before(reading, measure, actor),
    )


def lines_of(measure: Measure | None, said: ReadingSaid) -> tuple[tuple[str, str], ...]:
    """Return each question that was answered, and how: in words where the licence lets us."""
    lines = []
    for number, answer in said.answers:
        asked, answered = f"Question {number}", str(answer)
        if measure and measure.words and number in measure.words.items:
            asked = f"{number}. {measure.words.items[number]}"
            words = measure.words.answers[number].get(answer, "")
            answered = f"{words} ({answer})" if words else str(answer)
        lines.append((asked, answered))
    for key, value in said.totals:
        score = measure.score(key) if measure else None
        lines.append((f"{score.name if score else key} (a total alone)", value))
    return tuple(lines)


def _mine(actor: Actor) -> LayeredQuerySet[Reading]:
    if actor.themselves is not None:
        return Reading.objects.filter(person=actor.themselves)
    return Reading.objects.open_to(sight_of(actor))


def _rows(rows: Sequence[Reading]) -> tuple[ReadingRow, ...]:
    """Return readings as lists show them: a constant number of questions."""
    names = workers_named({row.written_by_id for row in rows if row.written_by_id})
    ids = [row.id for row in rows]
    before = ReadingBefore.objects.filter(reading__in=ids)
    corrected = set(before.values_list("reading_id", flat=True)) if ids else set()
    by_name = {
        key: measure_of(*key) for key in dict.fromkeys((row.measure, row.version) for row in rows)
    }
    return tuple(
        ReadingRow(
            id=row.id,
            slug=row.measure,
            measure_name=_name(by_name[row.measure, row.version], row),
            version=row.version,
            given_on=row.given_on,
            how_words=str(HowGiven(row.how).label),
            is_total=row.is_total,
            site_name=row.site.name,
            written_by=names.get(row.written_by_id, "") if row.written_by_id else "",
            figures=_figures(by_name[row.measure, row.version], row),
            missing=len(row.missing),
            taken_back=row.taken_back_at is not None,
            corrected=row.id in corrected,
        )
        for row in rows
    )


def _name(measure: Measure | None, row: Reading) -> str:
    return measure.name if measure else row.measure


def _figures(measure: Measure | None, row: Reading) -> tuple[Figure, ...]:
    values = figures(row.came_to)
    if measure is None:
        return tuple(Figure(key, key, str(plain(value)), value) for key, value in values.items())
    several = len(measure.scores) > 1
    return tuple(
        Figure(
            score.key, score.name if several else "",
            f"{shown(values[score.key])} of {plain(score.highest)}", values[score.key],
            score.key in row.made_up,
        )
        for score in measure.scores
        if score.key in values
    )  # fmt: skip


def shown(value: Fraction) -> str:
    """Return a figure as a person reads it: at most two digits after the point."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _means(
    measure: Measure, reading: Reading, actor: Actor
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    first = (
        _mine(actor)
        .filter(
            person=reading.person_id, measure=reading.measure, version=reading.version,
            taken_back_at=None, given_on__lt=reading.given_on,
        )
        .order_by("given_on", "written_at", "id")
        .first()
    )  # fmt: skip
    firsts = figures(first.came_to) if first else {}
    several, found = len(measure.scores) > 1, []
    for one in as_it_came(measure, reading.came_to).scores:
        if one.value is None or one.score.experience:
            continue
        at_first = firsts.get(one.score.key)
        says = (
            what_it_may_mean(one.score, one.value)
            if at_first is None
            else what_it_may_mean(one.score, at_first, one.value)
        )
        found.append((one.score.name if several else "", tuple(says)))
    return tuple(found)


def _before(reading: Reading, measure: Measure | None, actor: Actor) -> tuple[ReadingOnce, ...]:
    rows: LayeredQuerySet[ReadingBefore] = ReadingBefore.objects.filter(reading=reading)
    if actor.themselves is None:
        rows = rows.open_to(sight_of(actor))
    kept = list(rows.order_by("-changed_at", "-id"))
    fetch_own_keys(row.person_id for row in kept)
    names = workers_named({row.changed_by_id for row in kept})
    said = [from_json(row.was) for row in kept]
    return tuple(
        ReadingOnce(one, lines_of(measure, one), row.changed_at, names.get(row.changed_by_id, ""))
        for one, row in zip(said, kept, strict=True)
    )
