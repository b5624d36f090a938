"""Incidents and near misses, as far as whoever asks sees them."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hearth.accounts.queries import workers_named
from hearth.foundation.actors import Actor, Permission
from hearth.incidents.models import Incident, IncidentBefore, IncidentKind, IncidentPerson
from hearth.incidents.queries.owners import another_leads, has_left
from hearth.people.queries.sections import Stamped
from hearth.people.queries.seeing import visible_to

SETTLED_SHOWN = 20


@dataclass(frozen=True)
class IncidentSaid(Stamped):
    """What is written of an incident."""

    kind: str
    happened_at: datetime.datetime
    where: str = ""
    what: str = ""
    who: str = ""
    done: str = ""

    @property
    def kind_words(self) -> str:
        return IncidentKind(self.kind).short


@dataclass(frozen=True)
class IncidentRow:
    """An incident as a list shows it."""

    id: UUID
    said: IncidentSaid
    site: str
    owner_id: UUID
    owner: str
    owner_left: bool
    written_by: str
    is_new: bool
    """Nobody who leads incidents there has said that they have seen it."""
    settled_at: datetime.datetime | None
    look_again_on: datetime.date | None
    to_do: int
    """Steps that are still to do."""


@dataclass(frozen=True)
class Named:
    """Somebody who was hurt or upset."""

    id: UUID
    person_id: UUID | None
    """None if they are no person on the list, or whoever asks may not see them."""
    name: str
    words: str


@dataclass(frozen=True)
class IncidentOnce:
    """What an incident said before somebody put it right."""

    said: IncidentSaid
    changed_at: datetime.datetime
    changed_by: str


def seen_by(actor: Actor) -> QuerySet[Incident]:
    """Return the incidents that the actor sees: all at the sites they lead, and their own."""
    mine = Q(readers__contains=[actor.id], site__in=actor.places_where(Permission.WRITE_INCIDENT))
    return Incident.objects.filter(
        Q(site__in=actor.places_where(Permission.LEAD_INCIDENTS)) | mine
    ).select_related("site")


def incidents_of(
    actor: Actor, *, today: datetime.date
) -> tuple[tuple[IncidentRow, ...], tuple[IncidentRow, ...]]:
    """Return what is open, the latest first, and the last that are settled for now."""
    mine = seen_by(actor).order_by("-happened_at", "-id")
    rows = list(asked(mine.filter(settled_at__isnull=True), today=today))
    settled = mine.filter(settled_at__isnull=False).order_by("-settled_at", "-id")
    done = list(asked(settled, today=today)[:SETTLED_SHOWN])
    shown = incident_rows([*rows, *done])
    return shown[: len(rows)], shown[len(rows) :]


def settled_incidents(
    actor: Actor, *, today: datetime.date, number: int
) -> tuple[tuple[IncidentRow, ...], bool]:
    """
    Return a page of what is settled for now, the last first, and whether there are more.

    :param number: of the page, from 1
    """
    settled = seen_by(actor).filter(settled_at__isnull=False).order_by("-settled_at", "-id")
    begin = (number - 1) * SETTLED_SHOWN
    rows = list(asked(settled, today=today)[begin : begin + SETTLED_SHOWN + 1])
    return incident_rows(rows[:SETTLED_SHOWN]), len(rows) > SETTLED_SHOWN


def get_incident(incident_id: UUID, *, actor: Actor) -> Incident:
    """
    Return an incident that the actor sees.

    :raises Incident.DoesNotExist: if there is none, or they do not see it
    """
    return seen_by(actor).get(id=incident_id)


def incident_shown(incident_id: UUID, *, actor: Actor, today: datetime.date) -> IncidentRow:
    """
    Return an incident as its page shows it.

    :raises Incident.DoesNotExist: if there is none, or the actor does not see it
    """
    return incident_rows([asked(seen_by(actor), today=today).get(id=incident_id)])[0]


def incident_said(row: Incident) -> IncidentSaid:
    """Return what is written of an incident."""
    return IncidentSaid(row.kind, row.happened_at, row.where, row.what, row.who, row.done)


def incident_before(row: Incident) -> list[IncidentOnce]:
    """Return what an incident that the actor sees said before, the newest first."""
    rows = IncidentBefore.objects.filter(incident=row, of_learning=False)
    kept = list(rows.order_by("-changed_at", "-id"))
    names = workers_named({each.changed_by_id for each in kept})
    return [
        IncidentOnce(said_from(each.was), each.changed_at, names.get(each.changed_by_id, ""))
        for each in kept
    ]


def people_named(row: Incident, *, actor: Actor) -> list[Named]:
    """Return who was hurt or upset, by name as far as the actor may see them. Three questions."""
    rows = list(IncidentPerson.objects.filter(incident=row).order_by("recorded_at", "id"))
    people = dict(
        visible_to(actor)
        .filter(id__in=[each.person_id for each in rows if each.person_id])
        .values_list("id", "known_as")
    )
    workers = workers_named({each.worker_id for each in rows if each.worker_id})
    return [
        Named(
            each.id, each.person_id if each.person_id in people else None,
            _name(each, people, workers), each.words,
        )
        for each in rows
    ]  # fmt: skip


def get_named(named_id: UUID, *, incident: Incident) -> IncidentPerson:
    """
    Return somebody named in an incident that the actor sees.

    :raises IncidentPerson.DoesNotExist: if nobody there is
    """
    return IncidentPerson.objects.get(id=named_id, incident=incident)


def incident_rows(rows: Sequence[Incident]) -> tuple[IncidentRow, ...]:
    """Return incidents, asked for with `asked`, as lists show them."""
    names = workers_named({key for row in rows for key in (row.owner_id, row.written_by_id)})
    return tuple(
        IncidentRow(
            row.id, incident_said(row), row.site.name, row.owner_id,
            names.get(row.owner_id, ""), bool(row.owner_left),  # type: ignore[attr-defined]
            names.get(row.written_by_id, ""), row.seen_at is None, row.settled_at,
            row.look_again_on, int(row.to_do),  # type: ignore[attr-defined]
        )
        for row in rows
    )  # fmt: skip


def said_from(was: str) -> IncidentSaid:
    """Return what an incident said, from what is kept of it."""
    said = json.loads(was)
    said["happened_at"] = datetime.datetime.fromisoformat(said["happened_at"])
    return IncidentSaid(**said)


def may_say_seen(actor: Actor, incident: Incident, *, today: datetime.date) -> bool:
    """
    Test if the actor can say that whoever leads incidents there has seen one.

    Whoever wrote it down cannot, unless nobody else leads there.
    """
    if not may_lead(actor, incident):
        return False
    if incident.written_by_id != actor.id:
        return True
    return not Incident.objects.filter(another_leads(actor, today=today), id=incident.id).exists()


def may_lead(actor: Actor, incident: Incident) -> bool:
    """Test if the actor leads incidents at its site."""
    return actor.may(Permission.LEAD_INCIDENTS, at=incident.site)


def asked(rows: QuerySet[Incident], *, today: datetime.date) -> QuerySet[Incident]:
    to_do = Count("incidentsteps", filter=Q(incidentsteps__done_on__isnull=True))
    return rows.annotate(owner_left=has_left(Permission.WRITE_INCIDENT, today=today), to_do=to_do)


def _name(row: IncidentPerson, people: dict[UUID, str], workers: dict[UUID, str]) -> str:
    if row.person_id:
        return people.get(row.person_id, "Somebody whose record is not open to you")
    if row.worker_id:
        return f"{workers.get(row.worker_id, 'A worker')} (works here)"
    return "Somebody who has been forgotten"
