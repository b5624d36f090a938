"""
Long acts on large sheets, after the page has answered. A job carries ids only.

A job acts as the worker who asked for it, with the permissions they hold when
it runs, and opens a transaction for each part. Asked to stop, it stops between
two parts and goes back into the queue; killed, it is put back within a minute
or two. Either way it goes on from where it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import JobAborted

from hearth.accounts.models import User
from hearth.foundation.acting import acting_as
from hearth.foundation.actors import Actor
from hearth.foundation.schema import in_schema, schema_in_hand, schemas_with
from hearth.places.timer import OnATimer
from hearth.sheets import actions
from hearth.sheets.models import Sheet

SMALL = 500
"""Rows up to which a sheet is read or brought in at once, while the page waits."""

AGAIN = RetryStrategy(max_attempts=8, linear_wait=5)


def now_or_later(*, by: Actor, sheet: Sheet) -> None:
    """Go on with a sheet now if it is small, else leave it to a job."""
    if sheet.rows <= SMALL:
        actions.carry_on(by=by, sheet=sheet, now=timezone.now())
    else:
        later(by=by, sheet=sheet)


def later(*, by: Actor, sheet: Sheet) -> None:
    """Leave a sheet to a job, which is there once this transaction is done, and not before."""
    actions.put_off(by=by, sheet=sheet, now=timezone.now())
    carry_on.defer(schema=schema_in_hand(), sheet_id=str(sheet.id), worker_id=str(by.id))


@app.task(name="sheets.carry_on", queue="sheets", retry=AGAIN, pass_context=True)
def carry_on(context: JobContext, *, schema: str, sheet_id: str, worker_id: str) -> None:
    """Go on with a sheet, as the worker who asked for it."""
    with in_schema(schema):
        worker = User.objects.get(id=UUID(worker_id))

        @contextmanager
        def apart() -> Iterator[None]:
            if context.should_abort():
                raise JobAborted
            with acting_as(worker):
                yield

        with apart():
            sheets = Sheet.objects.select_related("site__run_by")
            sheet = sheets.filter(id=sheet_id).first()
        if sheet and worker.is_active:  # else they have lost their role here since
            actions.carry_on(by=worker, sheet=sheet, now=timezone.now(), apart=apart)


@app.periodic(cron="* * * * *")
@app.task(name="sheets.pick_up", queue="sheets", queueing_lock="sheets.pick_up", pass_context=True)
async def pick_up(context: JobContext, timestamp: int) -> None:
    """Put back into the queue whatever a job worker was doing that is no longer there."""
    for job in await context.app.job_manager.get_stalled_jobs(queue="sheets"):
        await context.app.job_manager.retry_job(job)


@app.periodic(cron="20 4 * * *")
@app.task(name="sheets.every_night", queue="sheets")
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("people_person"):
        one_night.defer(schema=schema)


@app.task(name="sheets.one_night", queue="sheets", retry=3)
def one_night(*, schema: str) -> None:
    """Let go, in one partnership, of what nobody went on with."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.let_go_of_old(by=timer, now=timezone.now())
