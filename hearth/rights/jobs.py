"""
Gathering while the page has long answered, and beginning again what was stopped halfway; taking old
packs away by night.
"""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schemas_with
from hearth.places.timer import OnATimer
from hearth.rights import actions


@app.task(name="rights.gather_one", queue="rights")
def gather_one(*, schema: str, request_id: str, again: bool = False) -> None:
    """
    Gather everything about somebody who asked, a part at a time: a page shows how far it is.

    What stops it is written down, without a word of what was being read, and is a fault as well.
    """
    with in_schema(schema):
        gather_everything(UUID(request_id), again=again)


def gather_everything(request_id: UUID, *, again: bool = False) -> None:
    """
    Gather everything for one request, in the schema in hand.

    :param again: also if it was gathered: what was decided about the lines so far is lost
    """
    timer = OnATimer()
    with acting_as(timer):
        pack = actions.start_pack(
            by=timer, request_id=request_id, again=again, today=timezone.localdate()
        )
    if pack is None:
        return
    for part in actions.parts_of_all():
        try:
            with acting_as(timer):
                actions.gather_part(by=timer, pack_id=pack.id, part=part)
        except Exception as fault:
            why = f"{part}: {type(fault).__name__}"
            with acting_as(timer):
                actions.note_failed(by=timer, pack_id=pack.id, why=why, now=timezone.now())
            raise
    with acting_as(timer):
        actions.finish_pack(by=timer, pack_id=pack.id, now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="rights.look_out_everywhere", queue="rights", pass_context=False)
def look_out_everywhere(timestamp: int) -> None:
    """Put it off for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("rights_pack"):
        look_out.defer(schema=schema)


@app.task(name="rights.look_out", queue="rights")
def look_out(*, schema: str) -> None:
    """Begin again, in one partnership, what was stopped halfway."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.begin_stopped_again(by=timer, now=timezone.now())


@app.periodic(cron="15 3 * * *")
@app.task(name="rights.every_night", queue="rights", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("rights_pack"):
        one_night.defer(schema=schema)


@app.task(name="rights.one_night", queue="rights", retry=3)
def one_night(*, schema: str) -> None:
    """Take away the packs of one partnership whose day is past."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.take_old_packs_away(by=timer, today=timezone.localdate())
