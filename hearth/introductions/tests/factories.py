"""Introductions as tests need them."""

import datetime
import json

import factory
from django.utils import timezone

from hearth.directory.tests.factories import SECRET, ServiceFactory
from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.introductions.models import Incoming, Introduction, OtherSide
from hearth.introductions.queries.other_side import hash_of


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


class OtherSideFactory(RecordFactory):
    """What the other side of an introduction is shown."""

    class Meta:
        model = OtherSide

    person = factory.SelfAttribute("introduction.person")
    held_by = factory.SelfAttribute("introduction.held_by")
    service = factory.SelfAttribute("introduction.service")
    words = json.dumps([["The name they like", "Jo"]])
    sent_on = factory.LazyFunction(timezone.localdate)
    answer_by = factory.SelfAttribute("introduction.answer_by")
    sent_under = factory.LazyAttribute(lambda row: _open_to(row.introduction))


def _open_to(introduction):
    """Return with whom it is shared: the database says so on the row, whatever was written."""
    with as_the_owner():
        return Introduction.objects.values_list("open_to", flat=True).get(id=introduction.id)


class IncomingFactory(RecordFactory):
    """Somebody whom a surgery introduces to a hub."""

    class Meta:
        model = Incoming

    came = "FORM"
    introducer = "Dr Ade, Front Street Surgery"
    name = "Robin"
    safe_way = "RING"
    where = "07700 900321"
    agreed_how = "TOGETHER"
    next_step = "Take it"
    next_on = factory.LazyFunction(timezone.localdate)


def introductions_sample(person, worker, site):
    """Return a sample of each parameter of introductions' addresses."""
    row = IntroductionFactory(person=person, held_by=person.held_by, owner=worker, from_site=site)
    side = OtherSideFactory(introduction=row, from_site=site, organisation=person.held_by)
    came = IncomingFactory(site=site, held_by=person.held_by, token_hash=hash_of(SECRET))
    return {"introduction_id": row.id, "other_side_id": side.id, "incoming_id": came.id}
