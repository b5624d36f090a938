"""
Each minute: tell of who went out alone and is not back. Each night: forget where somebody went.

A job carries a schema only.
"""

import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.diary import actions
from hearth.diary.models import Booking, LoneVisit
from hearth.diary.queries import may_watch_at, team_at
from hearth.diary.queries.workers import who_answers_at
from hearth.foundation.acting import acting_as
from hearth.foundation.queues import AT_ONCE
from hearth.foundation.schema import in_schema, schemas_with
from hearth.outgoing.listening import Concerned, concerns
from hearth.outgoing.meant import Meant, reminds
from hearth.places.timer import OnATimer


@app.periodic(cron="* * * * *")
@app.task(name="diary.look_out_everywhere", queue=AT_ONCE)
def look_out_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("diary_lonevisit"):
        look_out.defer(schema=schema)


@app.task(name="diary.look_out", queue=AT_ONCE)
def look_out(*, schema: str) -> None:
    """Tell upwards who is not back in one partnership. Done twice, it tells once."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.tell_overdue(by=timer, now=timezone.now())


@app.periodic(cron="20 2 * * *")
@app.task(name="diary.forget_everywhere", queue="diary")
def forget_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("diary_lonevisit"):
        forget.defer(schema=schema)


@app.task(name="diary.forget", queue="diary")
def forget(*, schema: str) -> None:
    """Forget where people went alone, in one partnership, once they have been back for long."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.forget_where_they_went(by=timer, now=timezone.now())


@reminds("meeting")
def what_it_reminds_of(message_id: UUID) -> Meant | None:
    """Return the booking that a reminder is of; None once it was moved or called off."""
    stands = Booking.objects.filter(reminder_id=message_id, called_off_at__isnull=True)
    booking = stands.first()
    if booking is None:
        return None
    team = team_at([booking.site_id], today=timezone.localdate())
    return Meant(booking.begins_at, team.filter(id=booking.worker_id).first())


@concerns("diary.visit_overdue")
def who_watches(visit_id: UUID, today: datetime.date) -> Concerned | None:
    """
    Return the buddy of somebody who is not back; nobody, once the visit is over.

    Where the buddy is of that team no more, it is who answers for the hub.
    """
    visit = _still_out(visit_id)
    if visit is None:
        return None
    buddy = list(may_watch_at(visit.site_id, today=today).filter(id=visit.buddy_id))
    return Concerned(visit.site, buddy or who_answers_at(visit.site_id, today=today))


@concerns("diary.visit_long_overdue")
def who_runs_the_hub(visit_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who answers for lone visits at the hub; nobody, once the visit is over."""
    visit = _still_out(visit_id)
    if visit is None:
        return None
    return Concerned(visit.site, who_answers_at(visit.site_id, today=today))


def _still_out(visit_id: UUID) -> LoneVisit | None:
    out = LoneVisit.objects.filter(id=visit_id, over_at__isnull=True)
    return out.select_related("site", "buddy").first()
