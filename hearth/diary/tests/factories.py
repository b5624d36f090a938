"""One of everything in a diary."""

import datetime

import factory
from django.utils import timezone

from hearth.diary import models
from hearth.foundation.tests.factories import RecordFactory

HOUR = datetime.timedelta(hours=1)


class WeeklyTimeFactory(RecordFactory):
    class Meta:
        model = models.WeeklyTime

    weekday = 0
    begins = datetime.time(9)
    ends = datetime.time(17)


class BookingFactory(RecordFactory):
    """In an hour, for an hour."""

    class Meta:
        model = models.Booking

    begins_at = factory.LazyFunction(lambda: timezone.now() + HOUR)
    ends_at = factory.LazyAttribute(lambda row: row.begins_at + HOUR)
    booked_by = factory.SelfAttribute("worker")


class MeetingFactory(RecordFactory):
    """Of nobody known, unless a person is given."""

    class Meta:
        model = models.Meeting

    what_for = "ONE_TO_ONE"
    who = "Somebody in a blue coat"
    of_team = factory.LazyAttribute(lambda row: not getattr(row, "person", None))


class LoneVisitFactory(RecordFactory):
    class Meta:
        model = models.LoneVisit

    began_at = factory.LazyFunction(timezone.now)
    back_by = factory.LazyFunction(lambda: timezone.now() + HOUR)


class LoneVisitDetailsFactory(RecordFactory):
    class Meta:
        model = models.LoneVisitDetails

    worker = factory.SelfAttribute("visit.worker")
    buddy = factory.SelfAttribute("visit.buddy")
    site = factory.SelfAttribute("visit.site")
    held_by = factory.SelfAttribute("visit.site.run_by")
    where = "14 Mill Lane"
    whom = "Jo"
    plan = "Ring me, then ring Hal"


def diary_sample(person, worker, buddy, site):
    """Return a sample of each parameter of a diary's addresses; the person shares their support."""
    mine = {"person": person, "held_by": person.held_by, "site": site, "written_by": worker}
    booking = BookingFactory(worker=worker, site=site)
    MeetingFactory(booking=booking, who="", of_team=False, **mine)
    asked = MeetingFactory(suits="Mornings", who="", of_team=False, **mine)
    visit = LoneVisitFactory(worker=worker, buddy=buddy, site=site)
    LoneVisitDetailsFactory(visit=visit, person=person)
    return {"booking_id": booking.id, "meeting_id": asked.id, "lone_visit_id": visit.id}
