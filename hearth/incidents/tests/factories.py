"""One of everything in incidents."""

import json
from dataclasses import asdict

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory
from hearth.incidents import models
from hearth.incidents.queries.agreements import AgreementSaid

DOOR = "Please ring Tariq when Jo comes"


class IncidentFactory(RecordFactory):
    """Written by `written_by`, who owns it unless somebody else does."""

    class Meta:
        model = models.Incident

    kind = "INCIDENT"
    happened_at = factory.LazyFunction(timezone.now)
    what = "The kettle fell and the floor was wet"
    held_by = factory.LazyAttribute(lambda row: row.site.run_by)
    owner = factory.SelfAttribute("written_by")
    readers = factory.LazyAttribute(lambda row: sorted({row.written_by.id, row.owner.id}))


class OfAnIncidentFactory(RecordFactory):
    class Meta:
        abstract = True

    site = factory.LazyAttribute(lambda row: row.incident.site)
    readers = factory.LazyAttribute(lambda row: row.incident.readers)


class StepFactory(OfAnIncidentFactory):
    class Meta:
        model = models.IncidentStep

    what = "Mop the floor"
    written_by = factory.SelfAttribute("doer")
    due_on = factory.LazyFunction(timezone.localdate)


class NamedFactory(OfAnIncidentFactory):
    class Meta:
        model = models.IncidentPerson

    words = "A scalded hand, cooled for 20 minutes"


class LessonFactory(OfAnIncidentFactory):
    class Meta:
        model = models.Lesson

    learned = "Kettles stand at the back"
    changed = "We bought a shelf"


class ComingInFactory(RecordFactory):
    """Looked after by `owner`, with what the door may say and what was agreed first."""

    class Meta:
        model = models.ComingIn
        skip_postgeneration_save = True

    how = "COMES_IN"
    theirs = "I shout when I am scared"
    why = "Two people were frightened"
    hub_will = "Keep the quiet room free"
    who_agreed = "Jo and Tariq"
    agreed_on = factory.LazyFunction(timezone.localdate)
    look_again_on = factory.LazyFunction(timezone.localdate)
    held_by = factory.LazyAttribute(lambda row: row.site.run_by)

    @factory.post_generation
    def kept(self, create, extracted, **kwargs):
        said = AgreementSaid(
            self.how, self.theirs, self.why, self.hub_will, self.they_will, self.still_helped,
            DOOR, self.who_agreed, self.look_again_on.isoformat(),
        )  # fmt: skip
        mine = {
            "person": self.person, "site": self.site, "held_by": self.held_by, "coming_in": self,
        }  # fmt: skip
        OnceFactory(said=json.dumps(asdict(said)), done_by=self.owner, **mine)
        if self.stopped_on is None:
            DoorWordsFactory(words=DOOR, **mine)


class OnceFactory(RecordFactory):
    class Meta:
        model = models.ComingInOnce

    came = "AGREED"
    done_at = factory.LazyFunction(timezone.now)


class DoorWordsFactory(RecordFactory):
    class Meta:
        model = models.DoorWords


def incidents_sample(person, site, worker):
    """Return a sample of each parameter of incidents' addresses."""
    incident = IncidentFactory(site=site, written_by=worker)
    step = StepFactory(incident=incident, doer=worker)
    named = NamedFactory(incident=incident, person=person, added_by=worker)
    agreed = ComingInFactory(person=person, site=site, owner=worker)
    return {
        "incident_id": incident.id,
        "incident_step_id": step.id,
        "named_id": named.id,
        "body": "ICO",
        "agreement_id": agreed.id,
    }
