"""What waits for one worker: incidents they own, steps they are to do, agreements to look at."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hearth.foundation.actors import Actor, Permission
from hearth.incidents.models import Incident
from hearth.incidents.queries.after import (
    StepRow,
    how_many_left_alone,
    my_steps,
    steps_of_others,
    steps_to_do,
)
from hearth.incidents.queries.agreements import AgreementDue, agreements_due
from hearth.incidents.queries.happened import IncidentRow, asked, incident_rows, seen_by
from hearth.incidents.queries.owners import another_leads, has_left


@dataclass(frozen=True)
class Mine:
    """What waits for a worker, for Today and for the page of incidents."""

    incidents: tuple[IncidentRow, ...]
    """Those they own that have something due: a step, or a day to look again."""
    steps: tuple[StepRow, ...]
    """Steps of theirs that are due."""
    agreements: tuple[AgreementDue, ...]
    others: tuple[StepRow, ...]
    """Steps of colleagues at the sites they lead that are due, or whose doer has left."""

    @property
    def is_empty(self) -> bool:
        return not (self.incidents or self.steps or self.agreements or self.others)


@dataclass(frozen=True)
class Unseen:
    """An incident that cannot wait for whoever leads them at a site."""

    id: UUID
    site: str
    is_new: bool
    owner_left: bool


def mine(actor: Actor, now: datetime.datetime) -> Mine:
    """Return what waits for the actor today. Eight questions, however much it is."""
    today = timezone.localdate(now)
    owned = _owned(actor, today=today).values("id")
    rows = asked(seen_by(actor).filter(id__in=owned), today=today)
    return Mine(
        incident_rows(list(rows.order_by("happened_at", "id"))),
        tuple(step for step in my_steps(actor, today=today) if step.is_due),
        agreements_due(actor, by=today),
        steps_of_others(actor, today=today),
    )


def how_many_wait(actor: Actor, *, today: datetime.date) -> int:
    """
    Return of how many incidents, steps and agreements `mine` would tell: three questions, and one
    more for whoever leads. Of colleagues' steps, those that were left alone.
    """
    steps = steps_to_do(actor).filter(due_on__lte=today).count()
    owned = _owned(actor, today=today).distinct().count()
    alone = how_many_left_alone(actor, today=today)
    return owned + steps + alone + len(agreements_due(actor, by=today))


def _owned(actor: Actor, *, today: datetime.date) -> QuerySet[Incident]:
    """Return the incidents that the actor owns and that have something due, settled or not."""
    due = Q(
        incidentsteps__done_on__isnull=True, incidentsteps__due_on__lte=today,
        settled_at__isnull=True,
    )  # fmt: skip
    again = Q(look_again_on__lte=today)
    return seen_by(actor).filter(due | again, owner=actor.id)


def incidents_that_cannot_wait(actor: Actor, *, today: datetime.date) -> tuple[Unseen, ...]:
    """
    Return incidents at the sites that the actor leads that nobody leading has seen, or that have
    lost their owner, the oldest first. One question; none for those who lead nowhere.

    Settling one does not make it seen. Whoever wrote it down is told of it only where nobody else
    leads: it is for another to see.
    """
    led = actor.places_where(Permission.LEAD_INCIDENTS)
    if not led:
        return ()
    left = has_left(Permission.WRITE_INCIDENT, today=today)
    of_others = ~Q(written_by=actor.id) | ~Q(another_leads(actor, today=today))
    rows = Incident.objects.annotate(owner_left=left).filter(
        Q(seen_at__isnull=True) & of_others | Q(owner_left=True, settled_at__isnull=True),
        site__in=led,
    )
    return tuple(
        Unseen(row.id, row.site.name, row.seen_at is None, bool(row.owner_left))
        for row in rows.select_related("site").order_by("recorded_at", "id")
    )
