"""Readings, as tests need them."""

import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory
from hearth.outcomes import models
from hearth.outcomes.queries.links import hash_of


class ReadingLinkFactory(RecordFactory):
    """Given an hour ago, for a week."""

    class Meta:
        model = models.ReadingLink

    measure = "phq-9"
    made_at = factory.LazyFunction(timezone.now)
    ends_at = factory.LazyAttribute(lambda row: row.made_at + datetime.timedelta(days=7))


class ReadingFactory(RecordFactory):
    """PHQ-9, together with a worker, today: 9."""

    class Meta:
        model = models.Reading

    measure = "phq-9"
    version = "1"
    given_on = factory.LazyFunction(timezone.localdate)
    how = "DESK"
    said = '{"answers": {"1": 1}, "words": ""}'
    came_to = factory.LazyFunction(lambda: {"total": "9"})
    written_at = factory.LazyFunction(timezone.now)


SECRET = "the-secret-of-a-link-to-answer-by"


def outcomes_sample(person, worker, site):
    """Return a sample of each parameter of this app's addresses."""
    mine = {"person": person, "held_by": person.held_by, "site": site}
    reading = ReadingFactory(written_by=worker, **mine)
    ReadingLinkFactory(measure="ucla-3", made_by=worker, token_hash=hash_of(SECRET), **mine)
    return {"reading_id": reading.id, "measure": "phq-9", "reading_token": SECRET}
