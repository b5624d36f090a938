"""Readings: written down as the person gives them, scored, and put right with nothing lost."""

import datetime
import json
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.db import transaction

from hearth.foundation import audit
from hearth.foundation.actors import Actor, Permission
from hearth.foundation.errors import PartRefused, Refused
from hearth.outcomes.actions.telling import tell_duty_of
from hearth.outcomes.measures.measure import Measure
from hearth.outcomes.models import HowGiven, NotNow, Reading, ReadingBefore
from hearth.outcomes.queries.duty import may_answer_from_afar
from hearth.outcomes.queries.measures import measure_of, measure_used
from hearth.outcomes.queries.said import (
    ReadingSaid,
    as_json,
    came_to_of,
    reading_said,
    scored,
)
from hearth.outcomes.scoring.one import Reading as Scored
from hearth.people.actions.editing import refuse_if_stale, refuse_other_words
from hearth.people.actions.layered import begin_in, whose
from hearth.people.actions.written import written
from hearth.people.models import Layer, Person
from hearth.people.queries.seeing import sight_of
from hearth.places.models import Site

FROM_AFAR = (HowGiven.OWN_PAGE, HowGiven.LINK)
BY_A_WORKER = (HowGiven.DESK, HowGiven.PAPER)


class ReadingRefused(PartRefused):
    """It cannot be written down like that."""


checked = partial(written, refused=ReadingRefused)


@transaction.atomic
def record_reading(
    *, by: Actor, person: Person, said: ReadingSaid, reading_id: UUID, now: datetime.datetime,
    today: datetime.date,
) -> Reading:  # fmt: skip
    """
    Write down what somebody answered, and what it came to.

    An answer that somebody on duty must know of goes to them in the same transaction.

    :param reading_id: an id that the page made up, so that a double tap is one reading
    :raises NotAllowed: if the person's support is not open to the actor, and it is not their own
    :raises MeasureUsed.DoesNotExist: if the partnership does not use the measure
    :raises ReadingRefused: if nothing is answered, or it is answered from afar and nobody is on
        duty who would be told
    :raises SavedAlready: if it was saved already, with other answers
    """
    person = begin_in(Layer.SUPPORT, by=by, person=person, now=now, or_themselves=True)
    said = replace(said, words=checked(said.words, about="words"))
    measure = measure_used(said.measure)
    site = _checked(by, person, said, measure, today=today, site_was=None, now=now)
    there = Reading.objects.filter(id=reading_id).first()
    if there and there.person_id == person.id:
        refuse_other_words(reading_said(there), said)
        return there
    if there:
        raise ReadingRefused("Part of this page was lost. Open the page again")
    found = _scored(measure, said)
    row = Reading(
        id=reading_id, written_at=now, version=measure.version,
        written_by_id=None if said.how == HowGiven.LINK else by.id,
        **whose(by, person),
    )  # fmt: skip
    _set(row, said, measure, found)
    row.save(force_insert=True)
    audit.note(by=by, verb="wrote down a reading of", subject=person, place=site)
    tell_duty_of(by=by, person=person, site=site, reading=row, found=found, now=now)
    return row


@transaction.atomic
def correct_reading(
    *, by: Actor, reading: Reading, said: ReadingSaid, stamp: str, now: datetime.datetime,
    today: datetime.date,
) -> None:  # fmt: skip
    """
    Put a reading right, or let it say again what it said before. What it said until now is kept.

    :param stamp: the stamp of the reading as the page showed it
    :raises NotAllowed: if the person's support is not open to the actor
    :raises ReadingRefused: if nothing is answered
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    person = begin_in(Layer.SUPPORT, by=by, person=reading.person, now=now)
    row = _held(by, reading, now=now)
    said = replace(said, words=checked(said.words, about="words"))
    measure = measure_of(row.measure, row.version)
    if measure is None or said.measure != row.measure:
        raise ReadingRefused("Part of this page was lost. Open the page again")
    before = reading_said(row)
    site = _checked(by, person, said, measure, today=today, site_was=row, now=now)
    if said == before:
        return
    refuse_if_stale(before, stamp)
    found, known = _scored(measure, said), _scored(measure, before)
    kept = ReadingBefore(
        person_id=row.person_id, held_by_id=row.held_by_id, reading=row, changed_at=now,
        changed_by_id=by.id,
    )  # fmt: skip
    kept.was = as_json(before)
    kept.save(force_insert=True)
    _set(row, said, measure, found)
    row.save()
    audit.note(by=by, verb="put right a reading of", subject=person)
    tell_duty_of(
        by=by, person=person, site=site, reading=row, found=found, now=now, told_before=known
    )


@transaction.atomic
def take_back_reading(*, by: Actor, reading: Reading, now: datetime.datetime) -> None:
    """
    Say that a reading was never given, or not by this person. It stays written down.

    Whoever on duty was told of an answer stays told. Done twice, it changes nothing more.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    _stand(by, reading, now, now=now, verb="took back a reading of")


