"""What is done about the directory by night, in each partnership in turn."""

from django.utils import timezone
from procrastinate.contrib.django import app

from hearth.directory.actions.nightly import (
    find_our_sites,
    find_what_is_there_twice,
    forget_words,
)
from hearth.directory.finding.publishing import all_to_publish, in_groups, publish, tidy_words
from hearth.foundation.acting import acting_as
from hearth.foundation.schema import in_schema, schemas_with
from hearth.places.timer import OnATimer


@app.periodic(cron="10 4 * * *")
@app.task(name="directory.every_night", queue="directory", pass_context=False)
def every_night(timestamp: int) -> None:
    """Put off a night's work for each partnership, so that one that fails stops no other."""
    for schema in schemas_with("directory_service"):
        one_night.defer(schema=schema)


@app.task(name="directory.one_night", queue="directory", retry=3)
def one_night(*, schema: str) -> None:
    """
    Forget what people typed a week ago, find what is there twice, and make all findable anew.

    Done twice, it changes nothing more. Each is by itself: the first must not wait for the others.
    """
    with in_schema(schema):
        timer, now = OnATimer(), timezone.now()
        with acting_as(timer):
            forget_words(by=timer, today=timezone.localdate(now))
        with acting_as(timer):
            find_our_sites(by=timer)
        with acting_as(timer):
            find_what_is_there_twice(by=timer, now=now)
        for some in in_groups(all_to_publish()):  # so that nobody who saves an entry waits long
            with acting_as(timer):
                publish(some)
        with acting_as(timer):
            tidy_words()
