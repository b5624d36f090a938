"""What is done about keeping and erasing by night, in each partnership in turn."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.erasing import actions
from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schemas_with
from hearth.places.timer import OnATimer


@app.periodic(cron="10 4 * * *")
@app.task(name="erasing.every_night", queue="erasing", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("erasing_duetolook"):
        one_night.defer(schema=schema)


@app.task(name="erasing.one_night", queue="erasing", retry=3)
def one_night(*, schema: str) -> None:
    """
    List what is past its time, let what was kept until today be decided again, and write down what
    was erased. Nothing is erased by a timer.
    """
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            actions.reopen_what_is_due(by=timer, today=timezone.localdate())
            actions.list_what_is_due(by=timer, today=timezone.localdate())
            actions.write_missing_lines()