@transaction.atomic
def put_back_reading(*, by: Actor, reading: Reading, now: datetime.datetime) -> None:
    """
    Let a reading that was taken back stand again.

    :raises NotAllowed: if the person's support is not open to the actor
    """
    _stand(by, reading, None, now=now, verb="put back a reading of")


@transaction.atomic
def say_not_now(
    *, by: Actor, person: Person, measure: Measure, now: datetime.datetime, today: datetime.date
) -> None:
    """
    Write down that somebody would rather not answer now. Nobody asks why; nothing hangs on it.

    Said twice on a day, it is written once.

    :raises NotAllowed: if the person's support is not open to the actor, and it is not their own
    """
    person = begin_in(Layer.SUPPORT, by=by, person=person, now=now, or_themselves=True)
    said = NotNow.objects.filter(person=person, measure=measure.slug, said_on=today)
    if said.exists():
        return
    row = NotNow(measure=measure.slug, said_on=today, written_by_id=by.id, **whose(by, person))
    row.save(force_insert=True)
    audit.note(by=by, verb="wrote down a not now of", subject=person)


def _stand(
    by: Actor, reading: Reading, taken_back_at: datetime.datetime | None, *,
    now: datetime.datetime, verb: str,
) -> None:  # fmt: skip
    person = begin_in(Layer.SUPPORT, by=by, person=reading.person, now=now)
    row = _held(by, reading, now=now)
    if bool(row.taken_back_at) == bool(taken_back_at):
        return
    row.taken_back_at = taken_back_at
    row.save(update_fields=["taken_back_at"])
    audit.note(by=by, verb=verb, subject=person)


def _held(by: Actor, reading: Reading, *, now: datetime.datetime) -> Reading:
    mine = Reading.objects.open_to(sight_of(by, now=now))
    return mine.select_for_update(of=("self",)).get(id=reading.id)


def _checked(
    by: Actor, person: Person, said: ReadingSaid, measure: Measure, *, today: datetime.date,
    site_was: Reading | None, now: datetime.datetime,
) -> Site:  # fmt: skip
    """
    Return where it was given.

    :raises ReadingRefused: if it cannot have been so
    """
    if said.given_on > today:
        raise ReadingRefused(
            "That day is still to come. Choose today, or a day before it", about="given_on"
        )
    afar = said.how in FROM_AFAR
    if said.how not in HowGiven.values or (
        site_was is None and afar is not (by.themselves is not None)
    ):
        raise ReadingRefused("Choose how they answered", about="how")
    site = Site.objects.filter(id=said.site_id).first()
    mine = person.known_at if by.themselves else by.places_where(Permission.CHANGE_PEOPLE)
    was = site_was.site_id if site_was else None
    if site is None or (said.site_id != was and said.site_id not in mine):
        raise ReadingRefused("Choose one of your own places", about="site")
    if not said.answers and not said.totals:
        raise ReadingRefused("Answer one question at least, or choose “Not now”")
    if afar and site_was is None and not may_answer_from_afar(measure, site, now=now):
        raise ReadingRefused(
            f"Nobody is on duty at {site.name} just now, so this can’t be sent. Nothing is lost by "
            "waiting: you can answer it at the hub with somebody beside you, or here when somebody "
            "is on duty"
        )
    return site


def _scored(measure: Measure, said: ReadingSaid) -> Scored:
    """:raises ReadingRefused: if an answer is not one of those that the measure has"""
    try:
        return scored(measure, said)
    except Refused as refusal:
        said_simply = [one.partition(": ")[2] or one for one in str(refusal).split("; ")]
        raise ReadingRefused("; ".join(said_simply)) from refusal


def _set(row: Reading, said: ReadingSaid, measure: Measure, found: Scored) -> None:
    row.measure, row.given_on, row.how, row.site_id = (
        said.measure, said.given_on, said.how, said.site_id,
    )  # fmt: skip
    row.is_total = bool(said.totals)
    row.said = json.dumps({"answers": dict(said.answers), "words": said.words})
    row.came_to = came_to_of(found)
    row.missing = [
        number
        for number, item in sorted(measure.items.items())
        if not (row.is_total or item.optional or number in said.by_number)
    ]
    row.made_up = [one.score.key for one in found.scores if one.prorated]
    row.came_for = list(said.came_for)
