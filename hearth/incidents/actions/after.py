"""What comes after an incident: who was hurt, who is told, what is to be done, what we learned."""

import datetime
import json
import re
from dataclasses import asdict
from uuid import UUID

from django.db import connection, transaction

from hearth.accounts.queries import workers_named
from hearth.foundation import audit
from hearth.foundation.actors import Actor, NotAllowed
from hearth.incidents.actions.happened import require_of_team
from hearth.incidents.actions.writing import (
    LOST,
    IncidentRefused,
    all_checked,
    beside,
    checked,
    hold_incident,
)
from hearth.incidents.models import (
    Incident,
    IncidentBefore,
    IncidentPerson,
    IncidentStep,
    IncidentTold,
    Lesson,
)
from hearth.incidents.queries.after import LessonSaid, get_step, lesson_of, lesson_said
from hearth.incidents.queries.bodies import bodies
from hearth.people.actions.editing import refuse_if_stale, refuse_other_words
from hearth.people.models import Person
from hearth.people.queries.seeing import visible_to


@transaction.atomic
def name_hurt(
    *, by: Actor, incident: Incident, person: Person | None = None, worker: UUID | None = None,
    words: str = "", today: datetime.date,
) -> None:  # fmt: skip
    """
    Say who was hurt or upset: a person whom the actor may see, or a worker of that team.

    Named twice, what is said of them stands below what was: nobody's words are written over.

    :raises IncidentRefused: if it is nobody, or both
    """
    row = hold_incident(by, incident)
    words = checked(words, about="words")
    if (person is None) == (worker is None):
        raise IncidentRefused("Choose who it was", about="who")
    if worker:
        require_of_team(worker, row.site, today=today, about="worker")
    named = IncidentPerson.objects.filter(
        incident=row, person=person, worker_id=worker
    ).first() or IncidentPerson(
        person=person, worker_id=worker, added_by_id=by.id, **beside(row)
    )  # fmt: skip
    if words and words not in named.words.split("\n\n"):
        named.words = f"{named.words}\n\n{words}".strip()
    named.save()
    audit.note(by=by, verb="said who was hurt or upset in", subject=row, place=row.site)


@transaction.atomic
def take_out_named(*, by: Actor, incident: Incident, named: IncidentPerson) -> None:
    """Take out somebody who was named by mistake. Done twice, it changes nothing more."""
    row = hold_incident(by, incident)
    gone, _ = IncidentPerson.objects.filter(incident=row, id=named.id).delete()
    if gone:
        audit.note(by=by, verb="took a name out of", subject=row, place=row.site)


@transaction.atomic
def say_must_be_told(
    *, by: Actor, incident: Incident, must: set[str], drawn: set[str], why: str = "",
    now: datetime.datetime,
) -> None:  # fmt: skip
    """
    Say who else outside must be told of an incident, or need not be after all.

    Only what is other than the page showed is changed, so that two at once lose nothing. Whoever
    is taken back stays written down, told or not, with why.

    :param must: codes of data/told.toml
    :param drawn: those that the page showed as chosen
    :raises IncidentRefused: if one of them is none, or nobody says why one is taken back
    """
    row = hold_incident(by, incident)
    if not must | drawn <= bodies().keys():
        raise IncidentRefused(LOST)
    stand = list(IncidentTold.objects.filter(incident=row, taken_back_at__isnull=True))
    added = must - drawn - {one.body for one in stand}
    taken = [one for one in stand if one.body in drawn - must]
    if not (added or taken):
        return
    needed = "Write why they need not be told, or were not" if taken else ""
    why = checked(why, about="why", needed=needed)
    IncidentTold.objects.bulk_create(
        IncidentTold(body=code, decided_by_id=by.id, **beside(row)) for code in sorted(added)
    )
    for one in taken:
        one.taken_back_at, one.taken_back_by_id, one.why_back = now, by.id, why
        one.save(update_fields=["taken_back_at", "taken_back_by", "why_back_sealed"])
    audit.note(by=by, verb="said who must be told of", subject=row, place=row.site)


@transaction.atomic
def say_told(
    *, by: Actor, incident: Incident, body: str, note: str, now: datetime.datetime
) -> None:
    """
    Say that somebody outside was told of an incident. Told again, both times stay.

    Sent twice by the same worker in the same words, it is one.

    :raises IncidentRefused: if there is nobody of that code
    """
    row = hold_incident(by, incident)
    if body not in bodies():
        raise IncidentRefused(LOST)
    note = checked(note, about="note")
    rows = IncidentTold.objects.filter(incident=row, body=body, taken_back_at__isnull=True)
    told = rows.filter(told_at__isnull=True).first()
    if told is None:
        before = rows.filter(told_by=by.id)
        if any(one.note == note for one in before):
            return
        told = IncidentTold(body=body, decided_by_id=by.id, **beside(row))
    told.note, told.told_at, told.told_by_id = note, now, by.id
    if told._state.adding:
        told.save(force_insert=True)
    else:
        told.save(update_fields=["note_sealed", "told_at", "told_by"])
    audit.note(by=by, verb="said who was told of", subject=row, place=row.site)


