"""
Each minute: what nobody has read goes to more of those who can; and who hears of what.

A job carries a schema only.
"""

import datetime
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.accounts.models import User
from hearth.accounts.queries import who_may_at
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Permission
from hearth.foundation.queues import AT_ONCE
from hearth.foundation.schema import in_schema, schemas_with
from hearth.letterbox import actions
from hearth.letterbox.actions.reading import YOURS
from hearth.letterbox.actions.telling import BEYOND, LATE, LOUDER
from hearth.letterbox.actions.writing import WORST_DAY
from hearth.letterbox.models import Letter, LetterKind
from hearth.letterbox.queries import on_duty_for, readers_of, reading_at, who_runs
from hearth.letterbox.queries.boxes import box_of
from hearth.outgoing.listening import Concerned, concerns
from hearth.places.timer import OnATimer


@app.periodic(cron="* * * * *")
@app.task(name="letterbox.look_out_everywhere", queue=AT_ONCE)
def look_out_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("letterbox_letter"):
        look_out.defer(schema=schema)


@app.task(name="letterbox.look_out", queue=AT_ONCE)
def look_out(*, schema: str) -> None:
    """Tell upwards what nobody has read in one partnership. Done twice, it tells once."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.tell_late(by=timer, now=timezone.now())


@concerns(WORST_DAY)
def who_is_on_duty(letter_id: UUID, today: datetime.date) -> Concerned | None:
    """
    Return to whom a worst day comes first; nobody, once somebody has read it.

    While the hub is closed and nobody is on duty, nobody is woken for a worst day: the person was
    told so. What they answered to a questionnaire goes to somebody at any hour.
    """
    row, now = _unread(letter_id), timezone.now()
    if row is None:
        return None
    at_any_hour = row.kind == LetterKind.ANSWERED
    if not (at_any_hour or reading_at(row.site, box_of(row.site), now=now).reads_now):
        return None
    first = on_duty_for(row, now=now, today=today)
    return Concerned(row.site, User.objects.filter(id__in=first))


@concerns(LOUDER)
def all_who_read_there(letter_id: UUID, today: datetime.date) -> Concerned | None:
    """Return all who read a worst day that nobody has read yet, whoever runs the hub among them."""
    row = _unread(letter_id)
    return Concerned(row.site, readers_of(row, today=today)) if row else None


@concerns(BEYOND)
def who_leads_the_network(letter_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who is told beyond a hub where nobody has read somebody's worst day."""
    row = _unread(letter_id)
    if row is None:
        return None
    leads = who_may_at(Permission.SEE_UNANSWERED, [row.site_id], today=today)
    return Concerned(row.site, leads.exclude(id=row.worker_id) if row.worker_id else leads)


@concerns(LATE)
def who_runs_the_hub(letter_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who runs the hub where nobody has a message in hand past its time."""
    row = _unread(letter_id)
    return Concerned(row.site, who_runs(row, today=today)) if row else None


@concerns(YOURS)
def to_whom_it_was_handed(letter_id: UUID, today: datetime.date) -> Concerned | None:
    """Return who has a letter in hand that was handed on to them; nobody, once it is answered."""
    row = Letter.objects.open().filter(id=letter_id).select_related("site").first()
    if row is None or row.taken_by_id is None:
        return None
    return Concerned(row.site, readers_of(row, today=today).filter(id=row.taken_by_id))


def _unread(letter_id: UUID) -> Letter | None:
    return Letter.objects.waiting().filter(id=letter_id).select_related("site").first()
