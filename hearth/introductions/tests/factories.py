"""Introductions as tests need them."""

import datetime

import factory
from django.utils import timezone

from hearth.directory.tests.factories import ServiceFactory
from hearth.foundation.tests.factories import RecordFactory
from hearth.introductions.models import Introduction


class IntroductionFactory(RecordFactory):
    """Somebody is put in touch with a coffee morning."""

    class Meta:
        model = Introduction

    way = "IN_TOUCH"
    service = factory.SubFactory(ServiceFactory)
    state = "WAITING"
    next_step = "Ring them"
    next_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=7))
    answer_by = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=5))
    begun_on = factory.LazyFunction(timezone.localdate)


def introductions_sample(person, worker, site):
    """Return a sample of each parameter of introductions' addresses."""
    row = IntroductionFactory(person=person, held_by=person.held_by, owner=worker, from_site=site)
    return {"introduction_id": row.id}
