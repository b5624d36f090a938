import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.people import findable, models


class PersonFactory(RecordFactory):
    """A person known to `sites`, welcomed there today unless told otherwise."""

    class Meta:
        model = models.Person
        exclude = ["sites"]
        skip_postgeneration_save = True

    sites: list = []
    known_as = factory.Faker("first_name")
    known_at = factory.LazyAttribute(lambda o: [site.id for site in o.sites])
    greeted_at = factory.LazyAttribute(lambda o: [site.id for site in o.sites])
    held_by = factory.LazyAttribute(lambda o: o.sites[0].run_by)

    @factory.post_generation
    def acquainted(self, create, extracted, **kwargs):
        today = timezone.localdate()
        for site_id in self.known_at:
            AcquaintanceFactory(
                person=self, site_id=site_id, since=today - datetime.timedelta(days=30),
                last_welcomed_on=extracted or today,
            )  # fmt: skip
        with as_the_owner():
            findable.refresh([self.id])


class AcquaintanceFactory(RecordFactory):
    class Meta:
        model = models.Acquaintance
