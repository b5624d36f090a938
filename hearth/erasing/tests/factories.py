"""Erasing as tests need it."""

import datetime

import factory
from django.utils import timezone

from hearth.erasing.models import DueToLook, Erasure, HolderDecision, LegalHold
from hearth.foundation.tests.factories import RecordFactory


class ErasureFactory(RecordFactory):
    """Somebody asked that all of it go."""

    class Meta:
        model = Erasure

    whose = factory.LazyAttribute(lambda row: row.person.id)
    known_at = factory.LazyAttribute(lambda row: row.person.known_at)
    called = factory.LazyAttribute(lambda row: row.person.known_as)
    why = "NOT_NEEDED"
    asked_for = "PERSON"
    words = "Please take it all away"
    asked_at = factory.LazyFunction(timezone.now)


class HolderDecisionFactory(RecordFactory):
    class Meta:
        model = HolderDecision

    known_at = factory.LazyAttribute(lambda row: row.erasure.known_at)


class LegalHoldFactory(RecordFactory):
    class Meta:
        model = LegalHold

    known_at = factory.LazyAttribute(lambda row: row.person.known_at)
    reason = "A claim was made"
    set_at = factory.LazyFunction(timezone.now)


class DueFactory(RecordFactory):
    class Meta:
        model = DueToLook

    kind = "SUPPORT"
    last_contact_on = datetime.date(2004, 5, 1)
    due_on = datetime.date(2024, 5, 1)


def erasing_sample(person, worker, site):
    """Return a sample of each parameter of erasing's addresses."""
    asked = ErasureFactory(person=person, asked_by=worker)
    HolderDecisionFactory(erasure=asked, holder=person.held_by)
    hold = LegalHoldFactory(person=person, holder=person.held_by, set_by=worker)
    due = DueFactory(person=person, holder=person.held_by)
    return {"erasure_id": asked.id, "hold_id": hold.id, "due_id": due.id}
