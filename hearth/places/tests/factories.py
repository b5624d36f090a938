import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory
from hearth.places import models


class OrganisationFactory(RecordFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Organisation {n}")


class SiteFactory(RecordFactory):
    class Meta:
        model = models.Site

    name = factory.Sequence(lambda n: f"Hub {n}")
    slug = factory.Sequence(lambda n: f"hub-{n}")
    run_by = factory.SubFactory(OrganisationFactory)


class OpeningSpellFactory(RecordFactory):
    class Meta:
        model = models.OpeningSpell

    site = factory.SubFactory(SiteFactory)
    weekday = 0
    opens = datetime.time(9)
    closes = datetime.time(17)


class DayExceptionFactory(RecordFactory):
    """A date that is closed, unless it is given times."""

    class Meta:
        model = models.DayException

    site = factory.SubFactory(SiteFactory)
    on = factory.LazyFunction(timezone.localdate)


class ClosureFactory(RecordFactory):
    """Closed until further notice, unless it is given an end."""

    class Meta:
        model = models.Closure

    site = factory.SubFactory(SiteFactory)
    begins_at = factory.LazyFunction(timezone.now)
