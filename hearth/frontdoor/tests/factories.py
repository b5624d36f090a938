import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.frontdoor import models
from hearth.frontdoor.moments import in_london


class ArrivalFactory(RecordFactory):
    """An arrival at `site`, now unless told otherwise, written down by `welcomed_by`."""

    class Meta:
        abstract = True

    arrived_at = factory.LazyFunction(timezone.now)
    arrived_on = factory.LazyAttribute(lambda o: in_london(o.arrived_at).date())
    arrived_hour = factory.LazyAttribute(lambda o: in_london(o.arrived_at).hour)
    held_by = factory.LazyAttribute(lambda o: o.site.run_by)


class VisitFactory(ArrivalFactory):
    class Meta:
        model = models.Visit


class HeadcountFactory(ArrivalFactory):
    class Meta:
        model = models.Headcount

    how_many = 7


class ConversationFactory(RecordFactory):
    class Meta:
        model = models.Conversation

    site = factory.LazyAttribute(lambda o: o.visit.site)
    wanted_at = factory.LazyAttribute(lambda o: o.visit.arrived_at)


class ChildAlertFactory(RecordFactory):
    class Meta:
        model = models.ChildAlert
        skip_postgeneration_save = True

    site = factory.LazyAttribute(lambda o: o.visit.site)
    raised_at = factory.LazyAttribute(lambda o: o.visit.arrived_at)

    @factory.post_generation
    def _is_said_of_its_visit(self, create, extracted, **options):
        with as_the_owner():
            models.Visit.objects.filter(pk=self.visit_id).update(child_alone=True)
        self.visit.child_alone = True


class PresenceFactory(RecordFactory):
    """A worker signed in an hour ago, unless told otherwise."""

    class Meta:
        model = models.Presence

    name = "Sam"
    kind = models.WorkingHere.STAFF
    came_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(hours=1))
