import datetime

import factory
from django.utils import timezone

from hearth.directory import models
from hearth.foundation.tests.factories import RecordFactory


def term(slug):
    """Return a term of the hubs' own taxonomy."""
    return models.Term.objects.get(taxonomy__slug="hub", slug=slug)


class ProviderFactory(RecordFactory):
    class Meta:
        model = models.Provider

    name = factory.Sequence(lambda n: f"Provider {n}")


class ServiceFactory(RecordFactory):
    """A coffee morning that was confirmed lately."""

    class Meta:
        model = models.Service

    provider = factory.SubFactory(ProviderFactory)
    name = factory.Sequence(lambda n: f"Coffee morning {n}")
    offer = factory.LazyFunction(lambda: term("coffee-morning"))
    confirmed_on = factory.LazyFunction(timezone.localdate)
    confirm_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=180))


class LocationFactory(RecordFactory):
    class Meta:
        model = models.Location

    name = factory.Sequence(lambda n: f"Hall {n}")
    postcode = "YO24 4AB"
    latitude = 53.9527
    longitude = -1.1206


class ScheduleFactory(RecordFactory):
    """Tuesdays from ten to twelve."""

    class Meta:
        model = models.Schedule

    service = factory.SubFactory(ServiceFactory)
    byday = ["TU"]
    opens = datetime.time(10)
    closes = datetime.time(12)
