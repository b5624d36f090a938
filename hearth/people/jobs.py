"""What is done about people while nobody watches: by night, in each partnership in turn."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schemas_with
from hearth.people import actions, findable
from hearth.places.timer import OnATimer


@app.periodic(cron="40 3 * * *")
@app.task(name="people.every_night", queue="people", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("people_person"):
        one_night.defer(schema=schema)


@app.periodic(cron="5 0,23 * * *")
@app.task(name="people.after_midnight", queue="people", pass_context=False)
def after_midnight(timestamp: int) -> None:
    """
    Close what was shared until yesterday, soon after midnight in London.

    Times here are in UTC, where that is 11 in the evening in summer. The other of the two finds
    nothing to do.
    """
    for schema in schemas_with("people_person"):
        one_midnight.defer(schema=schema)


@app.task(name="people.one_midnight", queue="people", retry=3)
def one_midnight(*, schema: str) -> None:
    """Close what one partnership's people shared until yesterday."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.close_ended_sharings(by=timer)


@app.task(name="people.one_night", queue="people", retry=3)
def one_night(*, schema: str) -> None:
    """Make one partnership's lists true for a new day. Done twice, it changes nothing more."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.close_ended_sharings(by=timer)
            actions.lapse_lists(by=timer, today=timezone.localdate())
            actions.follow_deaths_through_links(by=timer, now=timezone.now())
            findable.sweep()
            actions.let_go_of_old_links(by=timer, now=timezone.now())
