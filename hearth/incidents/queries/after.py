"""What comes after an incident: who was told, what is to be done, what we learned."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission, require_somewhere
from hearth.incidents.models import (
    Incident,
    IncidentBefore,
    IncidentStep,
    IncidentTold,
    Lesson,
)
from hearth.incidents.queries.bodies import Body, bodies
from hearth.people.queries.sections import Stamped
from hearth.places.models import Site

LESSONS_SHOWN = 50


@dataclass(frozen=True)
class ToldRow:
    """Somebody outside, and how it stands: need not be told, must be, or was."""

    body: Body
    must: bool
    decided_by: str
    told_at: datetime.datetime | None
    told_by: str
    note: str


@dataclass(frozen=True)
class StepRow:
    """A step as a page shows it."""

    id: UUID
    incident_id: UUID
    site: str
    what: str
    doer_id: UUID
    doer: str
    due_on: datetime.date
    done_on: datetime.date | None
    done_by: str
    is_due: bool
    is_past: bool


@dataclass(frozen=True)
class LessonSaid(Stamped):
    """What we learned and what we changed."""

    learned: str = ""
    changed: str = ""


@dataclass(frozen=True)
class LessonOnce:
    """What a lesson said before."""

    said: LessonSaid
    changed_at: datetime.datetime
    changed_by: str


@dataclass(frozen=True)
class LessonTold:
    """A lesson as the team reads it: no names, and not who wrote it or was there."""

    id: UUID
    site: str
    said: LessonSaid
    told_on: datetime.date


def told_of(incident: Incident) -> list[ToldRow]:
    """Return everybody outside who may have to be told, and how that stands. Two questions."""
    rows = {row.body: row for row in IncidentTold.objects.filter(incident=incident)}
    names = workers_named(
        {key for row in rows.values() for key in (row.decided_by_id, row.told_by_id) if key}
    )
    shown = []
    for code, body in bodies().items():
        row = rows.get(code)
        shown.append(
            ToldRow(
                body, row is not None, names.get(row.decided_by_id, "") if row else "",
                row.told_at if row else None,
                names.get(row.told_by_id, "") if row and row.told_by_id else "",
                row.note if row else "",
            )
        )  # fmt: skip
    return shown


def steps_of(incident: Incident, *, today: datetime.date) -> tuple[StepRow, ...]:
    """Return the steps of an incident that the actor sees: to do first, the soonest first."""
    rows = IncidentStep.objects.filter(incident=incident).select_related("site")
    shown = _steps(rows.order_by("due_on", "id"), today=today)
    return tuple(sorted(shown, key=lambda row: row.done_on is not None))


def my_steps(actor: Actor, *, today: datetime.date) -> tuple[StepRow, ...]:
    """Return what the actor is to do after incidents, the soonest first."""
    rows = steps_to_do(actor).select_related("site")
    return _steps(rows.order_by("due_on", "id"), today=today)


def steps_to_do(actor: Actor) -> QuerySet[IncidentStep]:
    """Return the steps that the actor is to do."""
    here = actor.places_where(Permission.WRITE_INCIDENT)
    return IncidentStep.objects.filter(doer=actor.id, done_on__isnull=True, site__in=here)


def get_step(step_id: UUID, *, actor: Actor) -> IncidentStep:
    """
    Return a step that the actor is to do, or one of an incident that they see.

    :raises IncidentStep.DoesNotExist: if it is neither
    """
    here = actor.places_where(Permission.WRITE_INCIDENT)
    mine = Q(site__in=here) & (Q(doer=actor.id) | Q(readers__contains=[actor.id]))
    led = Q(site__in=actor.places_where(Permission.LEAD_INCIDENTS))
    return IncidentStep.objects.select_related("site").get(mine | led, id=step_id)


def step_shown(step: IncidentStep, *, today: datetime.date) -> StepRow:
    """Return a step as its page shows it."""
    return _steps([step], today=today)[0]


def lesson_of(incident: Incident) -> Lesson | None:
    """Return what we learned from an incident that the actor sees, if it is written down."""
    return Lesson.objects.filter(incident=incident).first()


def lesson_said(row: Lesson | None) -> LessonSaid:
    return LessonSaid(row.learned, row.changed) if row else LessonSaid()


def lesson_before(incident: Incident) -> list[LessonOnce]:
    """Return what a lesson said before, the newest first."""
    kept = list(
        IncidentBefore.objects.filter(incident=incident, of_learning=True).order_by(
            "-changed_at", "-id"
        )
    )
    names = workers_named({row.changed_by_id for row in kept})
    return [
        LessonOnce(
            LessonSaid(**json.loads(row.was)), row.changed_at, names.get(row.changed_by_id, "")
        )
        for row in kept
    ]


def lessons_told(actor: Actor, *, site: Site | None = None) -> tuple[LessonTold, ...]:
    """
    Return what was told to the team, the latest first: at a site, or at all of the actor's.

    :raises NotAllowed: if the actor is in no team
    """
    require_somewhere(actor, Permission.WRITE_INCIDENT)
    here = set(actor.places_where(Permission.WRITE_INCIDENT))
    here &= {site.id} if site else here
    rows = Lesson.objects.filter(site__in=here, told_on__isnull=False)
    listed = rows.select_related("site").order_by("-told_on", "-id")[:LESSONS_SHOWN]
    return tuple(
        LessonTold(row.id, row.site.name, lesson_said(row), row.told_on)
        for row in listed
        if row.told_on
    )


def _steps(rows: Iterable[IncidentStep], *, today: datetime.date) -> tuple[StepRow, ...]:
    rows = list(rows)
    names = workers_named({key for row in rows for key in (row.doer_id, row.done_by_id) if key})
    return tuple(
        StepRow(
            row.id, row.incident_id, row.site.name, row.what, row.doer_id,
            names.get(row.doer_id, ""), row.due_on, row.done_on,
            names.get(row.done_by_id, "") if row.done_by_id else "",
            row.done_on is None and row.due_on <= today, row.done_on is None and row.due_on < today,
        )
        for row in rows
    )  # fmt: skip
