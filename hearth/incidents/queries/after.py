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
from hearth.incidents.queries.owners import has_left
from hearth.people.queries.sections import Stamped
from hearth.places.models import Site

LESSONS_SHOWN = 50


LONG_AGO = datetime.timedelta(days=7)
"""How long after its day a colleague's step counts as left alone. A week is our own choice."""


@dataclass(frozen=True)
class Telling:
    """One time that somebody outside was told; or was to be, if it was taken back."""

    told_at: datetime.datetime | None
    told_by: str
    note: str
    taken_back_at: datetime.datetime | None = None
    taken_back_by: str = ""
    why_back: str = ""


@dataclass(frozen=True)
class ToldRow:
    """Somebody outside, and how it stands: need not be told, must be, or was, perhaps twice."""

    body: Body
    must: bool
    decided_by: str
    tellings: tuple[Telling, ...]
    """The latest first."""
    taken_back: tuple[Telling, ...]

    @property
    def told_at(self) -> datetime.datetime | None:
        return self.tellings[0].told_at if self.tellings else None

    @property
    def told_by(self) -> str:
        return self.tellings[0].told_by if self.tellings else ""

    @property
    def note(self) -> str:
        return self.tellings[0].note if self.tellings else ""


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
    doer_left: bool
    """Whoever was to do it does not work there any more; told to whoever leads alone."""
    handed_by: str
    handed_on: datetime.date | None


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
    rows = list(IncidentTold.objects.filter(incident=incident).order_by("-told_at", "-id"))
    names = workers_named(
        {
            key
            for row in rows
            for key in (row.decided_by_id, row.told_by_id, row.taken_back_by_id)
            if key
        }
    )
    shown = []
    for code, body in bodies().items():
        of_it = [row for row in rows if row.body == code]
        stand = [row for row in of_it if row.taken_back_at is None]
        shown.append(
            ToldRow(
                body, bool(stand), names.get(stand[0].decided_by_id, "") if stand else "",
                tuple(_telling(row, names) for row in stand if row.told_at),
                tuple(_telling(row, names) for row in of_it if row.taken_back_at),
            )
        )  # fmt: skip
    return shown


def steps_of(incident: Incident, *, today: datetime.date) -> tuple[StepRow, ...]:
    """Return the steps of an incident that the actor sees: to do first, the soonest first."""
    left = has_left(Permission.WRITE_INCIDENT, today=today, who="doer")
    every = IncidentStep.objects.annotate(doer_left=left)
    rows = every.filter(incident=incident).select_related("site")
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


def steps_of_others(actor: Actor, *, today: datetime.date) -> tuple[StepRow, ...]:
    """
    Return what colleagues are to do at the sites that the actor leads and that is due, or whose
    doer has left: the longest due first. Nothing is asked for whoever leads nowhere.
    """
    if not actor.may_somewhere(Permission.LEAD_INCIDENTS):
        return ()
    rows = _of_others(actor, today=today).filter(Q(due_on__lte=today) | Q(doer_left=True))
    return _steps(rows.select_related("site").order_by("due_on", "id"), today=today)


def how_many_left_alone(actor: Actor, *, today: datetime.date) -> int:
    """Return how many of those are long overdue, or have lost whoever was to do them."""
    if not actor.may_somewhere(Permission.LEAD_INCIDENTS):
        return 0
    alone = Q(due_on__lt=today - LONG_AGO) | Q(doer_left=True)
    return _of_others(actor, today=today).filter(alone).count()


def _of_others(actor: Actor, *, today: datetime.date) -> QuerySet[IncidentStep]:
    left = has_left(Permission.WRITE_INCIDENT, today=today, who="doer")
    led = actor.places_where(Permission.LEAD_INCIDENTS)
    rows = IncidentStep.objects.annotate(doer_left=left)
    return rows.filter(site__in=led, done_on__isnull=True).exclude(doer=actor.id)


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


def _telling(row: IncidentTold, names: dict[UUID, str]) -> Telling:
    return Telling(
        row.told_at, names.get(row.told_by_id, "") if row.told_by_id else "", row.note,
        row.taken_back_at, names.get(row.taken_back_by_id, "") if row.taken_back_by_id else "",
        row.why_back,
    )  # fmt: skip


def _steps(rows: Iterable[IncidentStep], *, today: datetime.date) -> tuple[StepRow, ...]:
    rows = list(rows)
    names = workers_named(
        {key for row in rows for key in (row.doer_id, row.done_by_id, row.handed_by_id) if key}
    )
    return tuple(
        StepRow(
            row.id, row.incident_id, row.site.name, row.what, row.doer_id,
            names.get(row.doer_id, ""), row.due_on, row.done_on,
            names.get(row.done_by_id, "") if row.done_by_id else "",
            row.done_on is None and row.due_on <= today, row.done_on is None and row.due_on < today,
            bool(getattr(row, "doer_left", False)),
            names.get(row.handed_by_id, "") if row.handed_by_id else "", row.handed_on,
        )
        for row in rows
    )  # fmt: skip
