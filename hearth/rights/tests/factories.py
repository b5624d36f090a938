"""What people asked, as tests need it."""

import datetime

import factory
from django.utils import timezone

from hearth.foundation.tests.factories import RecordFactory, as_the_owner
from hearth.rights import models


class RightsRequestFactory(RecordFactory):
    """Somebody asks for everything, today."""

    class Meta:
        model = models.RightsRequest

    asks = "ACCESS"
    asked_by = "PERSON"
    asked_how = "SAID"
    asked_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=30))


class PackFactory(RecordFactory):
    """A copy that is being read through."""

    class Meta:
        model = models.Pack

    state = "REVIEW"
    goes_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=60))


class PackRowFactory(RecordFactory):
    """A line that must be decided."""

    class Meta:
        model = models.PackRow

    number = factory.Sequence(lambda n: n + 1)
    app = "hearth.support"
    flag = "COLLEAGUE"
    what = "A time we met"
    says = "The worker wrote: they smiled"
    answers = "Acomb Good Neighbours"


def rights_sample(person, worker, site):
    """Return a sample of each parameter of the addresses of people's rights."""
    whose = {"person": person, "held_by": person.held_by, "site": site}
    row = RightsRequestFactory(taken_by=worker, **whose)
    pack = PackFactory(request=row, **whose)
    line = PackRowFactory(pack=pack, **whose)
    with as_the_owner():
        told = models.ToTell(request=row, **whose)
        told.whom = "The library"
        told.save()
        limit = models.Limit.objects.create(
            request=row, kind="NOT_COUNTED", from_on=row.asked_on, **whose
        )
        stands = models.Statement(
            request=row, layer="SUPPORT", part="SUPPORT", written_on=row.asked_on, **whose
        )
        stands.words = "I was not there"
        stands.save()
    return {
        "rights_request_id": row.id,
        "pack_row_id": line.id,
        "to_tell_id": told.id,
        "limit_id": limit.id,
        "statement_id": stands.id,
        "rights_act": "longer",
    }
