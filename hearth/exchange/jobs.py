"""What happens by itself: files that nobody went on with are let go."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.exchange.actions.lists import let_go_of_old
from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schemas_with
from hearth.places.timer import OnATimer


@app.periodic(cron="35 4 * * *")
@app.task(name="exchange.every_night", queue="exchange")
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("exchange_broughtlist"):
        one_night.defer(schema=schema)


@app.task(name="exchange.one_night", queue="exchange", retry=3)
def one_night(*, schema: str) -> None:
    """Let go, in one partnership, of what nobody went on with."""
    with in_schema(schema):
        timer = OnATimer()
        with acting_as(timer):
            let_go_of_old(by=timer, now=timezone.now())