@transaction.atomic
def add_step(
    *, by: Actor, incident: Incident, what: str, doer: UUID, due_on: datetime.date, step_id: UUID,
    today: datetime.date,
) -> IncidentStep:  # fmt: skip
    """
    Write down something to do after an incident. Whoever is to do it sees it, and not the rest.

    :param step_id: an id that the page made up, so that a double tap is one step
    :raises IncidentRefused: if something is missing, the day is past, or it is settled for now
    """
    row = hold_incident(by, incident)
    what = checked(what, about="what", needed="Write what is to be done")
    worker = require_of_team(doer, row.site, today=today, about="doer")
    if due_on < today:
        raise IncidentRefused("Choose today, or a day to come", about="due_on")
    if there := IncidentStep.objects.filter(id=step_id).first():
        if there.incident_id != row.id:
            raise IncidentRefused(LOST)
        refuse_other_words((there.what, there.doer_id, there.due_on), (what, doer, due_on))
        return there
    if row.settled_at:
        raise IncidentRefused("This is settled for now. Take it up again first")
    step = IncidentStep(id=step_id, doer=worker, due_on=due_on, written_by_id=by.id, **beside(row))
    step.what = what
    step.save(force_insert=True)
    audit.note(by=by, verb="added a step to", subject=row, place=row.site)
    return step


@transaction.atomic
def settle_step(*, by: Actor, step: IncidentStep, done: bool, today: datetime.date) -> None:
    """Say that a step is done, or to do after all. Done twice, it changes nothing more."""
    row = _held_step(by, step)
    if done == (row.done_on is not None):
        return
    row.done_on, row.done_by_id = (today, by.id) if done else (None, None)
    row.save(update_fields=["done_on", "done_by"])
    audit.note(by=by, verb="said how it stands with", subject=row, place=row.site)


@transaction.atomic
def carry_on_step(
    *, by: Actor, step: IncidentStep, due_on: datetime.date, today: datetime.date
) -> None:
    """
    Carry a step on to another day.

    :raises IncidentRefused: if it is done already, or the day is past
    """
    row = _held_step(by, step)
    if row.done_on:
        raise IncidentRefused("This is done. Take it up again first")
    if due_on < today:
        raise IncidentRefused("Choose today, or a day to come", about="due_on")
    if row.due_on == due_on:
        return
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    audit.note(by=by, verb="carried on", subject=row, place=row.site)


@transaction.atomic
def hand_on_step(*, by: Actor, step: IncidentStep, to: UUID, today: datetime.date) -> str:
    """
    Hand a step on to somebody else of the team, and return their name. It is theirs at once.

    Whoever hands it on sees it no more, unless they see the incident. Done twice, it changes
    nothing more.

    :raises IncidentRefused: if it is done already, or they are not of the team today
    """
    row = _held_step(by, step)
    if row.done_on:
        raise IncidentRefused("This is done. Take it up again first")
    worker = require_of_team(to, row.site, today=today, about="doer")
    if row.doer_id == worker.id:
        return worker.name
    audit.note(by=by, verb="handed on", subject=row, place=row.site)
    with connection.cursor() as cursor:
        cursor.execute("SELECT incidents_hand_on(%s, %s)", [row.id, worker.id])
        [handed] = cursor.fetchone() or [False]
    if not handed:
        raise NotAllowed(f"{by.label} may not hand on {row.id}")
    return worker.name


@transaction.atomic
def write_lesson(
    *, by: Actor, incident: Incident, said: LessonSaid, stamp: str, tell: bool,
    now: datetime.datetime, today: datetime.date,
) -> None:  # fmt: skip
    """
    Write down what we learned and changed; what it said before is kept.

    :param tell: the whole team may read it from now on
    :raises IncidentRefused: if nothing was learned yet, or it names somebody who was there
    :raises EditedMeanwhile: if somebody else changed it after the page was drawn
    """
    row = hold_incident(by, incident)
    said = all_checked(said, {"learned": "Write what we learned"})
    _refuse_names(by, row, said)
    lesson = lesson_of(row)
    before = lesson_said(lesson)
    if said != before:
        refuse_if_stale(before, stamp)
        if lesson:
            kept = IncidentBefore(
                of_learning=True, changed_at=now, changed_by_id=by.id, **beside(row)
            )
            kept.was = json.dumps(asdict(before))
            kept.save(force_insert=True)
    lesson = lesson or Lesson(written_by_id=by.id, **beside(row))
    if said == before and bool(lesson.told_on) == tell:
        return
    lesson.learned, lesson.changed = said.learned, said.changed
    lesson.told_on = (lesson.told_on or today) if tell else None
    lesson.save()
    audit.note(by=by, verb="wrote down what we learned from", subject=row, place=row.site)


def _held_step(by: Actor, step: IncidentStep) -> IncidentStep:
    get_step(step.id, actor=by)
    rows = IncidentStep.objects.select_for_update(of=("self",)).select_related("site")
    return rows.get(id=step.id)


def _refuse_names(by: Actor, incident: Incident, said: LessonSaid) -> None:
    """:raises IncidentRefused: if what the team reads names somebody who was hurt or upset"""
    named = IncidentPerson.objects.filter(incident=incident)
    people = named.filter(person__isnull=False).values("person")
    names = set(visible_to(by).filter(id__in=people).values_list("known_as", flat=True))
    workers = {each.worker_id for each in named if each.worker_id}
    names |= {
        part for name in workers_named(workers).values() for part in (name, name.split(" ")[0])
    }
    for about, words in (("learned", said.learned), ("changed", said.changed)):
        for name in sorted(names):
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                raise IncidentRefused(
                    f"The whole team reads this. Write it without the name {name}", about=about
                )
