"""By night the lake of each partnership is filled, once all that the night changes is done."""

from django.conf import settings
from procrastinate.contrib.django import app

from hearth.foundation.schema import in_schema, schemas_with
from hearth.places.timer import OnATimer


@app.periodic(cron="10 5 * * *")
@app.task(name="lake.every_night", queue="lake", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a filling for each partnership, so that one that fails stops no other."""
    if settings.HEARTH_LAKE:
        for schema in schemas_with("lake_filling"):
            one_night.defer(schema=schema)


@app.task(name="lake.one_night", queue="lake", retry=3)
def one_night(*, schema: str) -> None:
    """Fill one partnership's lake with what changed. Done twice, it changes nothing more."""
    # Arrow takes two seconds to load, and every process of Hearth's knows every job.
    from hearth.lake.publishing import lake_folder, publish

    with in_schema(schema):
        publish(by=OnATimer(), folder=lake_folder())
