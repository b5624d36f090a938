"""Each minute: tell of who went out alone and is not back. A job carries a schema only."""

import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts.queries import who_may_at
from hearth.diary import actions
from hearth.diary.models import LoneVisit
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.schema import in_schema, schemas_with
from hearth.outgoing.listening import Concerned, concerns
from hearth.places.timer import OnATimer


@app.periodic(cron="* * * * *")
@app.task(name="diary.look_out_everywhere", queue="diary")
def look_out_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("diary_lonevisit"):
        look_out.defer(schema=schema)


@app.task(name="diary.look_out", queue="diary")
def look_out(*, schema: str) -> None:
    """Tell upwards who is not back in one partnership. Done twice, it tells once."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.tell_overdue(by=timer, now=timezone.now())


@concerns("diary.visit_overdue")
def who_watches(visit_id: UUID, today: datetime.date) -> Concerned | None:
    """Return the buddy of somebody who is not back; nobody, once the visit is over."""
    visit = _still_out(visit_id)
    return Concerned(visit.site, [visit.buddy]) if visit else None


@concerns("diary.visit_long_overdue")
def who_runs_the_hub(visit_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who watches over lone visits at the hub; nobody, once the visit is over."""
    visit = _still_out(visit_id)
    if visit is None:
        return None
    watch = who_may_at(Permission.WATCH_VISITS, [visit.site_id], today=today)
    return Concerned(visit.site, watch)


def _still_out(visit_id: UUID) -> LoneVisit | None:
    out = LoneVisit.objects.filter(id=visit_id, over_at__isnull=True)
    return out.select_related("site", "buddy").first()
